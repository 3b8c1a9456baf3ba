import { listOwnWords, measureShare } from "../evidence/own-words.ts";
import { toPlainWords } from "../evidence/plain-words.ts";
import type { SeenResult } from "../prompt/conversation-view.ts";
import { splitSentences } from "./split-sentences.ts";

/** Characters that tell a quote from a chance likeness. */
const shortestQuote = 8;
/** Sentences of fewer words are not the same because of their words alone. */
const fewestWords = 6;
const nearlyAll = 0.8;

/** Citation marks that stand in somebody's text are no citations of this run. */
const foreign = /\[(E\d+(?:\.\d+)?)\]/gi;

/** Text of a result as it may stand in an answer: its own brackets cannot be taken for citations. */
export function quoteText(text: string): string {
  return text.replace(foreign, "($1)");
}

/**
 * A paragraph of a result, each sentence with the source that says it, and the result itself behind sentences that no source
 * says. Neighbours with the same source share its citation.
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
  const quotes = sources.map(({ id, quote }) => ({
    id,
    words: toPlainWords(quoteText(quote).replace(/…$/, "")),
  }));
  const parts = cutSentences(text).map((sentence) => ({
    sentence,
    id: findSource(toPlainWords(sentence), quotes) ?? evidenceId,
  }));
  return parts
    .map(({ sentence, id }, at) => (parts[at + 1]?.id === id ? sentence : `${sentence} [${id}]`))
    .join(" ");
}

function findSource(
  sentence: string,
  quotes: readonly { readonly id: string; readonly words: string }[],
): string | undefined {
  const isLong = ({ words }: { readonly words: string }): boolean => words.length >= shortestQuote;
  return (
    quotes.find(({ words }) => words === sentence) ??
    quotes.find(
      (each) => isLong(each) && each.words.includes(sentence) && sentence.length >= shortestQuote,
    ) ??
    quotes.find((each) => isLong(each) && sentence.includes(each.words)) ??
    quotes.find(({ words }) => isNearlySame(listOwnWords(words), listOwnWords(sentence)))
  )?.id;
}

/** Markup in the middle of a sentence may add or change a word. */
function isNearlySame(quote: ReadonlySet<string>, sentence: ReadonlySet<string>): boolean {
  if (Math.min(quote.size, sentence.size) < fewestWords) return false;
  return measureShare(quote, sentence) >= nearlyAll && measureShare(sentence, quote) >= nearlyAll;
}

/** The sentences of a line, with all that stands between them. */
function cutSentences(text: string): string[] {
  const cut: string[] = [];
  let from = 0;
  for (const sentence of splitSentences(text)) {
    const at = text.indexOf(sentence, from);
    if (at === -1) continue;
    const end = at + sentence.length;
    cut.push(text.slice(from, end).trim());
    from = end;
  }
  const rest = text.slice(from).trim();
  if (rest === "") return cut;
  if (cut.length === 0) return [rest];
  return [...cut.slice(0, -1), `${cut.at(-1)} ${rest}`];
}
