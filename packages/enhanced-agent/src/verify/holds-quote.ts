import { toPlainWords } from "../evidence/plain-words.ts";

/** What writers put into a quotation themselves: marks of omission, and words in square brackets. */
const omission = /\[?(?:…|\.{3})\]?/;
const insertion = /\[?(?:…|\.{3})\]?|\[[^\][]{0,60}\]/;

/** Whether a text, in plain words, holds a quotation: each part between marks of omission, in their order. */
export function holdsQuote(text: string, quote: string): boolean {
  return holdsParts(text, quote.split(omission)) || holdsParts(text, quote.split(insertion));
}

function holdsParts(text: string, parts: readonly string[]): boolean {
  let from = 0;
  for (const part of parts.map(toPlainWords)) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}
