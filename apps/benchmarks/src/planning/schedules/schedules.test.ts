import { schedulePlan } from "@convoke/agents-planner";
import { describe, expect, test } from "vitest";
import { findOptimum } from "./brute-force.ts";
import { compare, ours } from "./measure-makespans.ts";
import { boundPlainly } from "./plain-bound.ts";
import { createRandomNumbers } from "./random-numbers.ts";
import { createAgent, createStep, drawInstance, type Instance } from "./random-plan.ts";
import { findMisses } from "./requirements.ts";
import { schedulePlainly } from "./schedule-plainly.ts";
import { type Placement, verifySchedule } from "./verify-schedule.ts";

const instance: Instance = {
  steps: [
    createStep(0, [], 1, "y"),
    createStep(1, [0], 1, "x"),
    createStep(2, [1], 10, "y"),
    createStep(3, [], 2, "x"),
  ],
  agents: [createAgent("a", ["x"], 1), createAgent("b", ["y"], 1)],
};

describe("findOptimum", () => {
  test("lets a slot wait where that is shorter, which plain list scheduling does not", () => {
    expect(findOptimum(instance)).toBe(12);
    expect(Math.max(...schedulePlainly(instance).map((placement) => placement.endSeconds))).toBe(13);
  });

  test("chooses among agents that can do the same", () => {
    const steps = [createStep(0, [], 5, "x"), createStep(1, [], 5, "y")];
    expect(
      findOptimum({ steps, agents: [createAgent("a", ["x", "y"], 1), createAgent("b", ["x"], 1)] }),
    ).toBe(5);
    expect(findOptimum({ steps, agents: [createAgent("a", ["x", "y"], 1)] })).toBe(10);
    expect(findOptimum({ steps, agents: [createAgent("a", ["x", "y"], 2)] })).toBe(5);
  });
});

test("schedulePlan meets the optimum, never goes below a bound, and can be carried out", () => {
  const random = createRandomNumbers(77);
  for (let count = 0; count < 100; count += 1) {
    const drawn = drawInstance(random, { steps: [2, 7], agents: [1, 3], concurrency: [1, 2] });
    const schedule = schedulePlan(drawn, drawn);
    const optimum = findOptimum(drawn);
    expect(schedule.makespanSeconds).toBeCloseTo(optimum, 6);
    expect(boundPlainly(drawn)).toBeLessThanOrEqual(optimum + 1e-6);
    expect(verifySchedule(drawn, schedule.steps, schedule.makespanSeconds)).toEqual([]);
  }
});

describe("drawInstance", () => {
  test("draws the same for the same seed, steps that somebody can do, and some that several can do", () => {
    const shape = { steps: [2, 8], agents: [1, 3], concurrency: [1, 2] } as const;
    const draw = (): Instance[] => {
      const random = createRandomNumbers(5);
      return Array.from({ length: 200 }, () => drawInstance(random, shape));
    };
    const drawn = draw();
    expect(draw()).toEqual(drawn);
    const counts = drawn.flatMap(({ steps, agents }) =>
      steps.map(
        (step) =>
          agents.filter((agent) => agent.capabilities.some(({ name }) => name === step.capability)).length,
      ),
    );
    expect(Math.min(...counts)).toBe(1);
    expect(counts.filter((count) => count >= 2).length).toBeGreaterThan(counts.length / 10);
  });
});

describe("verifySchedule", () => {
  const placements = schedulePlan(instance, instance).steps;
  const change = (id: string, changed: Partial<Placement>): Placement[] =>
    placements.map((placement) => (placement.id === id ? { ...placement, ...changed } : placement));

  test.each([
    ["nothing wrong", placements, 12, []],
    ["an early start", change("s1", { startSeconds: 0, endSeconds: 1 }), 12, ["s1 starts before s0 ends"]],
    [
      "a full slot",
      change("s3", { startSeconds: 1, endSeconds: 3 }),
      12,
      ["a does 2 steps at 1.000001, 1 at most"],
    ],
    ["a wrong agent", change("s3", { agent: "b" }), 12, ["s3 is on b, who cannot do it"]],
    ["an unknown agent", change("s3", { agent: "z" }), 12, ["s3 is on z, whom nobody knows"]],
    ["a shorter step", change("s2", { startSeconds: 3 }), 12, ["s2 takes 9 instead of 10"]],
    ["a wrong makespan", placements, 11, ["the last step ends at 12, the makespan is 11"]],
  ])("finds %s", (_, given, makespan, faults) => {
    expect(verifySchedule(instance, given, makespan)).toEqual(
      faults.length === 0 ? [] : expect.arrayContaining(faults),
    );
  });

  test("finds a step that is missing", () => {
    expect(verifySchedule(instance, placements.slice(0, 3), 12)).toContain("s3 is not placed");
  });
});

test("findMisses names every requirement that is missed", () => {
  const good = {
    small: [compare(ours, [10, 10], [10, 10], [])],
    large: [compare(ours, [11], [10], [])],
    huge: [{ name: "huge", scheduleMs: 999, validateMs: 999, above: 0, faults: [] }],
  };
  expect(findMisses(good)).toEqual([]);
  expect(findMisses({ ...good, small: [compare(ours, [12, 10], [10, 10], [])] })).toHaveLength(2);
  expect(findMisses({ ...good, large: [compare(ours, [11.6], [10], [])] })).toHaveLength(1);
  expect(findMisses({ ...good, large: [compare(ours, [11], [10], ["broken"])] })).toHaveLength(1);
  expect(
    findMisses({
      ...good,
      huge: [{ name: "huge", scheduleMs: 1000, validateMs: 1000, above: 0, faults: [] }],
    }),
  ).toHaveLength(2);
  expect(findMisses({ ...good, small: [] })).toEqual([`${ours}: not measured`]);
});
