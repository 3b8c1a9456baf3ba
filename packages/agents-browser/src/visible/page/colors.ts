/// <reference lib="dom" />

/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** Colours as a page computes them, in numbers. */
export function createColors() {
  const known = new Map<string, Rgba | undefined>();
  let canvas: OffscreenCanvasRenderingContext2D | null | undefined;

  /** For notations such as oklch(): what the browser paints. */
  const paint = (text: string): Rgba | undefined => {
    if (canvas === undefined) {
      canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    }
    if (!canvas || !CSS.supports("color", text)) return undefined;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };

  const parse = (text: string): Rgba | undefined => {
    if (text.startsWith("rgb")) {
      const numbers = text
        .slice(text.indexOf("(") + 1, -1)
        .split(/[ ,/]+/)
        .map(Number);
      const [red = 0, green = 0, blue = 0, alpha = 1] = numbers;
      return [red, green, blue, alpha];
    }
    return text === "" || text === "none" || text.startsWith("url") ? undefined : paint(text);
  };

  const read = (text: string): Rgba | undefined => {
    if (known.has(text)) return known.get(text);
    if (known.size > 2000) known.clear();
    const color = parse(text);
    known.set(text, color);
    return color;
  };

  const luminance = ([red, green, blue]: Rgba): number => {
    const linear = (part: number): number => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };

  return {
    read,
    /** What is seen when a colour lies over another. */
    over(above: Rgba, below: Rgba): Rgba {
      const mix = (a: number, b: number): number => a * above[3] + b * (1 - above[3]);
      return [mix(above[0], below[0]), mix(above[1], below[1]), mix(above[2], below[2]), 1];
    },
    /** From 1 for the same to 21 for black on white, as in WCAG. */
    contrast(one: Rgba, other: Rgba): number {
      const a = luminance(one) + 0.05;
      const b = luminance(other) + 0.05;
      return a > b ? a / b : b / a;
    },
    hex(color: Rgba): string {
      const two = (part: number): string => Math.round(part).toString(16).padStart(2, "0");
      return `#${two(color[0])}${two(color[1])}${two(color[2])}`;
    },
  };
}

export type Colors = ReturnType<typeof createColors>;
