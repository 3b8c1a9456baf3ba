import { cleanText, shorten } from "../text/phrases.ts";
import { collectTexts } from "./collect-texts.ts";
import { findNames } from "./find-names.ts";
import type { ResearchDigest } from "./research-digest.ts";

const mostCitations = 12;

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
  const results = unwrapResults(research).filter((result) => !isUnanswered(result));
  const texts = collectTexts(results);
  if (texts.length === 0) return undefined;
  const answers = results.map(readAnswer).filter((answer) => answer !== "");
  const quotes = results.flatMap((result) =>
    collectTexts(isRecord(result) ? result["citations"] : undefined),
  );
  const leading = findNames([...answers, ...quotes]);
  const all = findNames(texts);
  const summary = answers.length > 0 ? answers.join(" ") : texts.slice(0, 3).join(" ");
  const warnings = [...new Set([...leading.warnings, ...all.warnings])];
  const technologies = [...new Set([...leading.technologies, ...all.technologies])];
  return {
    summary: shorten(cleanText(summary), 600),
    technologies: technologies.filter((name) => !warnings.includes(name)),
    warnings,
    citations: [...new Set(results.flatMap(readCitations))].slice(0, mostCitations),
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

/** Lists are several results; a task's record stands for its result. */
export function unwrapResults(research: unknown): unknown[] {
  if (research === undefined || research === null) return [];
  if (Array.isArray(research))
    return research.flatMap((item) => (isRecord(item) ? unwrapResults(item) : [item]));
  if (isRecord(research) && "taskId" in research && "status" in research)
    return unwrapResults(research["result"]);
  return [research];
}

/** The answer in a result's own words; empty for none. */
export function readAnswer(result: unknown): string {
  if (typeof result === "string") return result;
  if (!isRecord(result)) return "";
  const answer = result["answer"] ?? result["summary"];
  if (typeof answer === "string") return answer;
  return isRecord(answer) && typeof answer["text"] === "string" ? answer["text"] : "";
}

function readCitations(result: unknown): string[] {
  if (!isRecord(result)) return [];
  for (const key of ["citations", "sources", "references"]) {
    const entries = result[key];
    if (!Array.isArray(entries) || entries.length === 0) continue;
    return entries
      .slice(0, mostCitations)
      .map(formatCitation)
      .filter((citation) => citation !== "");
  }
  return [];
}

function formatCitation(entry: unknown): string {
  if (typeof entry === "string") return shorten(cleanText(entry), 160);
  if (!isRecord(entry)) return "";
  const place = firstText(entry, ["file", "path", "source", "url", "address", "title", "name", "id"]);
  const line = readLine(entry) ?? (isRecord(entry["source"]) ? readLine(entry["source"]) : undefined);
  const quote = firstText(entry, ["quote", "text", "snippet", "excerpt"]);
  const position = place !== "" && typeof line === "number" ? `:${line}` : "";
  const quoted = quote === "" ? "" : ` “${shorten(quote, 90)}”`;
  return shorten(cleanText(`${place}${position}${quoted}`), 220);
}

function readLine(entry: Readonly<Record<string, unknown>>): unknown {
  return entry["line"] ?? entry["lineStart"] ?? entry["startLine"] ?? firstOf(entry["lines"]);
}

function firstText(entry: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  for (const key of keys) {
    const value = entry[key];
    if (typeof value === "string" && value !== "") return cleanText(value);
    if (isRecord(value)) {
      const inner = firstText(value, ["path", "file", "url", "title", "name", "id"]);
      if (inner !== "") return inner;
    }
  }
  return "";
}

function firstOf(value: unknown): unknown {
  if (Array.isArray(value)) return value[0];
  return isRecord(value) ? (value["start"] ?? value["from"]) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
