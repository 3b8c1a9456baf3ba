import { answerQuestion, type ExtractiveAnswer } from "../answers/answer-question.ts";
import type { Citation } from "../answers/citation.ts";
import type { Rank } from "../answers/rank.ts";
import { toPlainText } from "../text/mask-markup.ts";
import { diversify } from "./diversify.ts";
import type { ResearchPart, SourceDocument } from "../answers/section.ts";

/** Out of so many times the findings that are asked for, those are chosen that differ. */
const poolSize = 2;
const largestPool = 100;

/** Answers one question out of one ranking, by quotes only. */
export function answerDirectly(
  rank: Rank,
  { question, maxResults }: { question: string; maxResults: number },
): ResearchPart {
  const found = answerQuestion(rank, {
    question,
    maxResults: Math.max(maxResults, Math.min(largestPool, maxResults * poolSize)),
  });
  const findings = diversify(found.findings, {
    count: maxResults,
    read: ({ statement, score }) => ({ text: statement, relevance: score }),
  });
  const { answer, confidence, citations, openPoints } = found;
  return {
    section: {
      question,
      ...(answer !== undefined && { answer }),
      confidence,
      method: "extractive",
      sentences: citations.map(({ quote }, at) => ({ text: toPlainText(quote), citations: [at + 1] })),
      citations: [...citations],
      openPoints: [...openPoints],
    },
    findings,
    sources: listDocuments(found, [...findings, ...citations]),
  };
}

/** The documents of some quotes, in the order of the passages. */
function listDocuments({ passages }: ExtractiveAnswer, quotes: readonly Citation[]): SourceDocument[] {
  const documents = new Map<string, SourceDocument>();
  for (const { source } of quotes) {
    const { file, url } = source;
    const title = passages.find((passage) => passage.file.file === file)?.headings[0] ?? source.title;
    if (!documents.has(file)) documents.set(file, { file, ...(url !== undefined && { url }), title });
  }
  return [...documents.values()];
}
