import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { PlannerInput } from "../planner-input.ts";
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

/**
 * Sets the results under `research` and `results` side by side, each with its citations; searches nothing.
 *
 * Throws `invalid_input` when there is nothing to bring together.
 */
export function bringTogether(description: string, input: PlannerInput | undefined): BroughtTogether {
  const results = [input?.research, ...Object.values(input?.results ?? {})].flatMap(unwrapResults);
  if (results.length === 0) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      'bring_together needs what was found: pass { type: "bring_together", research: [result, …] }.',
    );
  }
  const answered = results.filter((result) => !isUnanswered(result) && readAnswer(result) !== "");
  const listOf = (field: string): unknown[] => answered.flatMap((result) => readList(result, field));
  const confidences = answered
    .map((result) => readField(result, "confidence"))
    .filter((value) => typeof value === "number");
  return {
    type: "research",
    question: input?.task ?? description,
    ...(answered.length === 0 ? {} : { answer: answered.map(readAnswer).join("\n") }),
    confidence: confidences.length === 0 ? 0 : Math.min(...confidences),
    method: "extractive",
    citations: listOf("citations"),
    findings: listOf("findings"),
    sources: [...new Map(listOf("sources").map((source) => [JSON.stringify(source), source])).values()],
    openPoints: results.filter((result) => !answered.includes(result)).map(nameGap),
  };
}

function nameGap(result: unknown): string {
  const question = readField(result, "question");
  return typeof question === "string" ? `Nothing was found on “${question}”.` : "A step found nothing.";
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
