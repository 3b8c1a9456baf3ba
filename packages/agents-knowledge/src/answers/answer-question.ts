import { z } from "zod";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { toPlainText } from "../text/mask-markup.ts";
import { type Candidate, chooseSentences } from "./choose-sentences.ts";
import { type Citation, citationSchema, cite } from "./citation.ts";
import { estimateConfidence, readSigns } from "./confidence.ts";
import { keepIntroductions, putIntroductionsFirst, readSubject, type Subject } from "./definition.ts";
import { keepFitting, readQuestion } from "./question.ts";
import type { Rank } from "./rank.ts";

/** The best sentence of a passage that was found. */
export const findingSchema = citationSchema.extend({
  /** The quote without markup. */
  statement: z.string(),
  /** Share of the question, by rarity of its words, that the passage holds: 0 to 1. */
  score: z.number(),
});

/** The best sentence of a passage that was found. */
export type Finding = z.infer<typeof findingSchema>;

/** What one question is answered by: quotes only. */
export interface ExtractiveAnswer {
  /** Sentences of the sources, without markup; left out when nothing fits well enough. */
  readonly answer?: string;
  /** 0 to 1: how likely the answer is to the point. */
  readonly confidence: number;
  /** One for each sentence of the answer, in its order. */
  readonly citations: readonly Citation[];
  readonly findings: readonly Finding[];
  /** The passages that were found, best first, at most as many as findings were asked for. */
  readonly passages: readonly RankedPassage[];
  /** What the sources do not tell. */
  readonly openPoints: readonly string[];
}

/** Below this share of the question, by rarity of its words, a passage is about something else. */
const leastCoverage = 0.2;
/** The documentation of packages says the same words of many things, so more of them have to agree. */
const leastCoverageOfPackages = 0.45;
/** An answer that is less likely right is not given: of questions without an answer about four in five. */
const leastConfidence = 0.1;
const answerSentences = 2;
/** Passages that are looked at. */
const passagesRanked = 12;
/** For the name of a thing more, since each passage of a document under that name ranks alike. */
const passagesRankedForName = 200;
/** Passages that are read for what the question names. */
const passagesRead = 8;
/** Passages that the answer's sentences may come from. */
const answerPassages = 3;

/** Answers a question by the best sentences of the best passages, or says that nothing fits. */
export function answerQuestion(
  rank: Rank,
  { question, maxResults = 5 }: { question: string; maxResults?: number | undefined },
): ExtractiveAnswer {
  const subject = readSubject(question);
  const looked = subject.isName ? passagesRankedForName : passagesRanked;
  const passages = rank(question, Math.max(maxResults, looked));
  const leading = passages[0] && isNear(passages[0]) ? findLeading(question, subject, passages) : [];
  const best = chooseSentences({ question, subject, passages: leading, count: answerSentences });
  // The words may stand in a table or in code, beside sentences that have nothing to do with them.
  const speaks = best.some(({ sentence, introduces }) => sentence.score > 0 || introduces);
  const candidates = speaks ? best.filter((candidate) => belongs(candidate, best[0])) : [];
  const confidence =
    candidates.length === 0 ? 0 : estimateConfidence(readSigns(question, passages, candidates));
  const chosen = confidence < leastConfidence ? [] : candidates;
  const listed = passages.slice(0, maxResults);
  return {
    ...(chosen.length > 0 && { answer: chosen.map(({ sentence }) => toPlainText(sentence.quote)).join(" ") }),
    confidence: chosen.length > 0 ? confidence : 0,
    citations: chosen.map(({ passage, sentence }) => cite(passage, sentence)),
    findings: listed.flatMap((passage) => createFinding(question, subject, passage)),
    passages: listed,
    openPoints: listOpenPoints(question, listed, { isAnswered: chosen.length > 0, confidence }),
  };
}

/** A further sentence holds something of the question itself, or stands beside the one that does. */
function belongs({ value, sentence, passage }: Candidate, leader: Candidate): boolean {
  if (sentence === leader.sentence) return true;
  return value > 0 && (sentence.score > 0 || passage.id === leader.passage.id);
}

function isNear({ coverage, file }: RankedPassage): boolean {
  return coverage >= (file.package === undefined ? leastCoverage : leastCoverageOfPackages);
}

/** The passages that the answer may come from, each with the sentences that speak of what is asked for. */
function findLeading(
  question: string,
  subject: Subject,
  passages: readonly RankedPassage[],
): readonly RankedPassage[] {
  const relevant = passages.filter(isNear);
  const packages = relevant.flatMap(({ file }) => (file.package ? [file.package.name] : []));
  const ordered = putIntroductionsFirst(subject, relevant);
  const fitting = subject.isName
    ? keepIntroductions(subject, ordered)
    : keepFitting(readQuestion(question, new Set(packages)), ordered.slice(0, passagesRead));
  return fitting
    .filter((passage) => chooseSentences({ question, subject, passages: [passage], count: 1 }).length > 0)
    .slice(0, subject.isName ? 1 : answerPassages);
}

function createFinding(question: string, { terms }: Subject, passage: RankedPassage): Finding[] {
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

function listOpenPoints(
  question: string,
  passages: readonly RankedPassage[],
  { isAnswered, confidence }: { isAnswered: boolean; confidence: number },
): string[] {
  if (passages.length === 0) return [`Nothing found: no passage holds any of the words of "${question}".`];
  const share = Math.floor(passages[0].coverage * 100);
  if (!isAnswered) {
    return confidence > 0 || !isNear(passages[0])
      ? [`Nothing found (closest passage: ${share} % of the question's words).`]
      : ["Nothing found: its words occur, but no sentence answers it."];
  }
  const points: string[] = [];
  if (share < 100) points.push(`The best passage holds ${share} % of the question's words.`);
  if (new Set(passages.map(({ file }) => file.file)).size === 1)
    points.push("All findings come from one file.");
  return points;
}
