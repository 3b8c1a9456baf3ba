import { formatTable } from "../report/format-table.ts";
import type { ResumeFigure } from "./measure-resume.ts";
import type { ThroughputFigure } from "./measure-throughput.ts";
import type { LoopDelays } from "./probes/loop-delay.ts";

/** What was measured; what was not asked for is missing. */
export interface DurableFigures {
  readonly throughput?: readonly ThroughputFigure[];
  readonly loopDelay?: readonly (LoopDelays & { readonly inFlight: number })[];
  readonly resumeOne?: ResumeFigure;
  readonly resumeMany?: ResumeFigure;
}

const leastRatio = 0.5;
const mostDelayMs = 10;
const mostResumeOneMs = 1_000;
const mostResumeManyMs = 2_000;

/** A row of the report. */
export interface Verdict {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
  readonly isMet: boolean;
}

/** Each figure beside its bound. */
export function judge(figures: DurableFigures): Verdict[] {
  const verdicts: Verdict[] = [];
  const add = (what: string, measured: string, bound: string, isMet: boolean): void =>
    void verdicts.push({ what, measured, bound, isMet });
  for (const figure of figures.throughput ?? []) {
    const { inFlight, perSecond, rawPerSecond, ratio, leastRatio: least, greatestRatio, groupSize } = figure;
    add(
      `settled tasks, ${inFlight} in flight, of raw commits`,
      `${showShare(ratio)} (${showShare(least)} to ${showShare(greatestRatio)}); ` +
        `${perSecond.toFixed(0)}/s of ${rawPerSecond.toFixed(0)}/s, groups of ${groupSize.toFixed(0)}`,
      `≥ ${showShare(leastRatio)}`,
      ratio >= leastRatio,
    );
  }
  for (const { inFlight, durable, withoutStore } of figures.loopDelay ?? []) {
    add(
      `loop delay p99, ${inFlight} in flight`,
      `${durable.p99.toFixed(1)} ms (${durable.cpuP99.toFixed(1)} of the processor); ` +
        `without a store ${withoutStore.p99.toFixed(1)} (${withoutStore.cpuP99.toFixed(1)})`,
      `≤ ${mostDelayMs} ms`,
      durable.p99 <= mostDelayMs,
    );
  }
  const addResume = (figure: ResumeFigure | undefined, most: number): void => {
    if (figure === undefined) return;
    const { left, opened, goesOn, settled, cpuGoesOn } = figure;
    add(
      left.runs === 1
        ? `resume of a run with ${left.tasksOfRun} tasks`
        : `resume of ${left.runs} runs with ${left.tasksOfRun} tasks each`,
      `${goesOn.toFixed(0)} ms (${cpuGoesOn.toFixed(0)} of the processor); open after ${opened.toFixed(0)}, ` +
        `all settled after ${settled.toFixed(0)}`,
      `≤ ${most} ms`,
      goesOn <= most,
    );
  };
  addResume(figures.resumeOne, mostResumeOneMs);
  addResume(figures.resumeMany, mostResumeManyMs);
  return verdicts;
}

/** The verdicts as a table. */
export function describeVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ what, measured, bound, isMet }) => [
    what,
    measured,
    bound,
    isMet ? "reached" : "missed",
  ]);
  return formatTable(["what", "measured", "bound", ""], rows);
}

function showShare(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}
