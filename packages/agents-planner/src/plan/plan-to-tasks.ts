import type { AgentDescriptor, TaskSpec } from "@convoke/core";
import type { PlanSchedule } from "../schedule/plan-schedule.ts";
import { readAgents } from "../schedule/check-agents.ts";
import { checkFigures, readSteps, throwProblems } from "../schedule/read-steps.ts";
import { type SchedulableStep, scheduleSteps } from "../schedule/schedule-steps.ts";
import { checkLinks } from "../schedule/step-problems.ts";
import { readForeign } from "../text/read-foreign.ts";
import { round } from "../text/round.ts";
import type { Plan } from "./plan.ts";

/** How a plan becomes tasks. */
export interface TaskOptions {
  /** Who is registered; tasks that wait for a slot are then admitted in the order of the schedule. @default [] */
  readonly agents?: readonly AgentDescriptor[];
  /** The schedule to follow, if it was made already. @default one for `agents` */
  readonly schedule?: PlanSchedule;
  /** Gives each task to the agent of `agents` that it is scheduled on, instead of letting it be routed. @default false */
  readonly keepAgents?: boolean;
}

/**
 * The plan's steps as tasks for `executeGraph`, in the plan's order.
 *
 * Each has a `priority` from 0 to below 1, by which steps that wait for the same agent are admitted: in the order of their
 * scheduled starts, or, where neither agents nor schedule are given, those first that can least wait. Tasks of others have 0
 * unless they say otherwise. A run keeps to the schedule where no step waits on purpose: a slot that is set free goes to a
 * step that waits for it already, not to one that is more urgent but becomes ready by the same end or later.
 *
 * Throws `invalid_argument` for what is no plan, and for figures that are negative, not finite or above 1e12.
 *
 * @example
 * const run = await orchestrator.executeGraph(planToTasks(plan, { agents: orchestrator.findAgents({}) }));
 */
export function planToTasks(plan: Plan, options: TaskOptions = {}): TaskSpec[] {
  const where = "The plan cannot be turned into tasks";
  const steps = readSteps(
    where,
    readForeign(where, "the plan", () => plan?.steps),
  );
  const agents = readAgents(where, options);
  throwProblems(where, checkFigures(steps));
  return readForeign(where, "a step or an option", () => makeTasks(plan, steps, agents, options));
}

function makeTasks(
  plan: Plan,
  steps: readonly SchedulableStep[],
  agents: readonly AgentDescriptor[],
  options: TaskOptions,
): TaskSpec[] {
  const { keepAgents = false } = options;
  // what cannot be put in order is for executeGraph to refuse
  const isSound = options.schedule !== undefined || checkLinks(steps).length === 0;
  const schedule = options.schedule ?? (isSound ? scheduleSteps(steps, agents) : undefined);
  const priorities = rankSteps(schedule, options.schedule !== undefined || agents.length > 0);
  const names = keepAgents ? nameAgents(agents) : new Map<string, string>();
  const agentOf = new Map(schedule?.steps.map((step) => [step.id, step.agent]));
  return plan.steps.map(({ id, agentType, agentName: pinned, capability, description, input, dependsOn }) => {
    const priority = priorities.get(id);
    const agentName = pinned ?? names.get(agentOf.get(id) ?? "");
    return {
      id,
      ...(agentType === undefined ? {} : { agentType }),
      ...(capability === undefined ? {} : { capability }),
      ...(agentName === undefined ? {} : { agentName }),
      description,
      ...(input === undefined ? {} : { input }),
      dependsOn,
      ...(priority === undefined ? {} : { priority }),
    };
  });
}

function rankSteps(schedule: PlanSchedule | undefined, isForAgents: boolean): ReadonlyMap<string, number> {
  const steps = schedule?.steps ?? [];
  const inOrder = steps.toSorted(
    (one, other) =>
      (isForAgents ? one.startSeconds - other.startSeconds : 0) ||
      one.latestStartSeconds - other.latestStartSeconds,
  );
  return new Map(inOrder.map(({ id }, index) => [id, round((inOrder.length - 1 - index) / inOrder.length)]));
}

/** The names of registered agents by what a schedule calls them. */
function nameAgents(agents: readonly AgentDescriptor[]): ReadonlyMap<string, string> {
  const full = agents.map(({ agentType, name }) => [`${agentType}/${name}`, name] as const);
  return new Map([...full, ...agents.map(({ name }) => [name, name] as const)]);
}
