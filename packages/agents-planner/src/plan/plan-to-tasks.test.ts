import { delay, Orchestrator, TaskStatus } from "@convoke/core";
import { createManualRuntime, createScriptedAgent } from "@convoke/core/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryWork, createWork, createWorker, type Work } from "../../test/random-steps.ts";
import type { PlanSchedule } from "../schedule/plan-schedule.ts";
import { schedulePlan } from "../schedule/schedule-plan.ts";
import { estimatePlan } from "./estimate-plan.ts";
import type { Plan } from "./plan.ts";
import { planToTasks, type TaskOptions } from "./plan-to-tasks.ts";

function createPlan({ steps, agents }: Work): Plan {
  return {
    goal: "Work",
    method: "by hand",
    given: [],
    steps: steps.map((step) => ({
      ...step,
      description: step.id,
      produces: [],
      consumes: [],
      successCriterion: "it is done",
    })),
    assumptions: [],
    risks: [],
    estimate: estimatePlan(steps, { agents }),
  };
}

/** How many seconds a plan takes on agents that take as long for each step as it was estimated. */
async function run(plan: Plan, { agents }: Work, options: TaskOptions): Promise<number> {
  const runtime = createManualRuntime();
  const orchestrator = new Orchestrator({ runtime });
  const times = new Map(plan.steps.map((step) => [step.id, step.estimatedTime]));
  for (const agent of agents) {
    orchestrator.registerAgent(
      createScriptedAgent({
        ...agent,
        script: [
          async (task, context) => {
            await delay(runtime, (times.get(task.description) ?? 0) * 1000, context.signal);
            return "done";
          },
        ],
      }),
    );
  }
  let end = Number.NaN;
  const tasks = orchestrator.executeGraph(planToTasks(plan, options)).then((settled) => {
    end = runtime.now() / 1000;
    return settled;
  });
  while (Number.isNaN(end)) {
    await runtime.advance(0);
    if (runtime.pendingTimers > 0) await runtime.advanceToNextTimer();
  }
  expect((await tasks).map((task) => task.status)).toEqual(plan.steps.map(() => TaskStatus.COMPLETED));
  return end;
}

/**
 * Whether some step waits although it is ready and its agent has a free slot, or gets one free that goes to a step which
 * becomes ready no sooner: an orchestrator does not wait on purpose.
 */
function waitsOnPurpose({ steps, agents }: Work, schedule: PlanSchedule): boolean {
  const placed = new Map(schedule.steps.map((step) => [step.id, step]));
  const ready = new Map(
    steps.map(({ id, dependsOn }) => [
      id,
      Math.max(0, ...dependsOn.map((before) => placed.get(before)!.endSeconds)),
    ]),
  );
  const ends = schedule.steps.map((other) => other.endSeconds);
  return schedule.steps.some((step) => {
    const slots = agents.find(({ name }) => name === step.agent)?.maxConcurrency ?? Number.POSITIVE_INFINITY;
    const readyAt = ready.get(step.id)!;
    return [readyAt, ...ends].some((moment) => {
      if (moment < readyAt || moment >= step.startSeconds) return false;
      const taken = schedule.steps.filter(
        (other) =>
          other.agent === step.agent &&
          other.endSeconds > moment &&
          (other.startSeconds < moment ||
            (other.startSeconds === moment && (ready.get(other.id)! < moment || readyAt === moment))),
      );
      return taken.length < slots;
    });
  });
}

/** Milliseconds, so that ends seldom coincide: then the order of two events is that of the schedule. */
const manyTimes = fc.integer({ min: 1000, max: 30_000 }).map((value) => value / 1000);

describe("planToTasks", () => {
  test("gives priorities from 0 to below 1 in the order of the schedule", () => {
    const work = {
      steps: [createWork("short", "x", 1), createWork("long", "x", 2), createWork("tail", "x", 9, ["long"])],
      agents: [createWorker("Ada", ["x"], 1)],
    };
    const plan = createPlan(work);
    const order = (options: TaskOptions): (string | undefined)[] =>
      planToTasks(plan, options)
        .toSorted((one, other) => (other.priority ?? 0) - (one.priority ?? 0))
        .map((task) => task.id);
    const { steps } = schedulePlan(plan, work);
    const scheduled = steps
      .toSorted((one, other) => one.startSeconds - other.startSeconds)
      .map((step) => step.id);
    expect(order(work)).toEqual(scheduled);
    // without agents, whoever has the longest way to go is first
    expect(order({})).toEqual(["long", "tail", "short"]);
    for (const { priority } of planToTasks(plan)) {
      expect(priority).toBeGreaterThanOrEqual(0);
      expect(priority).toBeLessThan(1);
    }
  });

  test("takes the scheduled time on a real orchestrator, where nobody has to wait on purpose", async () => {
    let compared = 0;
    let inOrderOfSteps = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryWork({ maxSteps: 14, maxDuration: manyTimes }), async (work) => {
        const plan = createPlan(work);
        const schedule = schedulePlan(plan, work);
        const ends = new Set(schedule.steps.map((step) => step.endSeconds));
        if (ends.size < work.steps.length || waitsOnPurpose(work, schedule)) return;
        compared += 1;
        const { agents } = work;
        expect(await run(plan, work, { agents, schedule, keepAgents: true })).toBeCloseTo(
          schedule.makespanSeconds,
          6,
        );
        const unordered = {
          ...schedule,
          steps: schedule.steps.map((step) => ({ ...step, startSeconds: 0, latestStartSeconds: 0 })),
        };
        const plain = await run(plan, work, { agents, schedule: unordered, keepAgents: true });
        if (plain > schedule.makespanSeconds + 1e-6) inOrderOfSteps += 1;
      }),
      { numRuns: 120, seed: 3 },
    );
    expect(compared).toBeGreaterThan(60);
    // the same agents without the order of the schedule take longer: it is the priorities that do it
    expect(inOrderOfSteps).toBeGreaterThan(0);
  });

  test("leaves a plan that cannot be put in order to executeGraph", () => {
    const plan = createPlan({
      steps: [createWork("a", "x", 1, ["b"]), createWork("b", "x", 1, ["a"])],
      agents: [],
    });
    expect(planToTasks(plan).map(({ id, priority }) => [id, priority])).toEqual([
      ["a", undefined],
      ["b", undefined],
    ]);
  });
});
