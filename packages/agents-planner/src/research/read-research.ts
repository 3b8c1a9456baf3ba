import { cleanText, shorten } from "../text/phrases.ts";
import { collectPassages, isRecord, readAnswer, readCitations } from "./collect-passages.ts";
import { collectTexts } from "./collect-texts.ts";
import { findNames } from "./find-names.ts";
import type { ResearchDigest } from "./research-digest.ts";

export { readAnswer } from "./collect-passages.ts";

const mostCitations = 12;
const mostOpenPoints = 12;
const mostResults = 50;

/**
 * Reads research of any shape: the knowledge agent's result, task records that hold one, text, or other JSON.
 *
 * Names in answers and quotes go before names in mere findings. Returns `undefined` when there is nothing to read in it,
 * and for results that say themselves that they have no answer.
 *
 * @example
 * readResearch({ answer: "FastAPI suits small APIs.", sources: ["docs/fastapi.md"] })?.technologies; // ["FastAPI"]
 */
export function readResearch(research: unknown): ResearchDigest | undefined {
  const given = unwrapResults(research);
  const results = given.filter((result) => !isUnanswered(result));
  const texts = collectTexts(results);
  if (texts.length === 0) return undefined;
  const answers = results.map(readAnswer).filter((answer) => answer !== "");
  const summary = answers.length > 0 ? answers.join(" ") : texts.slice(0, 3).join(" ");
  const { names, warnings } = findNames(results.slice(0, mostResults).flatMap(collectPassages));
  return {
    summary: shorten(cleanText(summary.slice(0, 5_000)), 600),
    technologies: names.map(({ name }) => name),
    names,
    warnings,
    citations: [...new Set(results.slice(0, mostResults).flatMap(readCitations))].slice(0, mostCitations),
    openPoints: [...new Set(given.flatMap(readOpenPoints))].slice(0, mostOpenPoints),
    text: texts.join("\n").toLowerCase(),
  };
}

/** A knowledge agent that found nothing fitting lists distant findings, but gives no answer and cites nothing. */
export function isUnanswered(result: unknown): boolean {
  if (!isRecord(result) || "answer" in result) return false;
  return (
    Array.isArray(result["citations"]) &&
    result["citations"].length === 0 &&
    Array.isArray(result["findings"])
  );
}

/** How deep task records may stand in one another. */
const deepest = 8;

/** Lists are several results; a task's record stands for its result. */
export function unwrapResults(research: unknown): unknown[] {
  return unwrap(research, 0);
}

function unwrap(research: unknown, depth: number): unknown[] {
  if (research === undefined || research === null || depth > deepest) return [];
  if (Array.isArray(research))
    return research.flatMap((item) => (isRecord(item) ? unwrap(item, depth + 1) : [item]));
  if (isRecord(research) && "taskId" in research && "status" in research)
    return unwrap(research["result"], depth + 1);
  return [research];
}

function readOpenPoints(result: unknown): string[] {
  const question = isRecord(result) ? result["question"] : undefined;
  if (isUnanswered(result) && typeof question === "string" && question.trim() !== "")
    return [`Nothing was found on “${shorten(cleanText(question.slice(0, 1_000)), 170)}”.`];
  const points = isRecord(result) ? result["openPoints"] : undefined;
  if (!Array.isArray(points)) return [];
  return points
    .slice(0, mostOpenPoints)
    .filter((point) => typeof point === "string")
    .map((point: string) => shorten(cleanText(point.slice(0, 1_000)), 200))
    .filter((point) => point !== "");
}
