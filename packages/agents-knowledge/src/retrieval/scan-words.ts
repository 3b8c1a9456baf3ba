/** What is called with each word: its hash, that of its beginning, and where it stands; end exclusive. */
type Visit = (hash: number, beginning: number, start: number, end: number) => void;

/** Words that begin with the same letters, this many, may be forms of one word. */
export const beginningLength = 5;
const hashBasis = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;

/**
 * Visits the words of a stretch of text, stop words too, by hash: the way to compare the wording of many
 * passages within a query's time. A word is a run of letters and digits; small and capital letters of ASCII
 * are the same. `beginning` is 0 for words of fewer than five characters.
 */
export function scanWords(text: string, from: number, to: number, visit: Visit): void {
  let start = -1;
  let hash = hashBasis;
  let beginning = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    const letter = code < 128 ? asciiLetters[code] : readLetter(code);
    if (letter !== 0) {
      if (start === -1) {
        start = at;
        hash = hashBasis;
        beginning = 0;
      }
      hash = Math.imul(hash ^ letter, hashPrime);
      if (at - start === beginningLength - 1) beginning = hash;
    } else if (start !== -1) {
      visit(hash, beginning, start, at);
      start = -1;
    }
  }
  if (start !== -1) visit(hash, beginning, start, to);
}

/** The small letter of a capital of ASCII; every other character is itself. */
export function foldCase(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** Letters and digits of ASCII, capitals as small letters, and 0 for every other character. */
const asciiLetters = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z\d]/.test(String.fromCharCode(code)) ? foldCase(code) : 0,
);

/** Whatever is beyond ASCII but for spaces, signs and punctuation, for which it is 0. */
function readLetter(code: number): number {
  return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && (code < 0x2000 || code > 0x206f) ? code : 0;
}
