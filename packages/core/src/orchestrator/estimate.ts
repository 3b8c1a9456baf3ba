import type { Estimate, RegisteredAgent } from "../registry/registered-agent.ts";
import { listSchedule } from "../strategies/makespan.ts";
import type { Plan } from "../strategies/plan.ts";
import { validateGraph } from "../strategies/validate-graph.ts";
import { createVoterSpecs } from "../strategies/voter-specs.ts";
import type { TaskKernel } from "../tasks/kernel.ts";
import { chooseAgent, leaveOutDeaf, listCandidates } from "../tasks/route.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";

/** A task whose agent did not say what it takes, or that no agent can take. */
export interface MissingEstimate {
  readonly agentType?: string;
  readonly agentName?: string;
  readonly capability?: string;
  /** What is not known; `agent` when nobody is registered. */
  readonly missing: readonly ("agent" | "estimatedTime" | "costEstimate")[];
}

/** What a run is expected to take, before anything runs. */
export interface PlanEstimate {
  /** From the start of the first task to the end of the last, at the plan's concurrency. */
  readonly seconds: number;
  /** Sum over all tasks; those without an estimate count as 0. */
  readonly costUsd: number;
  readonly tokens: number;
  readonly tasks: number;
  /** Where the figures above fall short; one entry for each agent. */
  readonly missing: readonly MissingEstimate[];
}

/**
 * Adds up what the agents that would be chosen have announced.
 *
 * Where the default router would draw among equals, the dearest is taken: an estimate is the same each time,
 * and draws nothing that a run would draw.
 */
export function estimatePlan(kernel: TaskKernel, plan: Plan): PlanEstimate {
  const specs = listTasks(kernel, plan);
  const missing = new Map<string, MissingEstimate>();
  const estimates = specs.map((spec) => estimateTask(kernel, spec, missing));
  const durations = estimates.map(({ seconds }) => seconds);
  return {
    seconds: measureSpan(plan, durations),
    costUsd: sum(estimates.map(({ costUsd }) => costUsd ?? 0)),
    tokens: sum(estimates.map(({ tokens }) => tokens ?? 0)),
    tasks: specs.length,
    missing: [...missing.values()],
  };
}

function listTasks(kernel: TaskKernel, plan: Plan): readonly TaskSpec[] {
  switch (plan.strategy) {
    case "task":
      return [plan.task];
    case "hierarchical":
      return plan.subtasks;
    case "consensus":
      return createVoterSpecs((spec, positions) => seatDearest(kernel, spec, positions.length), plan);
    default:
      return plan.tasks;
  }
}

function estimateTask(kernel: TaskKernel, spec: TaskSpec, missing: Map<string, MissingEstimate>): Estimate {
  const { agentType, agentName, capability } = spec;
  const agent = findAgent(kernel, spec);
  if (agent === undefined) {
    missing.set(`${agentType}/${agentName}/${capability}`, {
      agentType,
      agentName,
      capability,
      missing: ["agent"],
    });
    return { seconds: 0, costUsd: undefined, tokens: undefined };
  }
  const estimate = agent.estimateFor(capability);
  const unknown: MissingEstimate["missing"][number][] = [];
  if (agent.agent.capabilities.length === 0) unknown.push("estimatedTime");
  if (estimate.costUsd === undefined) unknown.push("costEstimate");
  const { agentType: type, name } = agent.agent;
  if (unknown.length > 0) {
    missing.set(`${type}/${name}/${capability}`, {
      agentType: type,
      agentName: name,
      capability,
      missing: unknown,
    });
  }
  return estimate;
}

/** Whom the task would begin with: its own type, else the first of its fallbacks that somebody can do. */
function findAgent(kernel: TaskKernel, spec: TaskSpec): RegisteredAgent | undefined {
  const types = 1 + (spec.fallback?.length ?? 0);
  for (let agentIndex = 0; agentIndex < types; agentIndex++) {
    const candidates = leaveOutDeaf(kernel, listCandidates(kernel, spec, agentIndex));
    const chosen =
      kernel.customRouter === undefined ? orderByCost(candidates, spec)[0] : ask(kernel, candidates, spec);
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}

/** A router that throws or declines leaves the task to its fallbacks, as it does when the task runs. */
function ask(
  kernel: TaskKernel,
  candidates: readonly RegisteredAgent[],
  spec: TaskSpec,
): RegisteredAgent | undefined {
  try {
    return candidates.length === 0 ? undefined : chooseAgent(kernel, candidates, spec);
  } catch {
    return undefined;
  }
}

/** The seats of a panel: different agents first, of equal ones the dearest. */
function seatDearest(kernel: TaskKernel, spec: TaskSpec, seats: number): readonly (string | undefined)[] {
  const agents = orderByCost(leaveOutDeaf(kernel, listCandidates(kernel, spec, 0)), spec);
  return Array.from({ length: seats }, (_, seat) => agents[seat % agents.length]?.agent.name);
}

/** By priority, then by cost; an agent whose cost nobody knows stands for the dearest. */
function orderByCost(
  agents: readonly RegisteredAgent[],
  { capability }: TaskSpec,
): readonly RegisteredAgent[] {
  const costOf = (agent: RegisteredAgent): number => agent.estimateFor(capability).costUsd ?? Infinity;
  return agents.toSorted(
    (left, right) =>
      right.priority - left.priority || (costOf(left) === costOf(right) ? 0 : costOf(right) - costOf(left)),
  );
}

function measureSpan(plan: Plan, durations: readonly number[]): number {
  switch (plan.strategy) {
    case "task":
    case "sequential":
      return sum(durations);
    case "graph":
      return listSchedule(durations, {
        concurrency: plan.concurrency,
        dependencies: validateGraph(plan.tasks).dependencies,
      });
    default:
      return listSchedule(durations, { concurrency: plan.concurrency });
  }
}

function sum(values: readonly number[]): number {
  return Number(values.reduce((total, value) => total + value, 0).toPrecision(12));
}
