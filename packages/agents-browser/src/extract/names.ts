/** A name as the words it is made of, for comparing: "unitPrice", "unit_price" and "Unit prices:" are "unit price". */
export function readWords(name: string): string[] {
  return name
    .slice(0, 300)
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}%#]+/u)
    .filter((word) => word !== "")
    .map(normaliseWord);
}

/** Short forms that mean the same in every table. */
const longForms: ReadonlyMap<string, string> = new Map([
  ["qty", "quantity"],
  ["amt", "amount"],
  ["nr", "number"],
  ["no", "number"],
  ["num", "number"],
  ["#", "number"],
  ["desc", "description"],
  ["tel", "phone"],
  ["addr", "address"],
  ["mail", "email"],
  ["%", "percent"],
]);

function normaliseWord(word: string): string {
  const long = longForms.get(word);
  if (long !== undefined) return long;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** How like two names are: 1 for the same words, 0.9 for the same in another order, less when one has more words than the other. */
export function compareNames(wanted: readonly string[], found: readonly string[]): number {
  if (wanted.length === 0 || found.length === 0) return 0;
  if (wanted.join("") === found.join("")) return 1;
  const [left, right] = [new Set(wanted), new Set(found)];
  const [few, many] = left.size <= right.size ? [left, right] : [right, left];
  for (const word of few) if (!many.has(word)) return 0;
  if (few.size === many.size) return 0.9;
  // What a compound is comes last: an order total is a total.
  return wanted.at(-1) === found.at(-1) ? 0.7 : 0.6;
}
