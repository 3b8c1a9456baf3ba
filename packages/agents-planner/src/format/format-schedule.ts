import type { PlanStep } from "../plan/plan.ts";
import type { PlanSchedule, ScheduledAgent, ScheduledStep } from "../schedule/plan-schedule.ts";
import { fitColumns, measureColumns, wrapColumns } from "../text/columns.ts";
import { formatSeconds, formatUsd } from "../text/figures.ts";
import { checkFormat, checkWidth, showSteps } from "./check-shown.ts";
import { chooseTimeUnit, type TimeUnit } from "./time-unit.ts";

/** How a schedule is drawn. */
export interface ScheduleFormat {
  /** Columns of the terminal, from 40 to 1,000. @default 80 */
  readonly width?: number;
  /** The plan's steps, to name each by its description instead of its id. */
  readonly steps?: readonly Pick<PlanStep, "id" | "description">[];
}

/** Further steps are counted, not drawn: nobody reads thousands of bars. */
const mostDrawn = 200;
const blocks = { critical: "█", other: "▒", moment: "│", none: " " } as const;

/**
 * The schedule as a Gantt chart for a terminal: a line per step in the order of their starts, then what the agents do and
 * how good the schedule is.
 *
 * Steps on a longest chain (critical ones) are marked with "*" and have dark bars. Times are in the unit that the top line
 * names. At most 200 steps are drawn. Control characters in names are left out. Throws `invalid_argument` for what is no
 * schedule and for a width that is not from 40 to 1,000.
 *
 * @example
 * console.log(formatSchedule(schedulePlan(plan), { width: process.stdout.columns, steps: plan.steps }));
 */
export function formatSchedule(schedule: PlanSchedule, format: ScheduleFormat = {}): string {
  const where = "formatSchedule";
  return showSteps(where, "schedule", schedule, () => {
    const { width = 80, steps = [] } = checkFormat(where, format);
    checkWidth(where, width);
    return drawSchedule(schedule, width, steps);
  });
}

function drawSchedule(
  schedule: PlanSchedule,
  width: number,
  described: readonly Pick<PlanStep, "id" | "description">[],
): string {
  const descriptions = new Map(described.map(({ id, description }) => [id, description]));
  const inOrder = schedule.steps.toSorted(
    (one, other) => one.startSeconds - other.startSeconds || one.endSeconds - other.endSeconds,
  );
  const drawn = inOrder.slice(0, mostDrawn);
  const unit = chooseTimeUnit(schedule.makespanSeconds);
  const names = drawn.map((step) => descriptions.get(step.id) ?? step.id);
  const times = drawn.map(({ startSeconds, endSeconds }) => unit.format(startSeconds, endSeconds));
  const layout = layOut(width, names, drawn, times);
  const lines = drawn.map((step, index) =>
    drawStep(step, names[index]!, times[index]!, layout, schedule.makespanSeconds),
  );
  const rest = inOrder.length - drawn.length;
  return [
    ...(drawn.length === 0 ? ["No steps"] : [drawScale(layout, schedule.makespanSeconds, unit), ...lines]),
    ...(rest > 0 ? [`… and ${rest} more steps`] : []),
    "",
    ...describeAgents(schedule, width),
    ...wrapWith("", describeQuality(schedule), width),
    ...(schedule.steps.some((step) => step.isCritical) ? ["* on a longest chain of steps"] : []),
  ].join("\n");
}

interface Layout {
  readonly name: number;
  readonly bar: number;
  readonly agent: number;
  readonly time: number;
}

function layOut(
  width: number,
  names: readonly string[],
  steps: readonly ScheduledStep[],
  times: readonly string[],
): Layout {
  const widest = (texts: readonly string[], most: number): number =>
    texts.reduce((found, text) => Math.max(found, Math.min(most, measureColumns(text.slice(0, most)))), 1);
  const time = widest(times, 24);
  const name = widest(names, Math.floor(width * 0.35));
  const free = width - 2 - name - 3 - time - 1;
  const agent = widest(
    steps.map((step) => step.agent),
    Math.max(4, Math.floor(free * 0.35)),
  );
  const bar = free - agent - 1;
  // on a narrow terminal the bars come first
  return bar >= 8
    ? { name, bar, agent, time }
    : { name: Math.max(4, name - Math.max(0, 8 - free)), bar: Math.max(8, free), agent: 0, time };
}

function drawScale({ name, bar }: Layout, makespanSeconds: number, unit: TimeUnit): string {
  const end = unit.formatOne(makespanSeconds);
  const line = `0${unit.formatOne(makespanSeconds).padStart(Math.max(end.length + 1, bar - 1))}`;
  return `${" ".repeat(name + 4)}${line}`;
}

function drawStep(
  { agent, startSeconds, endSeconds, isCritical }: ScheduledStep,
  name: string,
  time: string,
  layout: Layout,
  makespanSeconds: number,
): string {
  const scale = makespanSeconds > 0 ? layout.bar / makespanSeconds : 0;
  const first = Math.min(layout.bar - 1, Math.floor(startSeconds * scale + 1e-9));
  const last = Math.max(first + 1, Math.min(layout.bar, Math.round(endSeconds * scale)));
  const block = endSeconds > startSeconds ? (isCritical ? blocks.critical : blocks.other) : blocks.moment;
  const bar = blocks.none.repeat(first) + block.repeat(last - first) + blocks.none.repeat(layout.bar - last);
  const who = layout.agent === 0 ? "" : ` ${fitColumns(agent, layout.agent)}`;
  return `${isCritical ? "*" : " "} ${fitColumns(name, layout.name)} |${bar}|${who} ${time}`.trimEnd();
}

function describeAgents({ agents, makespanSeconds }: PlanSchedule, width: number): string[] {
  const shown = agents.slice(0, mostDrawn);
  const size = shown.reduce((most, { agent }) => Math.max(most, measureColumns(agent.slice(0, 24))), 1);
  const lines = shown.map((agent): string[] => {
    const name = fitColumns(agent.agent, Math.min(24, size));
    return wrapWith(`${name}  `, describeAgent(agent, makespanSeconds), width);
  });
  return [
    ...lines.flat(),
    ...(agents.length > shown.length ? [`… and ${agents.length - shown.length} more`] : []),
  ];
}

function describeAgent({ concurrency, busySeconds, steps }: ScheduledAgent, makespanSeconds: number): string {
  const work = `${steps} ${steps === 1 ? "step" : "steps"}, ${formatSeconds(busySeconds)} of work`;
  if (makespanSeconds === 0) return work;
  if (concurrency === null) return `${work}, any number at once`;
  const share = Math.round((100 * busySeconds) / (makespanSeconds * concurrency));
  return `${work}, ${share} % busy${concurrency === 1 ? "" : `, ${concurrency} at once`}`;
}

function describeQuality({ makespanSeconds, lowerBoundSeconds, isOptimal, costUsd }: PlanSchedule): string {
  const over = lowerBoundSeconds > 0 ? (100 * (makespanSeconds - lowerBoundSeconds)) / lowerBoundSeconds : 0;
  const quality = isOptimal
    ? "no schedule is shorter"
    : `none is shorter than ${formatSeconds(lowerBoundSeconds)}, so this one is at most ${Math.ceil(over)} % too long`;
  return `Makespan ${formatSeconds(makespanSeconds)}: ${quality}. Cost ${formatUsd(costUsd)}.`;
}

function wrapWith(lead: string, text: string, width: number): string[] {
  const size = measureColumns(lead);
  return wrapColumns(text, Math.max(12, width - size)).map(
    (line, index) => `${index === 0 ? lead : " ".repeat(size)}${line}`,
  );
}
