import { z } from "zod";
import { toPlainText } from "../text/mask-markup.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { chooseSentences } from "../answers/choose-sentences.ts";
import {
  keepIntroductions,
  putIntroductionsFirst,
  readSubject,
  type Subject,
} from "../answers/definition.ts";
import { citationSchema, cite } from "../answers/citation.ts";
import { estimateConfidence } from "../answers/confidence.ts";
import { keepFitting, readQuestion } from "../answers/question.ts";
import type { Rank } from "../answers/rank.ts";

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
  findings: z.array(citationSchema.extend({ statement: z.string(), score: z.number() })),
  /** The documents that the findings come from. */
  sources: z.array(z.object({ file: z.string(), url: z.string().optional(), title: z.string() })),
  /** What the sources do not tell. */
  openPoints: z.array(z.string()),
});

/** What research answers: an answer in quoted sentences, or none, and what it rests on. */
export type ResearchResult = z.infer<typeof researchResultSchema>;

/** Below this share of the question, by rarity of its words, a passage is about something else. */
const leastCoverage = 0.45;
const answerSentences = 2;
/** Passages that are looked at. */
const passagesRanked = 30;
/** For the name of a thing more, since each passage of a document under that name ranks alike. */
const passagesRankedForName = 200;
/** Passages that are read for what the question names. */
const passagesRead = 8;
/** Passages that the answer's sentences may come from. */
const answerPassages = 3;

/** Answers a question by the best sentences of the best passages, or says that nothing fits. */
export function research(
  rank: Rank,
  { question, maxResults = 5 }: { question: string; maxResults?: number | undefined },
): ResearchResult {
  const subject = readSubject(question);
  const looked = subject.isName ? passagesRankedForName : passagesRanked;
  const passages = rank(question, Math.max(maxResults, looked));
  const leading =
    (passages[0]?.coverage ?? 0) < leastCoverage ? [] : findLeading(question, subject, passages);
  const chosen = chooseSentences({ question, subject, passages: leading, count: answerSentences }).filter(
    ({ value }, position) => position === 0 || value > 0,
  );
  const listed = passages.slice(0, maxResults);
  return {
    type: "research",
    question,
    ...(chosen.length > 0 && { answer: chosen.map(({ sentence }) => toPlainText(sentence.quote)).join(" ") }),
    confidence: chosen.length > 0 ? estimateConfidence(passages) : 0,
    method: "extractive",
    citations: chosen.map(({ passage, sentence }) => cite(passage, sentence)),
    findings: listed.flatMap((passage) => createFinding(question, subject, passage)),
    sources: listSources(listed),
    openPoints: listOpenPoints(question, listed, chosen.length > 0),
  };
}

/** The passages that the answer may come from, each with the sentences that speak of what is asked for. */
function findLeading(
  question: string,
  subject: Subject,
  passages: readonly RankedPassage[],
): readonly RankedPassage[] {
  const relevant = passages.filter(({ coverage }) => coverage >= leastCoverage);
  const packages = relevant.flatMap(({ file }) => (file.package ? [file.package.name] : []));
  const ordered = putIntroductionsFirst(subject, relevant);
  const fitting = subject.isName
    ? keepIntroductions(subject, ordered)
    : keepFitting(readQuestion(question, new Set(packages)), ordered.slice(0, passagesRead));
  return fitting
    .filter((passage) => chooseSentences({ question, subject, passages: [passage], count: 1 }).length > 0)
    .slice(0, subject.isName ? 1 : answerPassages);
}

function createFinding(
  question: string,
  { terms }: Subject,
  passage: RankedPassage,
): ResearchResult["findings"] {
  const subject = { terms, isName: false };
  const [best] = chooseSentences({ question, subject, passages: [passage], count: 1 });
  if (!best) return [];
  const citation = cite(passage, best.sentence);
  return [
    {
      statement: toPlainText(citation.quote),
      score: Number(passage.coverage.toFixed(4)),
      ...citation,
    },
  ];
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

function listOpenPoints(question: string, passages: readonly RankedPassage[], isAnswered: boolean): string[] {
  if (passages.length === 0) return [`Nothing found: no passage holds any of the words of "${question}".`];
  const share = Math.floor(passages[0].coverage * 100);
  if (!isAnswered) {
    return passages[0].coverage < leastCoverage
      ? [`Nothing found (closest passage: ${share} % of the question's words).`]
      : ["Nothing found: its words occur, but no sentence answers it."];
  }
  const points: string[] = [];
  if (share < 100) points.push(`The best passage holds ${share} % of the question's words.`);
  if (new Set(passages.map(({ file }) => file.file)).size === 1)
    points.push("All findings come from one file.");
  return points;
}
