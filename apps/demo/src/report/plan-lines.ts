import { describeLimits, formatSchedule, type Plan, type PlanSchedule } from "@convoke/agents-planner";
import { stripMarkup } from "./quotes.ts";
import { countOf, formatField, indent, joinNames, labelWidth, truncateText, wrapText } from "./text.ts";

/** A plan: what it takes, its steps with their agents, and what it builds on. */
export function formatPlanLines(plan: Plan, { width }: { width: number }): string[] {
  return [
    ...formatPlanSteps("Plan", plan, { width }),
    ...formatNotes("Assumes", plan.assumptions, width),
    ...formatNotes("Risks", plan.risks, width),
  ];
}

/**
 * When each step runs and on whom, which steps decide how long it takes, its price, and whether its limits are kept.
 * `now` in milliseconds since 1970.
 */
export function formatScheduleLines(
  plan: Plan,
  schedule: PlanSchedule,
  { width, now }: { width: number; now: number },
): string[] {
  const numbers = new Map(plan.steps.map(({ id }, position) => [id, position + 1]));
  const path = schedule.criticalPath.map((id) => numbers.get(id)).join(" → ");
  const chart = formatSchedule(schedule, { steps: plan.steps, width: width - indent.length });
  const limits = describeLimits(schedule, { ...plan.limits, now });
  return [
    ...formatField("Schedule", "if every agent exists:", { width }),
    "",
    ...chart.split("\n").map((line) => (line === "" ? "" : `${indent}${line}`)),
    "",
    ...formatField("Critical", `path ${path}`, { width }),
    ...formatField("Price", `${schedule.costUsd.toFixed(2)} USD`, { width }),
    ...limits.flatMap((line) => {
      const [label = "", ...text] = line.split(": ");
      return formatField(label, text.join(": "), { width });
    }),
  ];
}

/** What a plan takes and its steps, under a label. */
export function formatPlanSteps(label: string, plan: Plan, { width }: { width: number }): string[] {
  const { makespanSeconds, costUsd } = plan.estimate;
  const summary =
    `“${plan.goal}”: ${countOf(plan.steps.length, "step")} by the method ${plan.method}; ` +
    `about ${Math.round(makespanSeconds)} s and ${costUsd.toFixed(2)} USD when every agent exists`;
  const margin = " ".repeat(indent.length + labelWidth);
  const numbers = new Map(plan.steps.map(({ id }, position) => [id, position + 1]));
  const agentWidth = Math.max(...plan.steps.map((step) => nameAgent(step).length));
  const steps = plan.steps.flatMap((step, position) => {
    const after = step.dependsOn.map((id) => numbers.get(id) ?? 0).sort((one, other) => one - other);
    const head = `${margin}${String(position + 1).padStart(2)} ${nameAgent(step).padEnd(agentWidth)}  `;
    const text = `${step.description}${after.length > 0 ? ` (after ${joinNames(after.map(String))})` : ""}`;
    return wrapText(text, width - head.length).map(
      (line, at) => `${at === 0 ? head : " ".repeat(head.length)}${line}`,
    );
  });
  return [...formatField(label, summary, { width }), ...steps];
}

/** Notes under one label, each of two lines at most. */
function formatNotes(label: string, notes: readonly string[], width: number): string[] {
  return notes.flatMap((note, position) => {
    const text = truncateText(stripMarkup(note), 2 * (width - labelWidth));
    return formatField(position === 0 ? label : "", text, { width });
  });
}

function nameAgent({ agentType, capability }: Plan["steps"][number]): string {
  return agentType ?? capability ?? "";
}
