import { z } from "zod";
import { type AgentContext, fenceData, type LanguageModel } from "@convoke/core";
import type { Citation } from "../answers/citation.ts";
import { measureShare } from "../answers/measure-share.ts";
import { askBySchema } from "./ask-by-schema.ts";
import { dataRule } from "./data-rule.ts";
import { checkQuotes, type CheckedQuote, claimedQuoteSchema, joinSentences } from "./check-quote.ts";
import { cleanSentence } from "./clean-sentence.ts";
import { type Evidence, fenceEvidence } from "./evidence.ts";
import { findRearranged } from "./find-rearranged.ts";
import { findUnsupported } from "./find-unsupported.ts";

/** An answer of which every sentence rests on quotes that were found in the sources. */
export interface WrittenAnswer {
  /** Each with the numbers, from 1, of its `citations`. */
  readonly sentences: readonly { readonly text: string; readonly citations: number[] }[];
  readonly citations: readonly Citation[];
  /** Sentences that the model wrote, and that were left out. */
  readonly dropped: number;
  /** Why the first of them was left out, or why there is no answer. */
  readonly reason?: string;
}

const replySchema = z.object({
  sentences: z.array(z.object({ text: z.string(), evidence: z.array(claimedQuoteSchema) })),
});

/** Sentences that are looked at, and that an answer may have. */
const [mostRead, mostSentences] = [40, 8];
const maxOutputTokens = 1_200;

const system = [
  "You answer a question out of passages. Each passage has an id such as E1.",
  dataRule,
  "Answer in one to five short sentences. Give for every sentence the evidence it rests on: the id of a passage and " +
    "a quote, copied from that passage character by character, at least three words long. Use only words, names, " +
    "numbers and dates that stand in the quotes of that sentence, beside little words such as “the” and “and”; give " +
    "several quotes when one does not hold all of it. Keep the words of a quote in their order, and keep every word " +
    "that denies, limits or conditions what is said. A sentence with any other word is thrown away. Write no addresses, no links and no references into sentences; use no " +
    "knowledge of your own. If the passages do not answer the question, give an empty list of sentences.",
  'Reply with JSON only: { "sentences": [{ "text": "…", "evidence": [{ "id": "E1", "quote": "…" }] }] }',
].join("\n\n");

/**
 * Has a model answer a question out of passages, and keeps of it only what stands in them: quotes are looked up
 * in the passages that they name, and a sentence without one, or with a value, name or address that its quotes
 * do not hold, is left out. Sources are ours; the model only names ids.
 */
export async function writeAnswer(
  model: LanguageModel,
  { question, evidence }: { question: string; evidence: readonly Evidence[] },
  context: Pick<AgentContext, "signal" | "budget">,
): Promise<WrittenAnswer> {
  const user = fenceData([{ label: "QUESTION", text: question }, ...fenceEvidence(evidence)]);
  const outcome = await askBySchema(
    model,
    { purpose: "Write an answer out of quotes", system, user, schema: replySchema, maxOutputTokens },
    context,
  );
  if (!outcome.isUsable) return { sentences: [], citations: [], dropped: 0, reason: outcome.reason };
  return checkSentences(question, outcome.value.sentences, evidence);
}

/** Keeps the sentences whose quotes stand in the passages and hold what they say. */
function checkSentences(
  question: string,
  written: z.infer<typeof replySchema>["sentences"],
  evidence: readonly Evidence[],
): WrittenAnswer {
  const sentences: { text: string; citations: number[] }[] = [];
  const citations: Citation[] = [];
  let reason = written.length === 0 ? "it found no answer in the passages" : undefined;
  for (const { text, evidence: claimed } of written.slice(0, mostRead)) {
    if (sentences.length === mostSentences) break;
    const sentence = cleanSentence(text);
    const quotes = checkQuotes(claimed, evidence);
    const problem =
      quotes.length === 0
        ? "no quote of it stands in the passage that it names"
        : (findProblem(sentence, quotes) ??
          (isOnTopic(question, sentence, quotes) ? undefined : "it speaks of something else"));
    if (problem !== undefined) {
      reason ??= problem;
      continue;
    }
    if (sentences.some((other) => other.text === sentence)) continue;
    const numbers = quotes.map(({ citation }) => citations.push(citation));
    sentences.push({ text: sentence, citations: numbers });
  }
  return {
    sentences,
    citations,
    dropped: written.length - sentences.length,
    ...(reason !== undefined && { reason }),
  };
}

/** Why a sentence does not follow from quotes that stand in the passages. */
function findProblem(sentence: string, quotes: readonly CheckedQuote[]): string | undefined {
  const headings = quotes.flatMap(({ evidence }) => evidence.passage.headings);
  const support = {
    quotes: quotes.map(({ citation }) => citation.quote),
    contexts: quotes.map(({ context }) => context),
    headings,
  };
  return (
    findUnsupported(sentence, support) ??
    findRearranged(sentence, { sources: joinSentences(quotes), headings })
  );
}

/** True when a sentence, or what it is taken from, holds anything of the question. */
function isOnTopic(question: string, sentence: string, quotes: readonly CheckedQuote[]): boolean {
  const said = quotes.flatMap(({ context, evidence }) => [context, ...evidence.passage.headings]);
  return measureShare(question, [sentence, ...said].join("\n")) > 0;
}
