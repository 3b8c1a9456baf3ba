import { Buffer } from "node:buffer";

/** Base64 of less than this says too little to be told from other text, unless it stands alone. */
const shortestCore = 8;

/** Matches a secret wherever it stands in a text: as it is, and encoded for addresses, JSON, HTML, hex and base64, also in part. */
export function createSecretPattern(value: string): RegExp {
  const spellings = new Set([value, value.normalize("NFC"), value.normalize("NFD"), value.normalize("NFKC")]);
  const parts = [...spellings].filter((spelling) => spelling.length >= 4).map(matchCharacters);
  const bytes = Buffer.from(value);
  parts.push(
    ...matchBase64(bytes),
    `(?:${bytes.toString("hex").replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`,
  );
  return new RegExp(parts.join("|"), "gu");
}

/** Each character in any of the ways in which it is written, so that mixed encodings are found as well. */
function matchCharacters(value: string): string {
  return [...value].map(matchCharacter).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
};
const escapes: Readonly<Record<string, string>> = {
  "\n": "n",
  "\r": "r",
  "\t": "t",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

function matchCharacter(character: string): string {
  const bytes = [...Buffer.from(character)];
  const code = character.codePointAt(0)!;
  const hex = (number: number, digits: number): string =>
    [...number.toString(16).padStart(digits, "0")].map(matchHexDigit).join("");
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const ways = [
    // "%25" is a percent sign that was encoded once more.
    bytes.map((byte) => `%(?:25){0,3}${hex(byte, 2)}`).join(""),
    units.map((unit) => `\\\\{1,4}u${hex(unit, 4)}`).join(""),
    `&#(?:0{0,6}${code}|[xX]0{0,6}${hex(code, 1)});?`,
    escapeForPattern(character),
  ];
  if (code < 256) ways.unshift(`\\\\{1,4}x${hex(code, 2)}`);
  if (Object.hasOwn(entities, character)) ways.unshift(`&${entities[character]!};?`);
  if (Object.hasOwn(escapes, character)) ways.unshift(`\\\\{1,4}${escapeForPattern(escapes[character]!)}`);
  if (/\s/u.test(character)) ways.push("\\+", "\\s", "&nbsp;");
  return `(?:${ways.join("|")})`;
}

/** What base64 makes of the bytes wherever they begin in what is encoded, as far as the neighbours have no say. */
function matchBase64(bytes: Buffer): readonly string[] {
  const patterns: string[] = [];
  for (const before of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replaceAll("=", "");
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    const core = encoded.slice(from, to);
    if (core.length >= shortestCore) patterns.push(`${matchSixBits(core)}[\\w+/-]?={0,2}`);
  }
  const whole = bytes.toString("base64").replaceAll("=", "");
  patterns.push(`(?<![\\w+/-])${matchSixBits(whole)}(?:={1,2}|(?:%3[dD]){1,2})?(?![\\w+/-])`);
  return patterns;
}

function matchSixBits(text: string): string {
  return text.replaceAll("+", "(?:\\+|-|%2[bB])").replaceAll("/", "(?:\\\\?/|_|%2[fF])");
}

function matchHexDigit(digit: string): string {
  return /[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit;
}

function escapeForPattern(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/u, "\\$&");
}
