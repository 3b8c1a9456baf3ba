import type { Finding } from "../answers/answer-question.ts";
import type { ResearchResult } from "./research-result.ts";
import { formatReport } from "./format-report.ts";
import { isSameQuote, type ResearchPart, type Section, type SourceDocument } from "../answers/section.ts";

/**
 * Makes one result of what was found on each question. Its confidence is the least of the answered parts',
 * times the share of the parts that are answered: half an answer is half as sure to be to the point.
 */
export function composeResult({
  question,
  parts,
  direct,
  openPoints = [],
  maxResults,
}: {
  question: string;
  parts: readonly ResearchPart[];
  /** What the whole question found by itself; it answers when none of several parts does. */
  direct?: ResearchPart;
  openPoints?: readonly string[];
  maxResults: number;
}): ResearchResult {
  const asked = parts.map(({ section }) => section);
  const isOpen = asked.every(({ answer }) => answer === undefined);
  const whole = isOpen && direct?.section.answer !== undefined ? direct.section : undefined;
  const sections = whole === undefined ? asked : [...asked, whole];
  const answered = sections.filter(({ answer }) => answer !== undefined);
  const everywhere = direct === undefined ? parts : [direct, ...parts];
  const findings = takeTurns(everywhere.map((part) => part.findings)).slice(0, maxResults);
  const citations = sections.flatMap((section) => section.citations);
  const points = [...(asked.length === 1 ? asked[0].openPoints : listOpenPoints(asked)), ...openPoints];
  return {
    type: "research",
    question,
    ...(answered.length > 0 && { answer: answered.map(({ answer }) => answer).join("\n") }),
    confidence: whole?.confidence ?? combineConfidence(answered, sections.length),
    method: answered.some(({ method }) => method === "model") ? "model" : "extractive",
    citations,
    findings,
    sources: listSources(
      everywhere,
      [...findings, ...citations].map(({ source }) => source.file),
    ),
    sections,
    report: formatReport({ question, sections, openPoints: points }),
    openPoints: points,
  };
}

function combineConfidence(answered: readonly Section[], count: number): number {
  if (answered.length === 0) return 0;
  const least = Math.min(...answered.map(({ confidence }) => confidence));
  return Number(((least * answered.length) / count).toFixed(3));
}

function listOpenPoints(sections: readonly Section[]): string[] {
  return sections.flatMap(({ question, openPoints }) =>
    openPoints.map((point) => `${question}${question.endsWith("?") ? "" : ":"} ${point}`),
  );
}

/** The first of each list, then the second of each; each place once. */
function takeTurns(lists: readonly (readonly Finding[])[]): Finding[] {
  const taken: Finding[] = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let place = 0; place < longest; place += 1) {
    for (const list of lists) {
      const finding = list[place];
      if (finding !== undefined && !taken.some((other) => isSameQuote(finding, other))) taken.push(finding);
    }
  }
  return taken;
}

function listSources(parts: readonly ResearchPart[], files: readonly string[]): SourceDocument[] {
  const used = new Set(files);
  const documents = parts.flatMap(({ sources }) => sources).filter(({ file }) => used.has(file));
  return [...new Map(documents.map((document) => [document.file, document])).values()];
}
