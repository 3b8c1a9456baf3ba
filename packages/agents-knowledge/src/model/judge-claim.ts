import { z } from "zod";
import { type AgentContext, fenceData, type LanguageModel } from "@convoke/core";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { measureShare } from "../answers/measure-share.ts";
import { askBySchema } from "./ask-by-schema.ts";
import { dataRule } from "./data-rule.ts";
import { checkQuotes, type CheckedQuote, claimedQuoteSchema, joinSentences } from "./check-quote.ts";
import { fenceEvidence, listEvidence } from "./evidence.ts";
import { findRearranged } from "./find-rearranged.ts";
import { findUnsupported } from "./find-unsupported.ts";

/** A model's judgement of a claim, as far as its quotes bear it. */
export interface ClaimJudgement {
  readonly verdict: "supported" | "refuted" | "not_enough_info";
  readonly quotes: readonly CheckedQuote[];
  /** Why the model's judgement does not count. */
  readonly reason?: string;
}

const replySchema = z.object({
  verdict: z.enum(["supported", "refuted", "not_enough_info"]),
  evidence: z.array(claimedQuoteSchema),
});
const maxOutputTokens = 600;
/** Of a claim's terms so many stand in quotes, or above them, that are said to support or to refute it. */
const leastShareOfSupport = 0.6;
const leastShareOfRefutation = 0.5;

const system = [
  "You check a claim against passages. Each passage has an id such as E1.",
  dataRule,
  "The claim is supported when passages say it, refuted when passages say that it is wrong, and anything else is " +
    "not_enough_info. Use no knowledge of your own. Give for supported and refuted the evidence: the id of a passage and " +
    "a quote, copied from that passage character by character, at least three words long. The quotes must hold every " +
    "number, date and name of a claim that they support, and speak of the same thing as a claim that they refute.",
  'Reply with JSON only: { "verdict": "supported", "evidence": [{ "id": "E1", "quote": "…" }] }',
].join("\n\n");

/**
 * Has a model judge a claim by passages. The judgement counts only with quotes that stand in the passages: those
 * that support hold the claim's values and names and its words, those that refute speak of the same.
 */
export async function judgeClaim(
  model: LanguageModel,
  { claim, passages }: { claim: string; passages: readonly RankedPassage[] },
  context: Pick<AgentContext, "signal" | "budget">,
): Promise<ClaimJudgement> {
  const evidence = listEvidence(passages);
  if (evidence.length === 0) return refuse("there is no passage to judge it by");
  const user = fenceData([{ label: "CLAIM", text: claim }, ...fenceEvidence(evidence)]);
  const outcome = await askBySchema(
    model,
    { purpose: "Judge a claim by quotes", system, user, schema: replySchema, maxOutputTokens },
    context,
  );
  if (!outcome.isUsable) return refuse(outcome.reason);
  const { verdict } = outcome.value;
  if (verdict === "not_enough_info") return { verdict, quotes: [] };
  // What has nothing of the claim but the heading above it decides nothing.
  const quotes = checkQuotes(outcome.value.evidence, evidence).filter(
    ({ citation }) => measureShare(claim, citation.quote) > 0,
  );
  if (quotes.length === 0)
    return refuse("no quote of it stands in the passage that it names and speaks of the claim");
  const problem =
    verdict === "supported" ? contradictSupport(claim, quotes) : contradictRefutation(claim, quotes);
  return problem === undefined ? { verdict, quotes } : refuse(problem);
}

function contradictSupport(claim: string, quotes: readonly CheckedQuote[]): string | undefined {
  const support = {
    quotes: quotes.map(({ citation }) => citation.quote),
    contexts: quotes.map(({ context }) => context),
    headings: quotes.flatMap(({ evidence }) => evidence.passage.headings),
  };
  // Other words for the same thing are the model's to judge; the same words in another order are not the same thing.
  const hasSameWords = measureShare(claim, support.quotes.join("\n")) === 1;
  const problem =
    findUnsupported(claim, support, { leastShare: leastShareOfSupport }) ??
    (hasSameWords
      ? findRearranged(claim, { sources: joinSentences(quotes), headings: support.headings })
      : undefined);
  return problem === undefined ? undefined : `its quotes do not support the claim: ${problem}`;
}

function contradictRefutation(claim: string, quotes: readonly CheckedQuote[]): string | undefined {
  const said = quotes.flatMap(({ citation, evidence }) => [citation.quote, ...evidence.passage.headings]);
  return measureShare(claim, said.join("\n")) < leastShareOfRefutation
    ? "its quotes speak of something else"
    : undefined;
}

function refuse(reason: string): ClaimJudgement {
  return { verdict: "not_enough_info", quotes: [], reason };
}
