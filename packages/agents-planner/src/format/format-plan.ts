import { describeLimits, type ShownLimits } from "../plan/describe-limits.ts";
import { checkLimitFigures } from "../plan/check-limit-figures.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import type { PlanSchedule, ScheduledStep } from "../schedule/plan-schedule.ts";
import { readSteps } from "../schedule/read-steps.ts";
import { fitColumns, measureColumns, wrapColumns } from "../text/columns.ts";
import { formatUsd } from "../text/figures.ts";
import { cleanText } from "../text/phrases.ts";
import { checkFormat, checkWidth, showSteps } from "./check-shown.ts";
import { chooseTimeUnit } from "./time-unit.ts";

/** What else is shown of a plan. */
export interface PlanFormat extends ShownLimits {
  /** When and on which agent each step runs; its makespan replaces that of the plan's estimate. */
  readonly schedule?: PlanSchedule | undefined;
  /** Columns of the terminal, from 40 to 1,000: longer texts are wrapped. @default 80 */
  readonly width?: number | undefined;
}

const indent = " ".repeat(5);
/** Longer names of agents are cut, so that all figures stand below one another. */
const longestAgent = 24;

/**
 * The plan as text for a terminal: numbered steps with agent, seconds, USD and dependencies, then what decides its
 * duration, whether limits are kept, what it assumes and what may go wrong. With a schedule also when each step runs, on
 * whom, and how long it could wait. Control characters in the plan's texts are left out.
 *
 * Throws `invalid_argument` for what is no plan, for limits that are no numbers, and for a width that is not from 40 to 1,000.
 *
 * @example
 * console.log(formatPlan(plan, { schedule: schedulePlan(plan), maxCostUsd: 5 }));
 */
export function formatPlan(plan: Plan, format: PlanFormat = {}): string {
  const where = "formatPlan";
  return showSteps(where, "plan", plan, () => {
    const { schedule, width = 80, ...limits } = checkFormat(where, format);
    checkWidth(where, width);
    readSteps(where, plan.steps);
    checkLimitFigures(where, limits);
    return writePlan(plan, schedule, width, limits);
  });
}

function writePlan(
  plan: Plan,
  schedule: PlanSchedule | undefined,
  width: number,
  limits: ShownLimits,
): string {
  const numbers = new Map(plan.steps.map((step, index) => [step.id, index + 1]));
  const numberOf = (id: string): string => String(numbers.get(id) ?? cleanText(id));
  const agentWidth = plan.steps.reduce(
    (most, step) => Math.max(most, Math.min(longestAgent, measureColumns(nameAgent(step)))),
    0,
  );
  const { seconds, costUsd, criticalPath } = plan.estimate;
  const makespanSeconds = schedule?.makespanSeconds ?? plan.estimate.makespanSeconds;
  const placed = new Map(schedule?.steps.map((step) => [step.id, step]));
  const wrap = (text: string, lead: string): string[] =>
    wrapColumns(text, width - lead.length).map(
      (line, index) => `${index === 0 ? lead : " ".repeat(lead.length)}${line}`,
    );
  const formatList = (title: string, entries: readonly string[]): string[] =>
    entries.length === 0 ? [] : ["", title, ...entries.flatMap((entry) => wrap(entry, "  - "))];
  return [
    ...wrap(plan.goal, ""),
    ...wrap(
      `${count(plan.steps.length, "step")} · ${formatTime(makespanSeconds)} in parallel, ${formatTime(seconds)} one after another · ${formatUsd(costUsd)}`,
      "",
    ),
    ...wrap(plan.method, "Method: "),
    ...describeLimits({ costUsd, makespanSeconds }, { ...plan.limits, ...limits }).flatMap((line) =>
      wrap(line, ""),
    ),
    "",
    ...plan.steps.flatMap((step, index) => [
      ...formatHead(
        step,
        `${String(index + 1).padStart(3)}. ${fitColumns(nameAgent(step), agentWidth)}`,
        width,
        { numberOf, wrap },
      ),
      ...formatPlacement(placed.get(step.id), makespanSeconds),
      ...wrap(step.description, indent),
      ...wrap(`Done when ${step.successCriterion}`, indent),
    ]),
    "",
    ...wrap(criticalPath.map(numberOf).join(" → "), "Critical path: "),
    ...formatList("Assumptions", plan.assumptions),
    ...formatList("Risks", plan.risks),
  ].join("\n");
}

/** The step's figures; what it waits for stands on lines of its own where there is no room. */
function formatHead(
  step: PlanStep,
  lead: string,
  width: number,
  { numberOf, wrap }: { numberOf(id: string): string; wrap(text: string, lead: string): string[] },
): string[] {
  const after = step.dependsOn.map(numberOf).sort(compareNumbers).join(", ");
  const tail = [after === "" ? "" : `after ${after}`, step.optional === true ? "optional" : ""]
    .filter((part) => part !== "")
    .join("  ");
  const time = formatTime(step.estimatedTime).padStart(8);
  const figures = `${lead}${time}  ${formatUsd(step.costEstimate)}`;
  if (tail === "") return [figures];
  const line = `${figures}  ${tail}`;
  return measureColumns(line) <= width ? [line] : [figures, ...wrap(tail, indent)];
}

function formatPlacement(step: ScheduledStep | undefined, makespanSeconds: number): string[] {
  if (step === undefined) return [];
  const unit = chooseTimeUnit(makespanSeconds);
  const slack = step.isCritical ? "critical" : `can wait ${unit.formatOne(step.slackSeconds)}`;
  return [
    `${indent}${unit.format(step.startSeconds, step.endSeconds)} on ${cleanText(step.agent)}, ${slack}`,
  ];
}

function nameAgent(step: PlanStep): string {
  return cleanText(step.agentType ?? step.capability ?? "");
}

/** Always in seconds, as in the plan itself, so that steps can be compared. */
function formatTime(seconds: number): string {
  return `${Number(seconds.toFixed(2))} s`;
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

/** Unknown ids, which are no numbers, keep their place. */
function compareNumbers(one: string, other: string): number {
  return Number(one) - Number(other) || 0;
}
