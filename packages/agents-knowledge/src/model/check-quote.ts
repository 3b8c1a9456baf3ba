import { z } from "zod";
import { formatTitle, type Citation } from "../answers/citation.ts";
import { findWords, tokenize } from "../retrieval/tokenize.ts";
import type { Evidence } from "./evidence.ts";
import type { QuotedSentence } from "./find-rearranged.ts";
import { locateQuote, type Stretch } from "./locate-quote.ts";

/** What a model claims to have read where. */
export const claimedQuoteSchema = z.object({ id: z.string(), quote: z.string() });

type ClaimedQuote = z.infer<typeof claimedQuoteSchema>;

/** A quote that was found in its passage. */
export interface CheckedQuote {
  readonly citation: Citation;
  readonly evidence: Evidence;
  /** The whole sentences that the quote is taken from, as one text, and one by one with what is quoted of each. */
  readonly context: string;
  readonly sentences: readonly QuotedSentence[];
}

/** Fewer words, or little ones only, say nothing by themselves, unless they are all that a sentence consists of. */
const leastWords = 3;
const mostQuotes = 6;

/** Those quotes of a model that stand, character for character, in the passages that it names; each once. */
export function checkQuotes(claimed: readonly ClaimedQuote[], evidence: readonly Evidence[]): CheckedQuote[] {
  const checked = new Map<string, CheckedQuote>();
  for (const { id, quote } of claimed.slice(0, mostQuotes)) {
    const source = evidence.find((candidate) => candidate.id === id.trim());
    const place = source && locateQuote(source.text, quote);
    if (source === undefined || place === undefined || !isTelling(source, place)) continue;
    const citation = citeStretch(source, place);
    const key = `${id}:${citation.source.span.start}:${citation.source.span.end}`;
    const sentences = readSentences(source, citation);
    const context = sentences.map(({ sentence }) => sentence).join(" ");
    checked.set(key, { citation, evidence: source, context, sentences });
  }
  return [...checked.values()];
}

function isTelling({ passage, text }: Evidence, { start, end }: Stretch): boolean {
  const quote = text.slice(start, end);
  return (
    (findWords(quote).length >= leastWords && tokenize(quote).length > 0) ||
    passage.sentences.some((sentence) => sentence.quote === quote)
  );
}

/** The citation of a stretch of a passage: every figure is counted from the passage's own place. */
function citeStretch({ passage, text }: Evidence, { start, end }: Stretch): Citation {
  const { file, span, line, sentences } = passage;
  const from = span.start + Buffer.byteLength(text.slice(0, start));
  const quote = text.slice(start, end);
  const page = sentences.findLast((sentence) => sentence.span.start <= from)?.page;
  return {
    quote,
    source: {
      file: file.file,
      ...(file.url !== undefined && { url: file.url }),
      title: formatTitle(passage),
      line: line + text.slice(0, start).split("\n").length - 1,
      ...(page !== undefined && { page }),
      span: { start: from, end: from + Buffer.byteLength(quote) },
      contentHash: file.contentHash,
    },
  };
}

/** The sentences that a quote reaches into, each with what is quoted of it. */
function readSentences({ passage }: Evidence, { quote, source: { span } }: Citation): QuotedSentence[] {
  const bytes = Buffer.from(quote);
  return passage.sentences
    .filter((sentence) => sentence.span.start < span.end && sentence.span.end > span.start)
    .map((sentence) => {
      const from = Math.max(0, sentence.span.start - span.start);
      const quoted = bytes.subarray(from, sentence.span.end - span.start).toString();
      return { sentence: sentence.quote, quoted: [quoted] };
    });
}

/** Each quoted sentence once, with all that is quoted of it. */
export function joinSentences(quotes: readonly CheckedQuote[]): QuotedSentence[] {
  const joined = new Map<string, QuotedSentence>();
  for (const { sentences, evidence } of quotes) {
    for (const { sentence, quoted } of sentences) {
      const key = `${evidence.id}:${sentence}`;
      joined.set(key, { sentence, quoted: [...(joined.get(key)?.quoted ?? []), ...quoted] });
    }
  }
  return [...joined.values()];
}
