import { greatestFigure } from "../text/figures.ts";
import type { EstimateTable } from "./typical-estimates.ts";

/** What is wrong with a table of estimates, as a sentence without its end; `undefined` when nothing is. */
export function describeBadEstimates(table: unknown): string | undefined {
  if (!isObject(table)) return "estimates must be an object such as { code: { seconds: 90, costUsd: 0.15 } }";
  for (const [name, estimate] of Object.entries(table as EstimateTable)) {
    const { seconds, costUsd } = isObject(estimate) ? estimate : {};
    if (isFigure(seconds) && isFigure(costUsd)) continue;
    return `the estimate for “${name}” must be { seconds, costUsd } with finite numbers that are not negative, ${greatestFigure} at most`;
  }
  return undefined;
}

/** A number of seconds or USD that can be added up. */
function isFigure(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= greatestFigure;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
