import { ErrorCode } from "@convoke/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryWork, createWork, createWorker, type Work } from "../../test/random-steps.ts";
import { verifySchedule } from "../../test/verify-schedule.ts";
import type { PlanSchedule } from "./plan-schedule.ts";
import { schedulePlan } from "./schedule-plan.ts";

function schedule(work: Work): PlanSchedule {
  return schedulePlan(work, work);
}

function catchError(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

const example: Work = {
  steps: [
    createWork("a", "x", 2),
    createWork("b", "x", 5, ["a"]),
    createWork("c", "y", 1, ["a"]),
    createWork("d", "x", 3, ["b", "c"]),
  ],
  agents: [createWorker("Ada", ["x"], 1), createWorker("Ben", ["y"])],
};

describe("schedulePlan", () => {
  test("says when each step runs, on whom, and how long it could wait", () => {
    expect(schedule(example)).toEqual({
      makespanSeconds: 10,
      costUsd: 0,
      lowerBoundSeconds: 10,
      isOptimal: true,
      criticalPath: ["a", "b", "d"],
      steps: [
        {
          id: "a",
          agent: "Ada",
          startSeconds: 0,
          endSeconds: 2,
          earliestStartSeconds: 0,
          latestStartSeconds: 0,
          slackSeconds: 0,
          isCritical: true,
        },
        {
          id: "b",
          agent: "Ada",
          startSeconds: 2,
          endSeconds: 7,
          earliestStartSeconds: 2,
          latestStartSeconds: 2,
          slackSeconds: 0,
          isCritical: true,
        },
        {
          id: "c",
          agent: "Ben",
          startSeconds: 2,
          endSeconds: 3,
          earliestStartSeconds: 2,
          latestStartSeconds: 6,
          slackSeconds: 4,
          isCritical: false,
        },
        {
          id: "d",
          agent: "Ada",
          startSeconds: 7,
          endSeconds: 10,
          earliestStartSeconds: 7,
          latestStartSeconds: 7,
          slackSeconds: 0,
          isCritical: true,
        },
      ],
      agents: [
        { agent: "Ada", concurrency: 1, busySeconds: 10, steps: 3 },
        { agent: "Ben", concurrency: null, busySeconds: 1, steps: 1 },
      ],
    });
  });

  test("gives schedules that can be carried out, between their bounds, and always the same", () => {
    fc.assert(
      fc.property(arbitraryWork({ maxSteps: 20 }), (work) => {
        const found = schedule(work);
        expect(verifySchedule(work, found)).toEqual([]);
        const total = work.steps.reduce((sum, step) => sum + step.estimatedTime, 0);
        const critical = schedulePlan(work).makespanSeconds;
        expect(found.lowerBoundSeconds).toBeLessThanOrEqual(found.makespanSeconds);
        expect(found.lowerBoundSeconds).toBeGreaterThanOrEqual(critical - 1e-6);
        expect(found.makespanSeconds).toBeLessThanOrEqual(total + 1e-6);
        if (found.isOptimal) expect(found.lowerBoundSeconds).toBe(found.makespanSeconds);
        expect(schedule(work)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  test("gives larger plans schedules that can be carried out, too", () => {
    fc.assert(
      fc.property(arbitraryWork({ maxSteps: 150 }), (work) => {
        expect(verifySchedule(work, schedule(work))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test("names earliest and latest starts that the dependencies give", () => {
    fc.assert(
      fc.property(arbitraryWork(), (work) => {
        const { steps, criticalPath } = schedule(work);
        const byId = new Map(steps.map((step) => [step.id, step]));
        const length = schedulePlan(work).makespanSeconds;
        for (const { id, dependsOn, estimatedTime } of work.steps) {
          const step = byId.get(id)!;
          const before = dependsOn.map((other) => byId.get(other)!);
          const times = new Map(work.steps.map((other) => [other.id, other.estimatedTime]));
          const head = Math.max(
            0,
            ...before.map((other) => other.earliestStartSeconds + times.get(other.id)!),
          );
          expect(step.earliestStartSeconds).toBeCloseTo(head, 5);
          for (const other of before)
            expect(other.latestStartSeconds + times.get(other.id)!).toBeLessThanOrEqual(
              step.latestStartSeconds + 1e-5,
            );
          expect(step.latestStartSeconds + estimatedTime).toBeLessThanOrEqual(length + 1e-5);
          expect(step.slackSeconds).toBeCloseTo(step.latestStartSeconds - step.earliestStartSeconds, 5);
          expect(step.isCritical).toBe(step.slackSeconds === 0);
        }
        expect(criticalPath.every((id) => byId.get(id)?.isCritical)).toBe(true);
        const chain = criticalPath.map((id) => work.steps.find((step) => step.id === id)!);
        expect(chain.reduce((sum, step) => sum + step.estimatedTime, 0)).toBeCloseTo(length, 5);
        chain.slice(1).forEach((step, index) => expect(step.dependsOn).toContain(chain[index]!.id));
      }),
      { numRuns: 200 },
    );
  });

  test("lets a slot wait on purpose where that is shorter", () => {
    // list scheduling starts "long" at once and ends at 13; waiting one second for "urgent" ends at 12
    const work = {
      steps: [
        createWork("first", "y", 1),
        createWork("urgent", "x", 1, ["first"]),
        createWork("tail", "y", 10, ["urgent"]),
        createWork("long", "x", 2),
      ],
      agents: [createWorker("Ada", ["x"], 1), createWorker("Ben", ["y"], 1)],
    };
    expect(schedule(work)).toMatchObject({ makespanSeconds: 12, isOptimal: true });
    expect(schedule(work).steps.map((step) => step.startSeconds)).toEqual([0, 1, 2, 2]);
  });

  test("gives a step that several agents can do to the one that nobody else needs", () => {
    const work = {
      steps: [createWork("either", "x", 5), createWork("only", "y", 5)],
      agents: [createWorker("Both", ["x", "y"], 1), createWorker("Single", ["x"], 1)],
    };
    expect(schedule(work).steps.map((step) => step.agent)).toEqual(["Single", "Both"]);
  });

  test("shares the work of one kind among agents by their slots", () => {
    const steps = Array.from({ length: 7 }, (_, index) => createWork(`s${index}`, "x", 1));
    const agents = [createWorker("One", ["x"], 1), createWorker("Two", ["x"], 2)];
    expect(schedule({ steps, agents })).toMatchObject({
      makespanSeconds: 3,
      isOptimal: true,
      agents: [{ agent: "One" }, { agent: "Two" }],
    });
  });

  test("takes a type, else a capability, for one agent without limit where nobody fits", () => {
    const steps = [
      { ...createWork("a", "x", 1), agentType: "code" },
      { ...createWork("b", "x", 1), agentType: "code" },
      createWork("c", "paint", 1),
      createWork("d", "y", 1),
    ];
    const { makespanSeconds, agents } = schedulePlan({ steps }, { agents: [createWorker("code", ["y"], 1)] });
    expect(makespanSeconds).toBe(1);
    expect(agents.map(({ agent, steps: count, concurrency }) => [agent, count, concurrency])).toEqual([
      ["code", 1, 1],
      ["code (not registered)", 2, null],
      ["paint", 1, null],
    ]);
  });

  test("tells agents of one name apart by their type", () => {
    const agents = [createWorker("Ada", ["x"], 1), { ...createWorker("Ada", ["y"], 1), agentType: "other" }];
    const { steps } = schedulePlan({ steps: [createWork("a", "x", 1), createWork("b", "y", 1)] }, { agents });
    expect(steps.map((step) => step.agent)).toEqual(["worker/Ada", "other/Ada"]);
  });

  test("takes no time for no steps, and no slot for a step that takes no time", () => {
    expect(schedulePlan({ steps: [] })).toEqual({
      makespanSeconds: 0,
      costUsd: 0,
      lowerBoundSeconds: 0,
      isOptimal: true,
      criticalPath: [],
      steps: [],
      agents: [],
    });
    const agents = [createWorker("Ada", ["x"], 1)];
    const steps = [createWork("a", "x", 3), createWork("b", "x", 0), createWork("c", "x", 0, ["b"])];
    const found = schedulePlan({ steps }, { agents });
    expect(found).toMatchObject({ makespanSeconds: 3, isOptimal: true, criticalPath: ["a"] });
    expect(schedulePlan({ steps: [createWork("a", "x", 0)] })).toMatchObject({
      makespanSeconds: 0,
      criticalPath: ["a"],
      isOptimal: true,
    });
  });

  test("refuses what cannot be scheduled with every problem, as validatePlan words it", () => {
    const steps = [
      createWork("a", "x", 1, ["b"]),
      createWork("b", "x", 1, ["a"]),
      createWork("c", "x", Number.NaN, ["nowhere"]),
      createWork("c", "x", -1),
    ];
    expect(catchError(() => schedulePlan({ steps }))).toMatchObject({
      code: ErrorCode.INVALID_ARGUMENT,
      message:
        "The plan cannot be scheduled: 2 steps have the id “c”: give each its own. Step “c” depends on “nowhere”, which is no step of the plan. The steps “a”, “b” wait for one another: remove one of their dependencies. estimatedTime of step “c” is NaN: give a finite number that is not negative. estimatedTime of step “c” is -1: give a finite number that is not negative.",
    });
    for (const maxConcurrency of [0, -1, 1.5, Number.NaN]) {
      const agents = [createWorker("Ada", ["x"], maxConcurrency)];
      expect(catchError(() => schedulePlan({ steps: [] }, { agents }))).toMatchObject({
        code: ErrorCode.INVALID_ARGUMENT,
        message: expect.stringContaining("“Ada”"),
      });
    }
  });

  test("counts in fractions without dust, and with times beyond exact numbers", () => {
    const tenths = Array.from({ length: 30 }, (_, index) => createWork(`s${index}`, "x", 0.1));
    const agents = [createWorker("Ada", ["x"], 1)];
    expect(schedulePlan({ steps: tenths }, { agents })).toMatchObject({
      makespanSeconds: 3,
      isOptimal: true,
    });
    const huge = [createWork("a", "x", 1e12), createWork("b", "x", 1e12)];
    expect(schedulePlan({ steps: huge }, { agents })).toMatchObject({
      makespanSeconds: 2e12,
      isOptimal: true,
    });
    const infinite = [createWork("a", "x", Number.MAX_VALUE), createWork("b", "x", Number.MAX_VALUE)];
    expect(catchError(() => schedulePlan({ steps: infinite }))).toMatchObject({
      code: ErrorCode.INVALID_ARGUMENT,
    });
  });

  test.each([
    ["wide", (): number[] => []],
    ["a chain", (index: number): number[] => (index === 0 ? [] : [index - 1])],
    [
      "a tree",
      (index: number): number[] => (index === 0 ? [] : [index >> 1].filter((other) => other !== index)),
    ],
    ["a knot at the end", (index: number): number[] => (index < 9999 ? [] : [...new Array(9999).keys()])],
  ])("schedules 10,000 steps (%s) on one agent that does one at a time", (_, link) => {
    const steps = Array.from({ length: 10_000 }, (__, index) =>
      createWork(
        `s${index}`,
        "x",
        1,
        link(index).map((other) => `s${other}`),
      ),
    );
    const work = { steps, agents: [createWorker("Ada", ["x"], 1)] };
    expect(schedule(work)).toMatchObject({ makespanSeconds: 10_000, isOptimal: true });
  });
});
