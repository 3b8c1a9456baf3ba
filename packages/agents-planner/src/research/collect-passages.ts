import { cleanText, shorten } from "../text/phrases.ts";
import { collectTexts } from "./collect-texts.ts";

/** A piece of research, with how much it weighs and where it stands. */
export interface Passage {
  readonly text: string;
  /** An answer and the quotes that carry it say more than what was found beside it. */
  readonly origin: "answer" | "quote" | "finding";
  /** The file, page or package that it comes from. */
  readonly place?: string;
  /** As it may be shown: `"docs/fastapi.md:3 “FastAPI is fast”"`. */
  readonly citation?: string;
}

/** Citations that are read; the others repeat them or are a flood. */
const mostCitations = 40;

/**
 * The passages of one result: its answer, its citations, then everything else that is readable in it.
 *
 * In a result without answer and citations, of whatever shape, everything counts as quoted.
 */
export function collectPassages(result: unknown): Passage[] {
  if (typeof result === "string") return [{ text: result, origin: "answer" }];
  if (!isRecord(result)) return collectTexts(result).map((text) => ({ text, origin: "quote" }));
  const { answer: _answer, summary: _summary, citations, findings, ...rest } = result;
  const answer = readAnswer(result);
  const cited = listEntries(citations).map((entry) => readPassage(entry, "quote"));
  const beside = answer === "" && cited.length === 0 ? "quote" : "finding";
  const found = listEntries(findings).map((entry) => readPassage(entry, beside));
  const others = collectTexts(rest).map((text): Passage => ({ text, origin: beside }));
  return [
    ...(answer === "" ? [] : [{ text: answer, origin: "answer" } as const]),
    ...cited,
    ...found,
    ...others,
  ];
}

/** The answer in a result's own words; empty for none. */
export function readAnswer(result: unknown): string {
  if (typeof result === "string") return result;
  if (!isRecord(result)) return "";
  const answer = result["answer"] ?? result["summary"];
  if (typeof answer === "string") return answer;
  return isRecord(answer) && typeof answer["text"] === "string" ? answer["text"] : "";
}

/** What a result cites, or else names as its sources, as it may be shown. */
export function readCitations(result: unknown): string[] {
  if (!isRecord(result)) return [];
  for (const key of ["citations", "sources", "references"]) {
    const citations = listEntries(result[key])
      .map((entry) => readPassage(entry, "quote").citation)
      .filter((citation) => citation !== undefined && citation !== "");
    if (citations.length > 0) return citations as string[];
  }
  return [];
}

function listEntries(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, mostCitations) : [];
}

function readPassage(entry: unknown, origin: Passage["origin"]): Passage {
  if (typeof entry === "string") {
    const citation = shorten(cleanText(entry), 160);
    return { text: entry, origin, ...(isPlace(citation) ? { place: citation } : {}), citation };
  }
  if (!isRecord(entry)) return { text: "", origin };
  const place = firstText(entry, ["file", "path", "source", "url", "address", "title", "name", "id"]);
  const line = readLine(entry) ?? (isRecord(entry["source"]) ? readLine(entry["source"]) : undefined);
  const quote = firstText(entry, ["quote", "text", "snippet", "excerpt", "statement"]);
  const position = place !== "" && typeof line === "number" ? `:${line}` : "";
  const quoted = quote === "" ? "" : ` “${shorten(quote, 90)}”`;
  const citation = shorten(cleanText(`${place}${position}${quoted}`), 220);
  const raw = typeof entry["quote"] === "string" ? entry["quote"] : quote;
  return {
    text: raw === "" ? collectTexts(entry).join("\n") : raw,
    origin,
    ...(place === "" ? {} : { place }),
    ...(citation === "" ? {} : { citation }),
  };
}

/** `"docs/fastapi.md"`: a path or an address, no sentence. */
function isPlace(text: string): boolean {
  return !/\s/.test(text) && /[./]/.test(text);
}

function readLine(entry: Readonly<Record<string, unknown>>): unknown {
  return entry["line"] ?? entry["lineStart"] ?? entry["startLine"] ?? firstOf(entry["lines"]);
}

function firstText(entry: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  for (const key of keys) {
    const value = entry[key];
    if (typeof value === "string" && value !== "") return cleanText(value.slice(0, 2_000));
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

/** True for an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
