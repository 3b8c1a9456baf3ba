import { type AgentDescriptor, ErrorCode, OrchestrationError } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { makePlan, type StepSketch } from "../../test/make-plan.ts";
import { formatMermaid } from "../format/format-mermaid.ts";
import { formatPlan } from "../format/format-plan.ts";
import { formatSchedule } from "../format/format-schedule.ts";
import { schedulePlan } from "../schedule/schedule-plan.ts";
import { describeLimits } from "./describe-limits.ts";
import { estimatePlan } from "./estimate-plan.ts";
import { planToTasks } from "./plan-to-tasks.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { validatePlan } from "./validate-plan.ts";

const fail = (): never => {
  throw new Error("not for reading");
};
const throwing = new Proxy({}, { get: fail, ownKeys: fail, getOwnPropertyDescriptor: fail });
const { proxy: revoked, revoke } = Proxy.revocable([], {});
revoke();
const good = makePlan([{ id: "a" }]);
const [step] = good.steps as [PlanStep];
const withSteps = (steps: unknown): unknown => ({ ...good, steps });
const withStep = (others: object): unknown => withSteps([{ ...step, ...others }]);
const getter = Object.defineProperty({ ...step }, "id", { enumerable: true, get: fail });
const adaAt = (others: object): AgentDescriptor =>
  ({
    agentType: "code",
    name: "Ada",
    description: "Codes",
    capabilities: [],
    maxConcurrency: 1,
    ...others,
  }) as never;

/** Behind a function, so that the test runner does not look at them. */
const hide = (list: readonly unknown[]): [number, () => unknown][] =>
  list.map((one, index) => [index, () => one]);
const values = hideNamed([
  ["undefined", undefined],
  ["null", null],
  ["a number", 5],
  ["a symbol", Symbol("x")],
  ["a bigint", 5n],
  ["an empty object", {}],
  ["a proxy that throws", throwing],
  ["a revoked proxy", revoked],
  ["no steps", withSteps(undefined)],
  ["a step that is null", withSteps([null])],
  ["a list with holes", withSteps(new Array(3))],
  ["10,000,000 holes", withSteps(new Array(1e7))],
  ["a step that throws", withSteps([throwing])],
  ["a step that is revoked", withSteps([revoked])],
  ["an id that throws", withSteps([getter])],
  ["steps that are revoked", withSteps(revoked)],
  ["steps that throw", Object.defineProperty({ ...good }, "steps", { enumerable: true, get: fail })],
  ["an id that is no text", withStep({ id: {} })],
  ["dependsOn that is no list", withStep({ dependsOn: 5 })],
  ["10,000,000 dependencies", withStep({ dependsOn: new Array(1e7) })],
]);
const times = hideNamed(
  [Number.NaN, undefined, Infinity, -1, "5", 1e308, 1.1e12, null, {}].flatMap(
    (figure): [string, unknown][] => [
      [`estimatedTime ${String(figure)}`, withStep({ estimatedTime: figure })],
      [`costEstimate ${String(figure)}`, withStep({ costEstimate: figure })],
    ],
  ),
);
function hideNamed(list: readonly [string, unknown][]): [string, () => unknown][] {
  return list.map(([name, one]) => [name, () => one]);
}
const stepsOf = (plan: unknown): never => (plan as { steps: never }).steps;

describe("whatever is passed in the place of a plan", () => {
  test.each([...values, ...times])("validatePlan lists a problem of %s", (_, give) => {
    const problems = validatePlan(give(), { agents: [adaAt({})], maxCostUsd: 1, maxDurationMs: 1 });
    expect(problems[0]).toMatchObject({ severity: "error", message: expect.any(String) });
  });

  test.each(values)("schedulePlan, planToTasks, formatPlan and formatMermaid refuse %s", (_, give) => {
    const value = give();
    for (const read of [schedulePlan, planToTasks, formatPlan, formatMermaid] as const)
      expectRefusal(() => read(value as never));
  });

  test.each(times)("schedulePlan, planToTasks and estimatePlan refuse %s", (_, give) => {
    const value = give();
    const agents = [adaAt({})];
    expectRefusal(() => schedulePlan(value as Plan, { agents }));
    expectRefusal(() => planToTasks(value as Plan, { agents }));
    expectRefusal(() => estimatePlan(stepsOf(value), { agents }));
    expectRefusal(() => estimatePlan(stepsOf(value)));
  });

  test.each(hide([undefined, null, 5, [null], [throwing], revoked, new Array(1e7), [{ id: "a" }]]))(
    "estimatePlan refuses the steps %i",
    (_, give) => {
      expectRefusal(() => estimatePlan(give() as never));
    },
  );

  test.each(
    hide([
      undefined,
      null,
      5,
      {},
      { steps: [null] },
      { ...schedulePlan(good), agents: 5 },
      throwing,
      revoked,
    ]),
  )("formatSchedule refuses the schedule %i", (_, give) => {
    expectRefusal(() => formatSchedule(give() as never));
  });

  test("says that there are too many steps to look at, and nothing else", () => {
    expect(validatePlan(withSteps(new Array(1e7)))).toEqual([
      {
        code: "bad-shape",
        severity: "error",
        message: "steps has 10000000 entries, and 100000 at most can be looked at. Make several plans of it.",
      },
    ]);
    const shared = Array.from({ length: 1000 }, () => "a");
    const many = Array.from({ length: 4000 }, () => ({ ...step, dependsOn: shared }));
    expect(validatePlan(withSteps(many))).toHaveLength(1);
  });
});

describe("whatever is passed in the place of options", () => {
  const options: unknown[] = [
    null,
    5,
    throwing,
    revoked,
    { agents: 5 },
    { agents: null },
    { agents: [null] },
    { agents: [{}] },
    { agents: [throwing] },
    { agents: new Array(1e7) },
    { agents: [adaAt({ capabilities: undefined })] },
    { agents: [adaAt({ capabilities: [5] })] },
    { agents: [adaAt({ maxConcurrency: 0 })] },
    { agents: [adaAt({ maxConcurrency: "2" })] },
    { agents: [adaAt({ priority: Number.NaN })] },
  ];
  test.each(hide(options))(
    "validatePlan, schedulePlan, planToTasks and estimatePlan refuse %i",
    (_, give) => {
      const one = give();
      expectRefusal(() => validatePlan(good, one as never));
      expectRefusal(() => schedulePlan(good, one as never));
      expectRefusal(() => planToTasks(good, one as never));
      expectRefusal(() => estimatePlan(good.steps, one as never));
    },
  );

  const figures: object[] = [
    { maxCostUsd: Number.NaN },
    { maxCostUsd: "5" },
    { maxDurationMs: -1 },
    { maxDurationMs: null },
    { deadlineAt: 1e308, now: 0 },
    { deadlineAt: 1, now: Number.NaN },
    { now: 1e308 },
  ];
  test.each(figures)("validatePlan, formatPlan and describeLimits refuse %o, naming it", (limits) => {
    const named = new RegExp(Object.keys(limits).join("|"));
    for (const read of [
      () => validatePlan(good, limits),
      () => formatPlan(good, limits),
      () => describeLimits({ costUsd: 1, makespanSeconds: 1 }, limits),
    ])
      expect(expectRefusal(read).message).toMatch(named);
  });

  test.each([0, 39, 1001, 1e9, Number.NaN, "80", null])(
    "formatPlan and formatSchedule refuse the width %j",
    (width) => {
      expectRefusal(() => formatPlan(good, { width: width as number }));
      expectRefusal(() => formatSchedule(schedulePlan(good), { width: width as number }));
    },
  );

  test("formatPlan and formatSchedule refuse options that are no object", () => {
    for (const format of [null, 5, throwing]) {
      expectRefusal(() => formatPlan(good, format as never));
      expectRefusal(() => formatSchedule(schedulePlan(good), format as never));
    }
  });
});

describe("validatePlan, inputs", () => {
  test.each(
    hide([
      { $fromTask: 5 },
      { $fromTask: null },
      { $fromTask: { id: "a", path: 5 } },
      { deep: [{ $fromTask: { id: "a", path: "x[" } }] },
      { $fromTask: { id: "a", more: 1 } },
      { when: new Date(Number.NaN) },
      new Array(1e7),
      throwing,
    ]),
  )("finds the bad input %i", (_, give) => {
    const input = give();
    const plan = makePlan([{ id: "a" }, { id: "b", dependsOn: ["a"], input }]);
    expect(validatePlan(plan)).toContainEqual(expect.objectContaining({ code: "bad-input", stepId: "b" }));
  });

  test.each([
    [{ $literal: { $fromTask: 5 } }],
    [{ $fromTask: { id: "a", path: "items[0].name" } }],
    [{ $fromTask: 5, other: 1 }],
    [{ when: new Date(0) }],
  ])("has nothing against the input %#", (input) => {
    expect(validatePlan(makePlan([{ id: "a" }, { id: "b", dependsOn: ["a"], input }]))).toEqual([]);
  });
});

describe("validatePlan, large plans", () => {
  const list = (count: number, make: (index: number) => StepSketch): StepSketch[] =>
    Array.from({ length: count }, (_, index) => make(index));

  test("checks 10,000 steps in a chain without running out of stack", () => {
    const plan = makePlan(
      list(10_000, (at) => ({
        id: `s${at}`,
        produces: ["same"],
        dependsOn: at === 0 ? [] : [`s${at - 1}`],
        consumes: at === 0 ? [] : ["same"],
      })),
    );
    expect(validatePlan(plan)).toEqual([]);
    expect(plan.estimate).toMatchObject({ seconds: 10_000, makespanSeconds: 10_000 });
  });

  test("counts 450,000 inputs that come from steps further up, and words 25", () => {
    const plan = makePlan(
      list(1_800, (at) => ({
        id: `s${at}`,
        dependsOn: at === 0 ? [] : [`s${at - 1}`],
        consumes: list(Math.min(at, 251), (back) => ({ id: `s${at - 1 - back}` })).map(({ id }) => id),
      })),
    );
    const problems = validatePlan(plan);
    expect(problems).toHaveLength(25);
    const total = list(1_800, (at) => ({ id: "", effort: Math.max(0, Math.min(at, 251) - 1) }));
    const omitted = total.reduce((sum, { effort = 0 }) => sum + effort, 0) - 25;
    expect(problems.at(-1)).toMatchObject({ code: "unordered-input", omitted });
  });

  test("suggests names for the 25 unknown agent types that it lists, of 10,000", () => {
    const agents = Array.from({ length: 2_000 }, (_, at) =>
      adaAt({ agentType: `type-${at}`, name: `A${at}` }),
    );
    const plan = makePlan(list(10_000, (at) => ({ id: `s${at}`, agentType: `typo-${at}` })));
    const problems = validatePlan(plan, { agents });
    expect(problems).toHaveLength(25);
    expect(problems.at(-1)).toMatchObject({ code: "unregistered-agent-type", omitted: 9_975 });
  });

  test("schedules 10,000 steps of 2,000 agent types, most urgent first", () => {
    const agents = Array.from({ length: 2_000 }, (_, at) => adaAt({ agentType: `t${at}`, name: `A${at}` }));
    const plan = makePlan(list(10_000, (at) => ({ id: `s${at}`, agentType: `t${at % 2_000}` })));
    expect(schedulePlan(plan, { agents })).toMatchObject({ makespanSeconds: 5, isOptimal: true });
  });
});

test("formatMermaid draws 300 steps and counts the others", () => {
  const steps = Array.from({ length: 10_000 }, (_, index) => ({
    id: `s${index}`,
    dependsOn: index === 0 ? [] : ["s0"],
  }));
  const chart = formatMermaid(makePlan(steps));
  expect(chart).toContain("… and 9700 more steps");
  expect(chart.length).toBeLessThan(100_000);
});

function expectRefusal(read: () => unknown): OrchestrationError {
  let caught: unknown;
  try {
    read();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(OrchestrationError);
  expect(caught).toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
  return caught as OrchestrationError;
}
