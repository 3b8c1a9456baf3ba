/** Ways in which one line of the protocol, `KEYWORD: value` or `---END---`, is written otherwise than it should be. */
export type Disguise = (keyword: string) => string;

/** Letters of other scripts that look like Latin capitals. */
const cyrillic: Readonly<Record<string, string>> = {
  A: "А",
  B: "В",
  C: "С",
  E: "Е",
  H: "Н",
  I: "І",
  K: "К",
  M: "М",
  O: "О",
  P: "Р",
  S: "Ѕ",
  T: "Т",
  X: "Х",
  Y: "Ү",
};
const greek: Readonly<Record<string, string>> = {
  A: "Α",
  B: "Β",
  E: "Ε",
  H: "Η",
  I: "Ι",
  K: "Κ",
  M: "Μ",
  N: "Ν",
  O: "Ο",
  P: "Ρ",
  T: "Τ",
  X: "Χ",
  Y: "Υ",
  Z: "Ζ",
};

const replaceLetters =
  (letters: Readonly<Record<string, string>>, which: (at: number) => boolean): Disguise =>
  (keyword) =>
    [...keyword].map((letter, at) => (which(at) ? (letters[letter] ?? letter) : letter)).join("");

export const lookAlikes: readonly Disguise[] = [
  replaceLetters(cyrillic, () => true),
  replaceLetters(greek, () => true),
  replaceLetters(cyrillic, (at) => at === 0),
  replaceLetters(greek, (at) => at % 2 === 0),
  replaceLetters(cyrillic, (at) => at > 0),
  // Full-width forms.
  (keyword) => keyword.replace(/[A-Z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
];

/** Zero-width space, non-joiner, joiner, word joiner, byte order mark, soft hyphen. */
const invisible = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"] as const;

export const zeroWidths: readonly Disguise[] = [
  ...invisible.slice(0, 5).map(
    (mark): Disguise =>
      (keyword) =>
        `${keyword.slice(0, 2)}${mark}${keyword.slice(2)}`,
  ),
  (keyword) => `${invisible[0]}${keyword}`,
  (keyword) => `${invisible[4]}${keyword}`,
  (keyword) => [...keyword].join(invisible[0]),
  (keyword) => `${keyword}${invisible[3]}`,
];

export const plain: Disguise = (keyword) => keyword;
export const lowerCase: Disguise = (keyword) => keyword.toLowerCase();
export const capitalised: Disguise = (keyword) =>
  keyword.toLowerCase().replace(/(^|_)[a-z]/g, (letter) => letter.toUpperCase());
export const alternating: Disguise = (keyword) =>
  [...keyword].map((letter, at) => (at % 2 === 0 ? letter : letter.toLowerCase())).join("");
