import type { AgentContext } from "@convoke/core";
import type { Rank } from "../answers/rank.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { rankByQueries } from "../answers/fuse-rankings.ts";
import type { ResearchPart, SourceDocument } from "../answers/section.ts";
import type { Services } from "../services.ts";
import { type Evidence, listEvidence } from "./evidence.ts";
import { rerank } from "./rerank.ts";
import { rewriteQuery } from "./rewrite-query.ts";
import { writeAnswer, type WrittenAnswer } from "./write-answer.ts";

/** Passages that are looked at for each query. */
const passagesRanked = 30;

/**
 * Has the agent's model, if it has one, write what was quoted so far: the question is said in other words, the
 * passages of all queries are put in order, and the answer is written out of them. When the model fails, when the
 * budget has no room for it, or when nothing that it wrote stands in the sources, the quoted answer stays and an
 * open point says why.
 */
export async function writePart(
  { model, modelOptions }: Pick<Services, "model" | "modelOptions">,
  { question, rank, quoted }: { question: string; rank: Rank; quoted: ResearchPart },
  context: Pick<AgentContext, "signal" | "budget">,
): Promise<ResearchPart> {
  // Without any passage there is nothing to write of; words that no passage holds would only be guessed at.
  if (model === undefined) return quoted;
  const [best] = rank(question, 1);
  if (best === undefined) return quoted;
  const notes: string[] = [];
  const { queries, reason: unwritten } = await rewriteQuery(model, question, context);
  if (unwritten !== undefined)
    notes.push(`The question was searched as it is: the model was asked, but ${unwritten}.`);
  let evidence: readonly Evidence[] = listEvidence(rankByQueries(rank, queries, passagesRanked));
  if (modelOptions?.rerank === true) {
    const ordered = await rerank(model, { question, evidence }, context);
    if (ordered.reason !== undefined)
      notes.push(`The passages were not put in order by the model: ${ordered.reason}.`);
    evidence = ordered.evidence;
  }
  const written = await writeAnswer(model, { question, evidence }, context);
  if (written.sentences.length === 0) {
    notes.push(`The answer is quoted, not written by the model: ${written.reason ?? "it wrote none"}.`);
    return addNotes(quoted, notes);
  }
  if (written.dropped > 0)
    notes.push(
      `Sentences of the model that were left out: ${written.dropped}${written.reason === undefined ? "" : ` (${written.reason})`}.`,
    );
  return addNotes(replaceAnswer(quoted, written, rateWritten(quoted, best, written)), notes);
}

/**
 * As sure as the quoted answer is, less the share of the model's sentences that were left out. Where quotes alone
 * give no answer, half of what the best passage holds of the question: the model alone finds it to the point.
 */
function rateWritten(
  { section }: ResearchPart,
  best: RankedPassage,
  { sentences, dropped }: WrittenAnswer,
): number {
  const base = section.answer === undefined ? best.coverage / 2 : section.confidence;
  return Number(((base * sentences.length) / (sentences.length + dropped)).toFixed(3));
}

function replaceAnswer(part: ResearchPart, written: WrittenAnswer, confidence: number): ResearchPart {
  const { question, openPoints } = part.section;
  const sources = new Map(part.sources.map((source) => [source.file, source]));
  for (const { source } of written.citations) {
    const { file, url, title } = source;
    const document: SourceDocument = {
      file,
      ...(url !== undefined && { url }),
      title: title.split(" › ")[0],
    };
    if (!sources.has(file)) sources.set(file, document);
  }
  return {
    ...part,
    sources: [...sources.values()],
    section: {
      question,
      answer: written.sentences.map(({ text }) => text).join(" "),
      confidence,
      method: "model",
      sentences: written.sentences.map(({ text, citations }) => ({ text, citations })),
      citations: [...written.citations],
      openPoints: openPoints.filter((point) => !point.startsWith("Nothing found")),
    },
  };
}

function addNotes(part: ResearchPart, notes: readonly string[]): ResearchPart {
  return { ...part, section: { ...part.section, openPoints: [...part.section.openPoints, ...notes] } };
}
