import { describe, expect, test } from "vitest";
import type { PlanSchedule } from "../src/schedule/plan-schedule.ts";
import { schedulePlan } from "../src/schedule/schedule-plan.ts";
import { createWork, createWorker, type Work } from "./random-steps.ts";
import { verifySchedule } from "./verify-schedule.ts";

const example: Work = {
  steps: [
    createWork("a", "x", 2),
    createWork("b", "x", 5, ["a"]),
    createWork("c", "y", 1, ["a"]),
    createWork("d", "x", 3, ["b", "c"]),
  ],
  agents: [createWorker("Ada", ["x"], 1), createWorker("Ben", ["y"])],
};

describe("verifySchedule", () => {
  const sound = schedulePlan(example, example);
  const change = (id: string, changed: object): PlanSchedule => ({
    ...sound,
    steps: sound.steps.map((step) => (step.id === id ? { ...step, ...changed } : step)),
  });

  test.each([
    ["a step before its dependency", change("c", { startSeconds: 1, endSeconds: 2 })],
    ["two steps in one slot", change("c", { agent: "Ada" })],
    ["a step on the wrong agent", change("a", { agent: "Ben" })],
    ["a step that takes less", change("d", { startSeconds: 8 })],
    ["a makespan that is too short", { ...sound, makespanSeconds: 9 }],
    ["a step left out", { ...sound, steps: sound.steps.slice(1) }],
  ])("catches %s", (_, broken) => {
    expect(verifySchedule(example, sound)).toEqual([]);
    expect(verifySchedule(example, broken)).not.toEqual([]);
  });

  test("catches more steps than slots", () => {
    const work = { ...example, steps: example.steps.map((step) => ({ ...step, dependsOn: [] })) };
    const agents = example.agents.map((agent) => ({ ...agent, maxConcurrency: 3 }));
    const crowded = schedulePlan(work, { agents });
    expect(verifySchedule({ ...work, agents }, crowded)).toEqual([]);
    expect(verifySchedule(work, crowded)).toContain("Ada does 3 at 0");
  });
});
