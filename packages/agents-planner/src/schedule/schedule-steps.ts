import type { AgentDescriptor } from "@convoke/core";
import type { PlanStep } from "../plan/plan.ts";
import { round } from "../text/round.ts";
import { assignAgents } from "./assign-agents.ts";
import { buildProblem, type BuiltProblem } from "./build-problem.ts";
import { findTimetable } from "./find-timetable.ts";
import { type AgentMatch, matchAgents } from "./match-agents.ts";
import type { PlanSchedule, ScheduledAgent, ScheduledStep } from "./plan-schedule.ts";
import { measureHeads, measureTails, type Timetable } from "./scheduling-problem.ts";
import { sortSteps } from "./sort-steps.ts";

/** What scheduling needs to know of a step. */
export type SchedulableStep = Pick<
  PlanStep,
  "id" | "dependsOn" | "estimatedTime" | "costEstimate" | "agentType" | "agentName" | "capability"
>;

/** Schedules steps whose links and figures were checked: unique ids, known dependencies, no cycles, finite times. */
export function scheduleSteps(
  steps: readonly SchedulableStep[],
  agents: readonly AgentDescriptor[],
): PlanSchedule {
  const { sorted } = sortSteps(steps);
  const match = matchAgents(sorted, agents);
  const built = buildProblem(sorted, match);
  const { timetable, lowerBound, isOptimal } = findTimetable(built.problem);
  const assigned = assignAgents(built, match, timetable);
  const toSeconds = (ticks: number): number => round(ticks * built.secondsPerTick);
  const { scheduled, criticalPath } = describeSteps(sorted, built, timetable, (step) => {
    return match.agents[assigned[step]!]!.label;
  });
  return {
    makespanSeconds: toSeconds(timetable.makespan),
    costUsd: round(steps.reduce((sum, step) => sum + step.costEstimate, 0)),
    lowerBoundSeconds: toSeconds(lowerBound),
    isOptimal,
    criticalPath,
    steps: steps.map((step) => scheduled.get(step.id)!),
    agents: describeAgents(sorted, match, assigned),
  };
}

function describeSteps(
  sorted: readonly SchedulableStep[],
  { problem, secondsPerTick }: BuiltProblem,
  { starts }: Timetable,
  nameAgent: (step: number) => string,
): { scheduled: ReadonlyMap<string, ScheduledStep>; criticalPath: string[] } {
  const { durations, predecessors } = problem;
  const heads = measureHeads(problem);
  const tails = measureTails(problem);
  const toSeconds = (ticks: number): number => round(ticks * secondsPerTick);
  let last = -1;
  let length = -1;
  for (const step of sorted.keys()) {
    const end = heads[step]! + durations[step]!;
    if (end > length) [last, length] = [step, end];
  }
  const scheduled = new Map<string, ScheduledStep>();
  for (const [step, { id }] of sorted.entries()) {
    const latest = length - durations[step]! - tails[step]!;
    scheduled.set(id, {
      id,
      agent: nameAgent(step),
      startSeconds: toSeconds(starts[step]!),
      endSeconds: toSeconds(starts[step]! + durations[step]!),
      earliestStartSeconds: toSeconds(heads[step]!),
      latestStartSeconds: toSeconds(latest),
      slackSeconds: toSeconds(latest - heads[step]!),
      isCritical: latest <= heads[step]!,
    });
  }
  const criticalPath: string[] = [];
  for (let step: number | undefined = last; step !== undefined && step >= 0;) {
    criticalPath.push(sorted[step]!.id);
    const start: number = heads[step]!;
    step = predecessors[step]!.find((before) => start === heads[before]! + durations[before]!);
  }
  return { scheduled, criticalPath: criticalPath.reverse() };
}

function describeAgents(
  sorted: readonly SchedulableStep[],
  { agents }: AgentMatch,
  assigned: readonly number[],
): ScheduledAgent[] {
  const busy = new Float64Array(agents.length);
  const counts = new Int32Array(agents.length);
  for (const [step, { estimatedTime }] of sorted.entries()) {
    busy[assigned[step]!]! += estimatedTime;
    counts[assigned[step]!]! += 1;
  }
  return agents.flatMap(({ label, capacity }, index) =>
    counts[index] === 0
      ? []
      : [
          {
            agent: label,
            concurrency: Number.isFinite(capacity) ? capacity : null,
            busySeconds: round(busy[index]!),
            steps: counts[index]!,
          },
        ],
  );
}
