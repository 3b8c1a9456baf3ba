/** Names of licences as people write them, with the identifier that stands for them. */
const spellings: readonly (readonly [string, string | ((match: RegExpExecArray) => string)])[] = [
  [String.raw`Apache(?:[ -]Software)?(?:[ -]Licen[cs]e)?,?(?:[ -]Version)?[ -]?v?2(?:\.0)?`, "apache-2.0"],
  [String.raw`Apache(?= licen[cs]e)`, "apache"],
  [String.raw`BSD[ -]?([0-4])[ -]?Clause`, "bsd-$-clause"],
  [String.raw`([0-4])[ -]Clause BSD`, "bsd-$-clause"],
  [String.raw`0BSD`, "0bsd"],
  [String.raw`BSD`, "bsd"],
  [String.raw`([AL]?GPL)(?:[ -]?v?([23](?:\.[01])?))?(?:-only|-or-later|\+)?`, "gpl"],
  [String.raw`MPL[ -]?v?2(?:\.0)?`, "mpl-2.0"],
  [String.raw`CC0(?:[ -]1\.0)?`, "cc0"],
  [String.raw`CC[ -]BY((?:-(?:SA|NC|ND))*)(?:[ -][\d.]+)?`, "cc-by$"],
  ["MIT", "mit"],
  ["ISC", "isc"],
  ["Unlicense", "unlicense"],
  ["WTFPL", "wtfpl"],
  [String.raw`BlueOak(?:-[\d.]+)?`, "blueoak"],
  ["Zlib", "zlib"],
];

const patterns = spellings.map(([source, id]) => ({
  pattern: new RegExp(String.raw`${source}(?![\w])`, "iy"),
  id,
}));

/** The licence that is named at an offset of a text, with the length of its name. */
export function readLicence(text: string, at: number): { id: string; length: number } | undefined {
  for (const { pattern, id } of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    if (id === "gpl") return { id: formatGpl(match), length: match[0].length };
    return { id: String(id).replace("$", (match[1] ?? "").toLowerCase()), length: match[0].length };
  }
  return undefined;
}

function formatGpl(match: RegExpExecArray): string {
  const version = match[2]?.replace(".0", "");
  return version ? `${match[1].toLowerCase()}-${version}` : match[1].toLowerCase();
}
