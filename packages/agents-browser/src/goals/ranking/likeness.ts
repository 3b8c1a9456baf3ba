/** Longest text that is compared letter by letter; longer ones are compared word by word only. */
const mostLetters = 60;

/** Lower case, without accents, quotes and punctuation around words, with single spaces. */
export function normalizeText(text: string): string {
  return text
    .slice(0, 2000)
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[“”"‘’'`´]/gu, "")
    .replaceAll(/[^\p{L}\p{N}@#%$€£&+/*=<>-]+/gu, " ")
    .trim();
}

/** The words of a text, normalised, at most 100. */
export function wordsOf(text: string): readonly string[] {
  const normal = normalizeText(text);
  return normal === "" ? [] : normal.split(" ").slice(0, 100);
}

/** How many letters have to be inserted, removed or replaced to make one text of the other. */
export function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = previous[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[other.length]!;
}

/** Without the endings of plurals and of verbs, which rarely tell controls apart. */
const stemOf = (word: string): string =>
  word.length > 4
    ? word.replace(/(?:ies|ing|ed|es|s)$/u, "")
    : word.length > 3
      ? word.replace(/s$/u, "")
      : word;

/**
 * How much a text of the page is what the goal names, from 0 to 1: 1 the same letters, 0.97 the same but for case, 0.94
 * but for punctuation; below that by shared words and by typing mistakes.
 *
 * @example likeness("Sign in", "sign in"); // 0.97
 */
export function likeness(wanted: string, seen: string): number {
  const [plainWanted, plainSeen] = [wanted.trim(), seen.trim()];
  if (plainWanted === "" || plainSeen === "") return 0;
  if (plainWanted === plainSeen) return 1;
  if (plainWanted.toLowerCase() === plainSeen.toLowerCase()) return 0.97;
  const [normalWanted, normalSeen] = [normalizeText(plainWanted), normalizeText(plainSeen)];
  if (normalWanted === "" || normalSeen === "") return 0;
  if (normalWanted === normalSeen) return 0.94;
  if (normalWanted.replaceAll(/[ -]/gu, "") === normalSeen.replaceAll(/[ -]/gu, "")) return 0.92;
  const [wantedWords, seenWords] = [normalWanted.split(" "), normalSeen.split(" ")];
  if (isOpposite(wantedWords, seenWords)) return 0;
  return Math.max(wordLikeness(wantedWords, seenWords), typoLikeness(wantedWords, seenWords));
}

/** 0.9 at most: all wanted words are there, and nothing else counts for much. */
function wordLikeness(wanted: readonly string[], seen: readonly string[]): number {
  const seenStems = new Set(seen.slice(0, 100).map(stemOf));
  const wantedStems = new Set(wanted.slice(0, 100).map(stemOf));
  let shared = 0;
  for (const word of wantedStems) if (seenStems.has(word)) shared++;
  if (shared === 0) return 0;
  const found = shared / wantedStems.size;
  const filled = shared / seenStems.size;
  return 0.9 * found * found * (0.6 + 0.4 * filled);
}

/** 0.85 at most, and 0 unless each word is the wanted one or a typing mistake of it. */
function typoLikeness(wanted: readonly string[], seen: readonly string[]): number {
  if (wanted.length !== seen.length || wanted.length > 12) return 0;
  let edits = 0;
  let letters = 0;
  for (const [index, word] of wanted.entries()) {
    const other = seen[index]!;
    letters += Math.max(word.length, other.length);
    if (word === other) continue;
    if (!isTypo(word, other)) return 0;
    edits += editDistance(word, other);
  }
  return 0.85 * (1 - edits / letters);
}

/**
 * Whether one word may be the other with a slip of the fingers: two letters swapped, or one left out or doubled. "Export"
 * and "expert", "active" and "inactive", "item1" and "item2" are words of their own.
 */
function isTypo(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < 4 || long.length > mostLetters || !/^\p{L}+$/u.test(one + other)) return false;
  if (short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false;
  const distance = editDistance(short, long);
  if (short.length === long.length)
    return (distance === 2 && isSwapped(short, long)) || (distance === 1 && short.length >= 8);
  return distance === 1;
}

/** Whether two neighbouring letters have changed places, and nothing else. */
function isSwapped(one: string, other: string): boolean {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return (
    at >= 0 &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}

const negations = new Set("not no dont doesnt never without cannot cant".split(" "));

/** Whether only one of two texts says no: "Do not subscribe" is not what "Subscribe" means. */
const isOpposite = (wanted: readonly string[], seen: readonly string[]): boolean =>
  wanted.some((word) => negations.has(word)) !== seen.some((word) => negations.has(word));
