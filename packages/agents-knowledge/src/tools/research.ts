import { z } from "zod";
import { answerQuestion, findingSchema } from "../answers/answer-question.ts";
import { citationSchema } from "../answers/citation.ts";
import type { Rank } from "../answers/rank.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";

/** What research answers. */
export const researchResultSchema = z.object({
  type: z.literal("research"),
  question: z.string(),
  /** Sentences of the sources, without markup; left out when nothing fits well enough. */
  answer: z.string().optional(),
  /** 0 to 1: how likely the answer is to the point, by how much of the question the best passage holds. */
  confidence: z.number().min(0).max(1),
  /** The answer's sentences are quoted, not written. */
  method: z.literal("extractive"),
  /** One for each sentence of the answer, in its order. */
  citations: z.array(citationSchema),
  /** The best sentence of each passage that was found, best first. */
  findings: z.array(findingSchema),
  /** The documents that the findings come from. */
  sources: z.array(z.object({ file: z.string(), url: z.string().optional(), title: z.string() })),
  /** What the sources do not tell. */
  openPoints: z.array(z.string()),
});

/** What research answers: an answer in quoted sentences, or none, and what it rests on. */
export type ResearchResult = z.infer<typeof researchResultSchema>;

/** Answers a question by the best sentences of the best passages, or says that nothing fits. */
export function research(
  rank: Rank,
  { question, maxResults }: { question: string; maxResults?: number | undefined },
): ResearchResult {
  const { answer, confidence, citations, findings, passages, openPoints } = answerQuestion(rank, {
    question,
    maxResults,
  });
  return {
    type: "research",
    question,
    ...(answer !== undefined && { answer }),
    confidence,
    method: "extractive",
    citations: [...citations],
    findings: [...findings],
    sources: listSources(passages),
    openPoints: [...openPoints],
  };
}

function listSources(passages: readonly RankedPassage[]): ResearchResult["sources"] {
  const sources = new Map<string, ResearchResult["sources"][number]>();
  for (const { file, headings } of passages) {
    const { file: name, url } = file;
    const source = { file: name, ...(url !== undefined && { url }), title: headings[0] ?? name };
    if (!sources.has(name)) sources.set(name, source);
  }
  return [...sources.values()];
}
