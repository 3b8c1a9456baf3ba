import { z } from "zod";
import type { AgentContext } from "@convoke/core";
import { toPlainText } from "../text/mask-markup.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { judgeSentence } from "../verify/judge-sentence.ts";
import type { Judgement } from "../verify/judgement.ts";
import { readStatement } from "../verify/statement.ts";
import { citationSchema, cite, type Citation } from "../answers/citation.ts";
import type { Rank } from "../answers/rank.ts";
import { judgeClaim, type ClaimJudgement } from "../model/judge-claim.ts";
import { diversify } from "../research/diversify.ts";
import { measureShare } from "../answers/measure-share.ts";
import { isSameQuote } from "../answers/section.ts";
import type { Services } from "../services.ts";

/** What checking a claim answers. */
export const verifyFactResultSchema = z.object({
  type: z.literal("verify_fact"),
  claim: z.string(),
  verdict: z.enum(["supported", "refuted", "not_enough_info"]),
  /** 0 to 1; low when there is not enough information. */
  confidence: z.number().min(0).max(1),
  /** By words and values, or by a language model whose quotes were found in the sources. */
  method: z.enum(["lexical", "model"]),
  /** Why the verdict is what it is. */
  explanation: z.string(),
  /** Decisive evidence first, then what comes nearest. */
  evidence: z.array(
    citationSchema.extend({
      stance: z.enum(["supports", "refutes", "neutral"]),
      /** What the stance rests on. */
      signals: z.object({
        /** Share of the claim that the sentence holds: 0 to 1. */
        overlap: z.number().min(0).max(1),
        /** The value that stands in the place of the claim's. */
        conflictingValue: z.string().optional(),
      }),
    }),
  ),
});

/** What checking a claim answers: the verdict and the sentences that it rests on. */
export type VerifyFactResult = z.infer<typeof verifyFactResultSchema>;

interface Evidence extends Judgement {
  readonly citation: Citation;
  readonly order: number;
}

const evidenceByDefault = 5;
/** Where words and model contradict each other. */
const undecided = 0.3;
/** Passages that are looked for. */
const passagesRanked = 60;
/** Of these, the best by rank and the best by coverage are compared with the claim, so many of each. */
const passagesRead = 12;
/** Code and tables show; they do not state. */
const proseAdvantage = 0.5;
const history = /(?:^|\/)[^/]*(?:change|history|release|news|migrat|upgrad|archive)[^/]*$/i;

/**
 * Checks a claim against the index, sentence by sentence: near-verbatim containment supports, a conflicting
 * number, version, date or licence in the same place refutes, everything else is not enough information.
 */
export function verifyFact(
  rank: Rank,
  { claim, maxEvidence = evidenceByDefault }: { claim: string; maxEvidence?: number | undefined },
): VerifyFactResult {
  const claimText = readClaim(claim);
  const evidence = findPassages(rank, claimText).flatMap((passage, order) =>
    judgePassage(claimText, passage, order),
  );
  const supports = evidence.filter(({ stance }) => stance === "supports");
  const refutes = evidence.filter(({ stance }) => stance === "refutes");
  evidence.sort((a, b) => weigh(b) - weigh(a) || b.score - a.score || a.order - b.order);
  return {
    type: "verify_fact",
    claim,
    ...decide({ supports, refutes, nearest: evidence[0]?.score ?? 0 }),
    method: "lexical",
    evidence: choose(evidence, maxEvidence).map(({ citation, stance, score, found }) => ({
      ...citation,
      stance,
      signals: { overlap: score, ...(found !== undefined && { conflictingValue: found }) },
    })),
  };
}

function readClaim(claim: string): string {
  return toPlainText(claim).replace(/[?.!\s]+$/, "");
}

/**
 * Decisive evidence first, with the best of each side where sources disagree, then what comes nearest, without
 * repeating itself. Another source that says the same is no repetition where it decides.
 */
function choose(evidence: readonly Evidence[], count: number): Evidence[] {
  const decisive = evidence.filter(({ stance }) => stance !== "neutral");
  const best = ["supports", "refutes"].flatMap(
    (side) => decisive.find(({ stance }) => stance === side) ?? [],
  );
  const leading = [...new Set([...evidence.filter((piece) => best.includes(piece)), ...decisive])];
  const read = ({ citation, score }: Evidence): { text: string; relevance: number } => ({
    text: toPlainText(citation.quote),
    relevance: score,
  });
  const first = diversify(leading, { count, read, keepsRepeats: true });
  const nearest = evidence.filter(({ stance }) => stance === "neutral");
  return [...first, ...diversify(nearest, { count: count - first.length, read })];
}

/** Passages for the claim as it is, and for the claim without its values: there another value may stand. */
function findPassages(rank: Rank, claim: string): readonly RankedPassage[] {
  const { units } = readStatement(claim, { licences: /\blicen[cs]/i.test(claim) });
  const withoutValues = units.flatMap(({ value, word }) => (value ? [] : [word])).join(" ");
  const queries = units.some(({ value }) => value) ? [claim, withoutValues] : [claim];
  const passages = new Map<number, RankedPassage>();
  for (const query of queries) {
    const ranked = rank(query, passagesRanked);
    const covering = ranked.toSorted((a, b) => b.coverage - a.coverage);
    for (const passage of [...ranked.slice(0, passagesRead), ...covering.slice(0, passagesRead)]) {
      if (!passages.has(passage.id)) passages.set(passage.id, passage);
    }
  }
  return [...passages.values()];
}

/**
 * Checks a claim by words and values, and where that decides nothing by the agent's model, if it has one. The
 * model's verdict counts with quotes that stand in the sources and bear it; without them the lexical one stands.
 *
 * What the words decide is near-verbatim, so a model that is merely not sure changes nothing; one that says the
 * opposite makes it undecided: one of the two has misread the sources, and a reader has to look.
 */
export async function checkFact(
  { model }: Pick<Services, "model">,
  rank: Rank,
  request: { claim: string; maxEvidence?: number | undefined },
  context: Pick<AgentContext, "signal" | "budget">,
): Promise<VerifyFactResult> {
  const lexical = verifyFact(rank, request);
  if (model === undefined) return lexical;
  const claim = readClaim(request.claim);
  const judgement = await judgeClaim(model, { claim, passages: findPassages(rank, claim) }, context);
  const { verdict, reason } = judgement;
  if (reason !== undefined)
    return { ...lexical, explanation: `${lexical.explanation} The model was asked, but ${reason}.` };
  if (verdict === "not_enough_info" || verdict === lexical.verdict) return lexical;
  const evidence = [...describeQuotes(claim, judgement), ...lexical.evidence]
    .filter((piece, at, all) => all.findIndex((other) => isSameQuote(piece, other)) === at)
    .slice(0, request.maxEvidence ?? evidenceByDefault);
  if (lexical.verdict !== "not_enough_info") {
    const explanation = `${lexical.explanation} The model reads the sources the other way, so nothing is decided.`;
    return {
      ...lexical,
      verdict: "not_enough_info",
      confidence: undecided,
      method: "model",
      explanation,
      evidence,
    };
  }
  return {
    ...lexical,
    verdict,
    confidence: rateJudgement(judgement),
    method: "model",
    explanation: `The model finds it ${verdict}; the quotes stand in the sources, what they mean was judged by the model.`,
    evidence,
  };
}

function describeQuotes(claim: string, { verdict, quotes }: ClaimJudgement): VerifyFactResult["evidence"] {
  const stance = verdict === "supported" ? "supports" : "refutes";
  return quotes.map(({ citation }) => ({
    ...citation,
    stance,
    signals: { overlap: Number(measureShare(claim, citation.quote).toFixed(3)) },
  }));
}

/** Less sure than what stands there word for word, a little more for each other file. */
function rateJudgement({ quotes }: ClaimJudgement): number {
  const files = new Set(quotes.map(({ citation }) => citation.source.file)).size;
  return Number(Math.min(0.8, 0.65 + 0.05 * files).toFixed(3));
}

function judgePassage(claim: string, passage: RankedPassage, order: number): Evidence[] {
  const isHistory = history.test(passage.file.file);
  let before: string | undefined;
  return passage.sentences.flatMap((sentence) => {
    const plain = toPlainText(sentence.quote);
    const context = { headings: passage.headings, isHistory, ...(before !== undefined && { before }) };
    before = sentence.kind === "prose" ? plain : undefined;
    if (sentence.score === 0 && !passage.headings.some((heading) => /licen[cs]/i.test(heading))) return [];
    const judgement: Judgement =
      sentence.kind === "prose"
        ? judgeSentence(claim, plain, context)
        : { stance: "neutral", score: Number((sentence.score * proseAdvantage).toFixed(3)), confidence: 0 };
    return [{ ...judgement, citation: cite(passage, sentence), order }];
  });
}

function weigh({ stance, confidence }: Evidence): number {
  return stance === "neutral" ? 0 : 1 + confidence;
}

function decide({
  supports,
  refutes,
  nearest,
}: {
  supports: readonly Evidence[];
  refutes: readonly Evidence[];
  nearest: number;
}): Pick<VerifyFactResult, "verdict" | "confidence" | "explanation"> {
  const values = new Set(refutes.map(({ found }) => found));
  if (supports.length > 0 && refutes.length === 0) {
    return {
      verdict: "supported",
      confidence: rate(supports),
      explanation: "A source says it nearly word for word.",
    };
  }
  if (refutes.length > 0 && supports.length === 0 && values.size === 1) {
    const [found] = values;
    return {
      verdict: "refuted",
      confidence: rate(refutes),
      explanation: `A source says the same with ${found} in that place.`,
    };
  }
  const confidence = Number((0.5 - 0.4 * Math.min(1, nearest)).toFixed(3));
  const explanation =
    refutes.length > 0
      ? "The sources do not agree on the value."
      : "No source says it nearly word for word, and none names another value in its place.";
  return { verdict: "not_enough_info", confidence, explanation };
}

/** The surest piece of evidence, a little more for each other file that says the same. */
function rate(evidence: readonly Evidence[]): number {
  const files = new Set(evidence.map(({ citation }) => citation.source.file)).size;
  const surest = Math.max(...evidence.map(({ confidence }) => confidence));
  return Number(Math.min(0.97, surest + 0.01 * (files - 1)).toFixed(3));
}
