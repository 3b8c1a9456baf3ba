import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { PlannerInput } from "../planner-input.ts";
import { findUnserializable } from "../plan/find-unserializable.ts";
import { cleanText, shorten } from "../text/phrases.ts";
import { isUnanswered, readAnswer, unwrapResults } from "../research/read-research.ts";

/** What several steps found, side by side: the shape of a knowledge agent's research, from which it comes. */
export interface BroughtTogether {
  readonly type: "research";
  readonly question: string;
  /** The answers one after another, in the order of the steps; left out when none of them has one. */
  readonly answer?: string;
  /** The least confidence among the answers. */
  readonly confidence: number;
  readonly method: "extractive";
  readonly citations: readonly unknown[];
  readonly findings: readonly unknown[];
  readonly sources: readonly unknown[];
  /** The questions to which nothing was found. */
  readonly openPoints: readonly string[];
}

/** Results beyond these are refused. */
const mostResults = 1_000;
/** Parts and characters of all sources together that are compared, to name each source once. */
const mostParts = 200_000;
const mostCharacters = 20_000_000;

/**
 * Sets the results under `research` and `results` side by side, each with its citations; searches nothing.
 *
 * The confidence is the least of those stated from 0 to 1. Throws `invalid_input` when there is nothing to bring together,
 * for more than 1,000 results, and for sources that cannot be written as JSON.
 */
export function bringTogether(description: string, input: PlannerInput | undefined): BroughtTogether {
  const results = [input?.research, ...Object.values(input?.results ?? {})].flatMap(unwrapResults);
  if (results.length === 0) {
    throw refuse(
      'bring_together needs what was found: pass { type: "bring_together", research: [result, …] }.',
    );
  }
  if (results.length > mostResults) {
    throw refuse(
      `bring_together has ${results.length} results and takes ${mostResults}: bring them together in several steps.`,
    );
  }
  const answered: unknown[] = [];
  const gaps: unknown[] = [];
  for (const result of results) {
    const isAnswer = !isUnanswered(result) && readAnswer(result) !== "";
    (isAnswer ? answered : gaps).push(result);
  }
  const listOf = (field: string): unknown[] => answered.flatMap((result) => readList(result, field));
  const confidences = answered
    .map((result) => readField(result, "confidence"))
    .filter((value) => typeof value === "number" && value >= 0 && value <= 1) as number[];
  return {
    type: "research",
    question: input?.task ?? description,
    ...(answered.length === 0 ? {} : { answer: answered.map(readAnswer).join("\n") }),
    confidence: confidences.length === 0 ? 0 : Math.min(...confidences),
    method: "extractive",
    citations: listOf("citations"),
    findings: listOf("findings"),
    sources: listDistinct(answered),
    openPoints: gaps.map(nameGap),
  };
}

/** The sources of all results, each once. */
function listDistinct(results: readonly unknown[]): unknown[] {
  const sources = new Map<string, unknown>();
  let parts = 0;
  let characters = 0;
  const count = (_name: string, value: unknown): unknown => {
    parts += 1;
    characters += typeof value === "string" ? value.length : 0;
    if (parts > mostParts) throw new RangeError(`all together have more than ${mostParts} parts`);
    if (characters > mostCharacters)
      throw new RangeError(`all together have more than ${mostCharacters} characters`);
    return value;
  };
  for (const result of results) {
    for (const source of readList(result, "sources")) {
      try {
        sources.set(JSON.stringify(source, count), source);
      } catch (error) {
        throw refuse(
          `bring_together cannot use the sources of the result on “${nameQuestion(result)}”: ${sayWhy(source, error)}. Give each source as plain JSON, such as { file: "docs/api.md" }.`,
        );
      }
    }
  }
  return [...sources.values()];
}

function sayWhy(source: unknown, error: unknown): string {
  const { path = "", reason } = findUnserializable(source) ?? {};
  if (reason === undefined) return error instanceof Error ? error.message : "they cannot be written as JSON";
  return `${path === "" ? "a source" : `its ${path}`} cannot be written as JSON (${reason})`;
}

function nameQuestion(result: unknown): string {
  const question = readField(result, "question");
  return typeof question === "string" ? shorten(cleanText(question.slice(0, 1_000))) : "an unnamed question";
}

function refuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_INPUT, message);
}

function nameGap(result: unknown): string {
  const question = readField(result, "question");
  return typeof question === "string"
    ? `Nothing was found on “${shorten(cleanText(question.slice(0, 1_000)), 170)}”.`
    : "A step found nothing.";
}

function readList(result: unknown, field: string): readonly unknown[] {
  const value = readField(result, field);
  return Array.isArray(value) ? value : [];
}

function readField(result: unknown, field: string): unknown {
  return typeof result === "object" && result !== null
    ? (result as Record<string, unknown>)[field]
    : undefined;
}
