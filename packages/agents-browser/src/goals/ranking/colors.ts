/** Names of colours that people use, with what they usually mean by them. */
const palette: Readonly<Record<string, string>> = {
  aqua: "#00ffff",
  black: "#000000",
  blue: "#0000ff",
  brown: "#a52a2a",
  cyan: "#00ffff",
  fuchsia: "#ff00ff",
  gold: "#ffd700",
  gray: "#808080",
  green: "#008000",
  grey: "#808080",
  lime: "#00ff00",
  magenta: "#ff00ff",
  maroon: "#800000",
  navy: "#000080",
  olive: "#808000",
  orange: "#ffa500",
  pink: "#ffc0cb",
  purple: "#800080",
  red: "#ff0000",
  silver: "#c0c0c0",
  teal: "#008080",
  turquoise: "#40e0d0",
  violet: "#ee82ee",
  white: "#ffffff",
  yellow: "#ffff00",
};

type Rgb = readonly [number, number, number];

function readHex(hex: string): Rgb | undefined {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})/iu.exec(hex);
  return match === null
    ? undefined
    : [Number.parseInt(match[1]!, 16), Number.parseInt(match[2]!, 16), Number.parseInt(match[3]!, 16)];
}

/** The middle of red's weight changes with the colour: differences as eyes see them, roughly. */
function distance(one: Rgb, other: Rgb): number {
  const red = (one[0] + other[0]) / 2;
  return Math.sqrt(
    (2 + red / 256) * (one[0] - other[0]) ** 2 +
      4 * (one[1] - other[1]) ** 2 +
      (2 + (255 - red) / 256) * (one[2] - other[2]) ** 2,
  );
}

/** The colour of a name, or of #rrggbb, as #rrggbb. */
export const hexOf = (name: string): string | undefined =>
  palette[name.trim().toLowerCase()] ?? (/^#[\da-f]{6}$/iu.test(name.trim()) ? name.trim() : undefined);

/**
 * How near a colour of the page is to a named one, from 0 to 1; 1 is the very colour.
 *
 * @example colorFit("red", "#ff0000"); // 1
 */
export function colorFit(name: string, hex: string | undefined): number {
  const wanted = readHex(palette[name.toLowerCase()] ?? "");
  const seen = readHex(hex ?? "");
  if (wanted === undefined || seen === undefined) return 0;
  const own = distance(wanted, seen);
  if (own === 0) return 1;
  const isNearest = Object.values(palette).every((other) => distance(readHex(other)!, seen) >= own);
  return isNearest ? 0.9 : Math.max(0, 0.6 - own / 400);
}

/** Whether a colour is none of black, white and the greys between them. */
export function isColorful(hex: string | undefined): boolean {
  const seen = readHex(hex ?? "");
  return seen !== undefined && Math.max(...seen) - Math.min(...seen) >= 40;
}
