import { formatAction } from "../action/format-action.ts";
import { joinList } from "./read-list.ts";
import type { StepState } from "./step.ts";

/** Writes the lesson of a run: who helped, and what failed why. */
export function reflect(states: readonly StepState[]): string {
  const helped = unique(
    states.flatMap(({ status, asking }) => (status === "done" ? [asking.agentType] : [])),
  );
  const failed = states.filter(({ status }) => status !== "done");
  const reasons = unique(
    failed.map(
      ({ asking, results }) => `${asking.agentType} (${firstLine(results.at(-1)?.text ?? "no result")})`,
    ),
  );
  const parts = [
    helped.length === 0 ? "No agent had a result for this." : `Results came from ${joinList(helped)}.`,
    reasons.length === 0 ? "" : `Without a result: ${joinList(reasons.slice(0, 5))}.`,
    failed.some(({ step }) => step.instead !== undefined) ? "The other way of asking was tried too." : "",
  ];
  return formatAction({ name: "REFLECT", fields: { LESSON: parts.filter((part) => part !== "").join(" ") } });
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function firstLine(text: string): string {
  const line = (text.trim().split("\n")[0] ?? "").replace(/^Error:\s*/, "").replace(/\.$/, "");
  return line.length <= 160 ? line : `${line.slice(0, 159)}…`;
}
