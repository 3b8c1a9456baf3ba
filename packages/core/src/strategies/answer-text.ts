const quotesAndBrackets = /^[\p{Pi}\p{Pf}\p{Ps}\p{Pe}"'`´*_~]$/u;
const endsOfSentences = /^[.,;:!?…¡¿。、]$/u;
const dashes = /^\p{Pd}$/u;
const lettersAndDigits = /^[\p{L}\p{N}]$/u;
const tokens =
  /\p{N}+(?:[.,]\p{N}+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[[\p{L}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+/gv;
const articles = new Set(["a", "an", "the"]);

/** One spelling for what differs in compatibility forms and case only. */
function foldCase(text: string): string {
  // By way of upper case "ß" and "ss" meet; the lower case before it takes the capital "ẞ" along.
  const folded = text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase();
  return folded.replaceAll("ς", "σ").normalize("NFKC");
}

/**
 * Brings a text answer into the form that is compared: NFKC, case folded, white space collapsed, and
 * quotes, brackets, marks of sentences and loose dashes around it removed.
 *
 * What carries meaning stays: the sign of "-5", the point of ".5", "12%", "C#". A text of nothing but
 * punctuation stays whole.
 */
export function normalizeText(text: string): string {
  const characters = [...foldCase(text).replace(/\s+/g, " ").trim()];
  let start = 0;
  let end = characters.length;
  while (start < end && isLeadingNoise(characters, start)) start += 1;
  while (end > start && isTrailingNoise(characters, end - 1)) end -= 1;
  return (start === end ? characters : characters.slice(start, end)).join("");
}

function isLeadingNoise(characters: readonly string[], index: number): boolean {
  const character = characters[index]!;
  if (character === " " || quotesAndBrackets.test(character)) return true;
  if (dashes.test(character)) return characters[index + 1] === " ";
  return endsOfSentences.test(character) && !lettersAndDigits.test(characters[index + 1] ?? "");
}

function isTrailingNoise(characters: readonly string[], index: number): boolean {
  const character = characters[index]!;
  if (character === " " || quotesAndBrackets.test(character) || endsOfSentences.test(character)) return true;
  return dashes.test(character) && characters[index - 1] === " ";
}

/** Counts the words of a text as SQuAD's evaluation does: case, punctuation and English articles do not count. */
export function countTokens(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [token] of foldCase(text).matchAll(tokens)) {
    if (!articles.has(token)) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return counts;
}

/**
 * The F1 of two bags of tokens, from 0 to 1: the harmonic mean of the shares that each has in common with
 * the other (Rajpurkar et al. 2016, SQuAD, arXiv 1606.05250). 0 when either is empty.
 */
export function measureTokenF1(
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
): number {
  let common = 0;
  let total = 0;
  for (const [token, count] of left) {
    common += Math.min(count, right.get(token) ?? 0);
    total += count;
  }
  for (const count of right.values()) total += count;
  return total === 0 ? 0 : (2 * common) / total;
}

const numberText = /^[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The number that an answer states, or `undefined`: numbers, and text such as "42", "1,234.5", "-3e2", "12 %".
 *
 * A per cent sign is a unit, not a division: "12 %" is 12. Commas separate thousands only.
 */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || value.length > 400) return undefined;
  const text = value.trim().replace("\u2212", "-").replace(/\s?%$/, "");
  if (!numberText.test(text)) return undefined;
  const number = Number(text.replaceAll(",", ""));
  return Number.isFinite(number) ? number : undefined;
}
