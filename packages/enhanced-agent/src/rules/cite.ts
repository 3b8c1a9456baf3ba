import type { SeenResult } from "../prompt/conversation-view.ts";

/** Citation marks that stand in somebody's text are no citations of this run. */
const foreign = /\[(E\d+(?:\.\d+)?)\]/gi;

/** Text of a result as it may stand in an answer: its own brackets cannot be taken for citations. */
export function quoteText(text: string): string {
  return text.replace(foreign, "($1)");
}

/**
 * A paragraph of a result with the sources behind the words that they hold, and the result itself behind what is left.
 *
 * @example
 * cite("Tides follow the moon.", result); // "Tides follow the moon. [E1.1]"
 */
export function cite(
  paragraph: string,
  { evidenceId, sources }: Pick<SeenResult, "evidenceId" | "sources">,
): string {
  const text = quoteText(paragraph).replace(/\s+/g, " ").trim();
  if (evidenceId === undefined || text === "") return text;
  const places: { readonly end: number; readonly id: string }[] = [];
  for (const { id, quote } of sources) {
    const words = quoteText(quote).replace(/…$/, "").replace(/\s+/g, " ").trim();
    const at = words.length < 8 ? -1 : text.indexOf(words);
    if (at !== -1) places.push({ end: endOfWords(text, at + words.length), id });
  }
  places.sort((a, b) => a.end - b.end);
  let cited = "";
  let from = 0;
  for (const { end, id } of places) {
    cited += end > from ? `${text.slice(from, end)} [${id}]` : ` [${id}]`;
    from = Math.max(from, end);
  }
  const rest = text.slice(from);
  return /[\p{L}\p{N}]/u.test(rest) || places.length === 0
    ? `${cited}${rest} [${evidenceId}]`
    : `${cited}${rest}`;
}

/** The end of a quote with the punctuation behind it; a quote that was shortened goes on to the end of its sentence. */
function endOfWords(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[.!?:;,)\]”"’'*_`]/.test(text[end] ?? "")) end += 1;
  return end;
}
