import { z } from "zod";
import { toPlainText } from "../ingest/mask-markup.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { chooseSentences } from "./choose-sentences.ts";
import { putIntroductionsFirst } from "./definition.ts";
import { citationSchema, cite, formatTitle } from "./citation.ts";
import { estimateConfidence } from "./confidence.ts";
import type { Rank } from "./rank.ts";

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
  findings: z.array(citationSchema.extend({ title: z.string(), statement: z.string(), score: z.number() })),
  /** The files that the findings come from. */
  sources: z.array(z.object({ file: z.string(), title: z.string() })),
  /** What the sources do not tell. */
  openPoints: z.array(z.string()),
});

/** What research answers: an answer in quoted sentences, or none, and what it rests on. */
export type ResearchResult = z.infer<typeof researchResultSchema>;

/** Below this share of the question, by rarity of its words, a passage is about something else. */
const leastCoverage = 0.5;
const answerSentences = 2;
/** Passages that are looked at for one that introduces what a question asks about. */
const passagesRanked = 30;
/** Passages that the answer's sentences may come from. */
const answerPassages = 3;

/** Answers a question by the best sentences of the best passages, or says that nothing fits. */
export function research(
  rank: Rank,
  { question, maxResults = 5 }: { question: string; maxResults?: number },
): ResearchResult {
  const passages = rank(question, Math.max(maxResults, passagesRanked));
  const relevant = passages.filter(({ coverage }) => coverage >= leastCoverage);
  const leading = passages[0] !== undefined && passages[0].coverage >= leastCoverage ? relevant : [];
  const chosen = chooseSentences(
    question,
    putIntroductionsFirst(question, leading).slice(0, answerPassages),
    answerSentences,
  ).filter(({ value }, position) => position === 0 || value > 0);
  const listed = passages.slice(0, maxResults);
  return {
    type: "research",
    question,
    ...(chosen.length > 0 && { answer: chosen.map(({ sentence }) => toPlainText(sentence.quote)).join(" ") }),
    confidence: chosen.length > 0 ? estimateConfidence(leading) : 0,
    method: "extractive",
    citations: chosen.map(({ passage, sentence }) => cite(passage, sentence)),
    findings: listed.flatMap((passage) => createFinding(question, passage)),
    sources: listSources(listed),
    openPoints: listOpenPoints(question, listed, chosen.length > 0),
  };
}

function createFinding(question: string, passage: RankedPassage): ResearchResult["findings"] {
  const [best] = chooseSentences(question, [passage], 1);
  if (!best) return [];
  const citation = cite(passage, best.sentence);
  return [
    {
      title: formatTitle(passage),
      statement: toPlainText(citation.quote),
      score: Number(passage.coverage.toFixed(4)),
      ...citation,
    },
  ];
}

function listSources(passages: readonly RankedPassage[]): ResearchResult["sources"] {
  const sources = new Map<string, string>();
  for (const { file, headings } of passages)
    if (!sources.has(file.file)) sources.set(file.file, headings[0] ?? file.file);
  return [...sources].map(([file, title]) => ({ file, title }));
}

function listOpenPoints(question: string, passages: readonly RankedPassage[], isAnswered: boolean): string[] {
  if (passages.length === 0) return [`No indexed passage holds any of the words of "${question}".`];
  const coverage = Math.round(passages[0].coverage * 100);
  if (!isAnswered) {
    return [
      `No answer: the best passage holds only ${coverage} % of the question, weighed by how rare its words are.`,
    ];
  }
  const points: string[] = [];
  if (coverage < 100)
    points.push(`The best passage holds ${coverage} % of the question, weighed by how rare its words are.`);
  if (new Set(passages.map(({ file }) => file.file)).size === 1)
    points.push("All findings come from one file.");
  return points;
}
