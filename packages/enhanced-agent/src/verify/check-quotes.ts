import type { Evidence } from "../evidence/evidence.ts";
import { toPlainWords } from "../evidence/plain-words.ts";
import type { Check } from "../machine/machine.ts";
import { listTexts } from "./basis-text.ts";
import { findCitedQuotes, findLooseQuotes } from "./find-quotes.ts";
import { holdsQuote } from "./holds-quote.ts";

/** A quotation; `ids` name the evidence that it is said to come from: between two citations, either of them; without one, any. */
interface PlacedQuote {
  readonly quote: string;
  readonly ids: readonly string[];
}

/** Whether each quotation of the answer occurs in what it cites, else in any evidence or in what else was `told`; a check for each that does not. */
export function checkQuotes(
  answer: string,
  evidence: readonly Evidence[],
  told: readonly string[] = [],
): readonly Check[] {
  const quotes = findQuotes(answer, evidence.length > 0);
  if (quotes.length === 0) return [];
  const texts = new Map<string, string>();
  const readPiece = (id: string): string => {
    const known = texts.get(id);
    if (known !== undefined) return known;
    const piece = evidence.find((each) => each.id === id);
    const text = piece === undefined ? "" : listTexts(piece).map(toPlainWords).join("\n");
    texts.set(id, text);
    return text;
  };
  const isTold = (quote: string): boolean => told.some((text) => holdsQuote(toPlainWords(text), quote));
  const failed = quotes.flatMap(({ quote, ids }): readonly Check[] => {
    // Who cites what does not exist is told so by another check.
    const known = ids.filter((id) => evidence.some((each) => each.id === id));
    if (ids.length > 0 && (known.length === 0 || known.some((id) => holdsQuote(readPiece(id), quote))))
      return [];
    const elsewhere = evidence.find(({ id }) => holdsQuote(readPiece(id), quote));
    if (ids.length === 0 && (elsewhere !== undefined || isTold(quote))) return [];
    return [
      {
        kind: "citation",
        about: `The quote “${shorten(quote)}” stands in ${known.length === 0 ? "the evidence" : known.join(", ")}`,
        passed: false,
        problem:
          elsewhere === undefined
            ? "It stands in no evidence: copy the words exactly, or say it without quotation marks."
            : `It stands in ${elsewhere.id}: cite [${elsewhere.id}] for it.`,
      },
    ];
  });
  return failed.length > 0
    ? failed
    : [{ kind: "citation", about: "Every quote stands in what it cites", passed: true }];
}

/** The quotations next to citations, then those that stand by themselves. */
function findQuotes(answer: string, hasEvidence: boolean): readonly PlacedQuote[] {
  const quotes = new Map<string, PlacedQuote>();
  for (const { quote, ids } of findCitedQuotes(answer))
    quotes.set(quote, { quote, ids: [...(quotes.get(quote)?.ids ?? []), ...ids] });
  for (const quote of hasEvidence ? findLooseQuotes(answer) : []) {
    const isKnown = [...quotes.keys()].some((known) => known.includes(quote) || quote.includes(known));
    if (!isKnown) quotes.set(quote, { quote, ids: [] });
  }
  return [...quotes.values()];
}

function shorten(quote: string): string {
  const line = quote.replace(/\s+/g, " ");
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
