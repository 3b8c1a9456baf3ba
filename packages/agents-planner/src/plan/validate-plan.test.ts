import { describe, expect, test } from "vitest";
import { estimatePlan } from "./estimate-plan.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { validatePlan } from "./validate-plan.ts";

function createStep(step: Partial<PlanStep> & { readonly id: string }): PlanStep {
  return {
    agentType: "code",
    description: "Do it",
    dependsOn: [],
    estimatedTime: 1,
    costEstimate: 0,
    produces: [],
    consumes: [],
    successCriterion: "it is done",
    ...step,
  };
}

function createTestPlan(steps: readonly PlanStep[], given: string[] = []): Plan {
  return {
    goal: "A goal",
    method: "by hand",
    given,
    steps: [...steps],
    assumptions: [],
    risks: [],
    estimate: estimatePlan(steps),
  };
}

function listCodes(plan: unknown): string[] {
  return validatePlan(plan).map((problem) => problem.code);
}

describe("validatePlan", () => {
  test("finds nothing wrong with a sound plan", () => {
    const steps = [
      createStep({ id: "a", produces: ["x"], consumes: ["base"] }),
      createStep({ id: "b", dependsOn: ["a"], consumes: ["x"], input: { x: { $fromTask: { id: "a" } } } }),
    ];
    expect(validatePlan(createTestPlan(steps, ["base"]))).toEqual([]);
  });

  test("lists all problems of a plan, not the first one", () => {
    const steps = [
      createStep({ id: "a", dependsOn: ["a", "nowhere"] }),
      createStep({ id: "b", dependsOn: ["c"] }),
      createStep({ id: "c", dependsOn: ["b"], consumes: ["nothing"] }),
      createStep({ id: "c/d", agentType: undefined }),
      createStep({ id: "a" }),
      createStep({ id: "e", estimatedTime: -1, costEstimate: Number.NaN }),
    ];
    expect(listCodes(createTestPlan(steps)).toSorted()).toEqual([
      "bad-estimate",
      "bad-estimate",
      "bad-estimate",
      "bad-id",
      "cycle",
      "duplicate-id",
      "missing-agent",
      "missing-input",
      "self-dependency",
      "unknown-dependency",
    ]);
  });

  test("names every knot of steps that wait for one another", () => {
    const knots = ["a:b", "b:a", "c:d", "d:e", "e:c", "f:a"].map((pair) => {
      const [id = "", dependency = ""] = pair.split(":");
      return createStep({ id, dependsOn: [dependency] });
    });
    const messages = validatePlan(createTestPlan(knots)).map((problem) => problem.message);
    expect(messages.toSorted()).toEqual([
      "The steps “a”, “b” wait for one another: remove one of their dependencies.",
      "The steps “c”, “d”, “e” wait for one another: remove one of their dependencies.",
    ]);
  });

  test("refuses inputs from steps that need not be finished, and from outside the plan", () => {
    const steps = [
      createStep({ id: "a", produces: ["x"] }),
      createStep({ id: "b", consumes: ["x"] }),
      createStep({
        id: "c",
        input: [{ deep: { $fromTask: { id: "a" } } }, { $fromTask: { id: "z", path: "p" } }],
      }),
      createStep({ id: "d", input: { $literal: { $fromTask: { id: "z" } } } }),
    ];
    expect(listCodes(createTestPlan(steps))).toEqual(["unordered-input", "unordered-input", "missing-input"]);
  });

  test("reports an estimate that the steps do not give", () => {
    const plan = createTestPlan([createStep({ id: "a", estimatedTime: 5 })]);
    expect(listCodes({ ...plan, estimate: { ...plan.estimate, seconds: 4 } })).toEqual(["wrong-estimate"]);
  });

  test.each([undefined, null, 7, "plan", [], {}, { steps: "none" }, { steps: [null, 1, { id: 3 }] }])(
    "reports the shape of %j instead of throwing",
    (value) => {
      expect(listCodes(value)).toContain("bad-shape");
    },
  );

  test("takes ids such as __proto__ for what they are: names", () => {
    const steps = [
      createStep({ id: "__proto__", produces: ["constructor"] }),
      createStep({ id: "toString", dependsOn: ["__proto__"], consumes: ["constructor"] }),
      createStep({ id: "x", dependsOn: ["hasOwnProperty"], consumes: ["valueOf"] }),
    ];
    expect(listCodes(createTestPlan(steps))).toEqual(["unknown-dependency", "missing-input"]);
  });

  test("checks 10,000 steps in a chain without running out of stack", () => {
    const steps = Array.from({ length: 10_000 }, (_, index) =>
      createStep({
        id: `s${index}`,
        produces: ["same"],
        dependsOn: index === 0 ? [] : [`s${index - 1}`],
        consumes: index === 0 ? [] : ["same"],
      }),
    );
    const plan = createTestPlan(steps);
    expect(validatePlan(plan)).toEqual([]);
    expect(plan.estimate).toMatchObject({ seconds: 10_000, makespanSeconds: 10_000 });
  });
});
