import { estimatePlan, type Plan, type PlanStep, schedulePlan, validatePlan } from "@convoke/agents-planner";
import type { AgentDescriptor } from "@convoke/core";
import { measureCpuMs } from "../../retrieval/cpu-time.ts";
import { createRandomNumbers } from "./random-numbers.ts";
import { createAgent, createStep } from "./random-plan.ts";
import { verifySchedule } from "./verify-schedule.ts";

/** What a plan of 10,000 steps takes, in milliseconds of processor time. */
export interface HugeFigure {
  readonly name: string;
  readonly scheduleMs: number;
  readonly validateMs: number;
  /** By how much the makespan is above the schedule's lower bound; 0.1 is 10 %. */
  readonly above: number;
  readonly faults: readonly string[];
}

const size = 10_000;

/** Schedules and validates plans of 10,000 steps of several shapes, each once and without a warm-up. */
export function measureHuge(seed: number): HugeFigure[] {
  const random = createRandomNumbers(seed + 2_000_000);
  const single = [createAgent("a", ["c"], 1)];
  const team = [createAgent("a", ["c"], 1), createAgent("b", ["c", "d"], 2), createAgent("e", ["d"], 3)];
  const draw = (link: (index: number) => readonly number[], capabilities: readonly string[]): PlanStep[] =>
    Array.from({ length: size }, (_, index) =>
      createStep(index, [...new Set(link(index))], random.between(1, 100), random.pick(capabilities)),
    );
  const linkNear = (index: number): number[] =>
    index === 0 ? [] : [0, 0].map(() => random.between(Math.max(0, index - 20), index - 1));
  const linkAny = (index: number): number[] =>
    index === 0 ? [] : [0, 0, 0].map(() => random.between(0, index - 1));
  return [
    measure("3 links to any earlier step, 3 agents", draw(linkAny, ["c", "d"]), team),
    measure(
      "no links, one agent of concurrency 1",
      draw(() => [], ["c"]),
      single,
    ),
    measure(
      "a chain, 3 agents",
      draw((index) => (index === 0 ? [] : [index - 1]), ["c", "d"]),
      team,
    ),
    measure("2 links to near steps, 3 agents", draw(linkNear, ["c", "d"]), team),
    measure("2 links to near steps, one agent of concurrency 1", draw(linkNear, ["c"]), single),
  ];
}

function measure(name: string, steps: PlanStep[], agents: readonly AgentDescriptor[]): HugeFigure {
  let schedule = schedulePlan({ steps: [] });
  const scheduleMs = measureCpuMs(() => {
    schedule = schedulePlan({ steps }, { agents });
  });
  const plan: Plan = {
    goal: "A large plan",
    method: "by chance",
    given: [],
    steps,
    assumptions: [],
    risks: [],
    estimate: estimatePlan(steps, { agents }),
  };
  let problems: readonly { readonly message: string }[] = [];
  const validateMs = measureCpuMs(() => {
    problems = validatePlan(plan, { agents, maxCostUsd: 1e6, maxDurationMs: 1e12 });
  });
  return {
    name,
    scheduleMs,
    validateMs,
    above: schedule.makespanSeconds / schedule.lowerBoundSeconds - 1,
    faults: [
      ...verifySchedule({ steps, agents }, schedule.steps, schedule.makespanSeconds),
      ...problems.map((problem) => problem.message),
    ],
  };
}
