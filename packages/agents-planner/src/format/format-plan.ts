import { cleanText } from "../text/phrases.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";

/**
 * The plan as text for a terminal: numbered steps with agent, seconds, USD and dependencies, then what decides its
 * duration, what it assumes and what may go wrong. Control characters in the plan's texts are left out.
 *
 * @example
 * console.log(formatPlan(plan));
 */
export function formatPlan(plan: Plan): string {
  const numbers = new Map(plan.steps.map((step, index) => [step.id, index + 1]));
  const numberOf = (id: string): string => String(numbers.get(id) ?? id);
  const width = Math.max(...plan.steps.map((step) => nameAgent(step).length));
  const { seconds, makespanSeconds, costUsd, criticalPath } = plan.estimate;
  const lines = [
    cleanText(plan.goal),
    `${count(plan.steps.length, "step")} · ${formatSeconds(makespanSeconds)} in parallel, ${formatSeconds(seconds)} one after another · ${formatUsd(costUsd)} · method: ${cleanText(plan.method)}`,
    "",
    ...plan.steps.flatMap((step, index) => formatStep(step, index + 1, width, numberOf)),
    "",
    `Critical path: ${criticalPath.map(numberOf).join(" → ")}`,
    ...formatList("Assumptions", plan.assumptions),
    ...formatList("Risks", plan.risks),
  ];
  return lines.join("\n");
}

function formatStep(
  step: PlanStep,
  number: number,
  width: number,
  numberOf: (id: string) => string,
): string[] {
  const after =
    step.dependsOn.length === 0
      ? ""
      : `  after ${step.dependsOn.map(numberOf).sort(compareNumbers).join(", ")}`;
  const time = formatSeconds(step.estimatedTime).padStart(7);
  const head = `${String(number).padStart(3)}. ${nameAgent(step).padEnd(width)} ${time}  ${formatUsd(step.costEstimate)}${after}`;
  const indent = " ".repeat(5);
  return [
    head,
    `${indent}${cleanText(step.description)}`,
    `${indent}Done when ${cleanText(step.successCriterion)}`,
  ];
}

function formatList(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : ["", title, ...entries.map((entry) => `  - ${cleanText(entry)}`)];
}

function nameAgent(step: PlanStep): string {
  return cleanText(step.agentType ?? step.capability ?? "");
}

function formatSeconds(seconds: number): string {
  return `${Number(seconds.toFixed(2))} s`;
}

function formatUsd(usd: number): string {
  return `${usd.toFixed(2)} USD`;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** Unknown ids, which are no numbers, keep their place. */
function compareNumbers(one: string, other: string): number {
  return Number(one) - Number(other) || 0;
}
