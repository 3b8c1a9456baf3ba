import type { PlanStep } from "../plan/plan.ts";
import type { AgentMatch } from "./match-agents.ts";
import type { SchedulingProblem } from "./scheduling-problem.ts";

/** What scheduling needs to know of a step. */
export type TimedStep = Pick<PlanStep, "id" | "dependsOn" | "estimatedTime">;

/** A problem, and the way back from it. */
export interface BuiltProblem {
  readonly problem: SchedulingProblem;
  readonly secondsPerTick: number;
  /** For each pool its agents, as positions in the match. */
  readonly agentsOfPool: readonly (readonly number[])[];
}

const ticksPerSecond = 1e6;

/**
 * Turns steps, sorted so that each stands after those it depends on, into numbers.
 *
 * Times are counted in the greatest unit that divides them all, a microsecond at least, so that sums are exact. Agents that
 * can do the same steps form one pool. What takes no time, or can be done by an agent without limit or with a slot for every
 * step, needs no pool.
 */
export function buildProblem(steps: readonly TimedStep[], { agents, eligible }: AgentMatch): BuiltProblem {
  const positions = new Map(steps.map((step, index) => [step.id, index]));
  const last = new Int32Array(steps.length).fill(-1);
  const predecessors = steps.map(({ dependsOn }, index) => {
    const list: number[] = [];
    for (const id of dependsOn) {
      const before = positions.get(id)!;
      // a repeated dependency counts once
      if (last[before] !== index) list.push(before);
      last[before] = index;
    }
    return list;
  });
  const successors: number[][] = steps.map(() => []);
  for (const [index, list] of predecessors.entries())
    for (const before of list) successors[before]!.push(index);

  const isLimited = eligible.map(
    (list, index) =>
      steps[index]!.estimatedTime > 0 && list.every((agent) => agents[agent]!.capacity < steps.length),
  );
  const { classOf, lists } = nameLists(eligible);
  const limited = new Map<number, number>();
  const classes = Int32Array.from(steps, (_, index) => {
    if (!isLimited[index]!) return -1;
    const list = classOf[index]!;
    if (!limited.has(list)) limited.set(list, limited.size);
    return limited.get(list)!;
  });
  const agentLists = [...limited.keys()].map((list) => lists[list]!);
  const { agentsOfPool, poolsOfClass } = poolAgents(agentLists);
  const pools = agentsOfPool.map((members) => ({
    capacity: Math.min(
      steps.length,
      members.reduce((sum, agent) => sum + agents[agent]!.capacity, 0),
    ),
  }));
  const { durations, secondsPerTick } = countTicks(steps);
  return {
    problem: {
      size: steps.length,
      durations,
      predecessors,
      successors,
      order: steps.map((_, index) => index),
      pools,
      classes,
      poolsOfClass,
    },
    secondsPerTick,
    agentsOfPool,
  };
}

/** Numbers equal lists alike; lists that are the same object are compared once. */
function nameLists(eligible: readonly (readonly number[])[]): {
  readonly classOf: readonly number[];
  readonly lists: readonly (readonly number[])[];
} {
  const lists: (readonly number[])[] = [];
  const numbers = new Map<string, number>();
  const known = new Map<readonly number[], number>();
  const classOf = eligible.map((list) => {
    const seen = known.get(list);
    if (seen !== undefined) return seen;
    const key = list.toSorted((one, other) => one - other).join(",");
    const number = numbers.get(key) ?? lists.length;
    if (number === lists.length) lists.push(list);
    numbers.set(key, number);
    known.set(list, number);
    return number;
  });
  return { classOf, lists };
}

/** Agents that appear in the same lists are one pool. */
function poolAgents(lists: readonly (readonly number[])[]): {
  readonly agentsOfPool: readonly (readonly number[])[];
  readonly poolsOfClass: readonly (readonly number[])[];
} {
  const listsOfAgent = new Map<number, number[]>();
  for (const [index, list] of lists.entries()) {
    for (const agent of list) {
      const known = listsOfAgent.get(agent);
      if (known === undefined) listsOfAgent.set(agent, [index]);
      else known.push(index);
    }
  }
  const pools = new Map<string, number>();
  const agentsOfPool: number[][] = [];
  const poolsOfClass: number[][] = lists.map(() => []);
  for (const [agent, memberships] of listsOfAgent) {
    const key = memberships.join(",");
    let pool = pools.get(key);
    if (pool === undefined) {
      pool = agentsOfPool.length;
      pools.set(key, pool);
      agentsOfPool.push([]);
      for (const index of memberships) poolsOfClass[index]!.push(pool);
    }
    agentsOfPool[pool]!.push(agent);
  }
  return { agentsOfPool, poolsOfClass };
}

function countTicks(steps: readonly TimedStep[]): { durations: Float64Array; secondsPerTick: number } {
  const seconds = Float64Array.from(steps, (step) => step.estimatedTime);
  const total = seconds.reduce((sum, value) => sum + value, 0);
  // beyond, whole microseconds are not exact any more
  if (total * ticksPerSecond > Number.MAX_SAFE_INTEGER) return { durations: seconds, secondsPerTick: 1 };
  const ticks = seconds.map((value) => Math.round(value * ticksPerSecond));
  let unit = 0;
  for (const value of ticks) unit = findCommonDivisor(unit, value);
  unit ||= 1;
  return { durations: ticks.map((value) => value / unit), secondsPerTick: unit / ticksPerSecond };
}

function findCommonDivisor(one: number, other: number): number {
  let [large, small] = [one, other];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}
