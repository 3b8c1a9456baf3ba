import type { AgentDescriptor } from "@convoke/core";
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
    // what is wrong with a step is for validatePlan to find
    estimate: estimatePlan(
      steps.map((step) => ({
        ...step,
        estimatedTime: Math.max(0, step.estimatedTime) || 0,
        costEstimate: Math.max(0, step.costEstimate) || 0,
      })),
    ),
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
    const plan = createTestPlan(steps);
    const estimate = { ...plan.estimate, costUsd: Number.NaN };
    expect(listCodes({ ...plan, estimate }).toSorted()).toEqual([
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

  test("takes names such as __proto__ for what they are: names", () => {
    const steps = [
      createStep({ id: "first", produces: ["__proto__"] }),
      createStep({ id: "toString", dependsOn: ["first"], consumes: ["__proto__"] }),
      createStep({ id: "x", dependsOn: ["hasOwnProperty"], consumes: ["valueOf"] }),
    ];
    expect(listCodes(createTestPlan(steps))).toEqual(["unknown-dependency", "missing-input"]);
  });

  test.each(["__proto__", "constructor", "", " ", "a/b", "a\u0000b", "a\u202eb", "a\nb", "x".repeat(10_000)])(
    "refuses the id %j with a short message",
    (id) => {
      const [problem, ...others] = validatePlan(createTestPlan([createStep({ id })]));
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ code: "bad-id", severity: "error", stepId: id });
      expect(problem?.message.length).toBeLessThan(250);
      expect(problem?.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    },
  );

  test("names the place of what is no JSON in an input", () => {
    const loop: Record<string, unknown> = { name: "loop" };
    loop["self"] = { deep: loop };
    let nested: unknown = 1;
    for (let depth = 0; depth < 5000; depth += 1) nested = [nested];
    const shared = { fine: true };
    const inputs: unknown[] = [
      { list: [1, { run: () => 1 }] },
      10n,
      loop,
      { at: Number.NaN },
      { when: new Map() },
      nested,
      { one: shared, other: [shared, shared], none: undefined, date: new Date(0), nothing: null },
    ];
    const problems = validatePlan(
      createTestPlan(inputs.map((input, index) => createStep({ id: `s${index}`, input }))),
    );
    expect(problems.map(({ code }) => code)).toEqual(new Array(6).fill("bad-input"));
    expect(problems.slice(0, 5).map(({ message }) => message)).toEqual([
      "The input of step “s0” is no JSON at “list[1].run”: it is a function. Use plain data.",
      "The input of step “s1” is no JSON: it is a bigint. Use plain data.",
      "The input of step “s2” is no JSON at “self.deep”: it contains itself. Use plain data.",
      "The input of step “s3” is no JSON at “at”: it is NaN. Use plain data.",
      "The input of step “s4” is no JSON at “when”: JSON would lose the content of a Map. Use plain data.",
    ]);
  });

  test("warns when a required step lives on an optional one, by name or by reference", () => {
    const steps = [
      createStep({ id: "a", produces: ["x"], optional: true }),
      createStep({ id: "b", dependsOn: ["a"], consumes: ["x"], input: { x: { $fromTask: { id: "a" } } } }),
      createStep({ id: "c", dependsOn: ["a"], consumes: ["x"], optional: true }),
      createStep({ id: "d", dependsOn: ["a"] }),
    ];
    expect(validatePlan(createTestPlan(steps))).toEqual([
      {
        code: "optional-input",
        severity: "warning",
        stepId: "b",
        message:
          "Step “b” needs the result of the optional step “a”: if that fails, executePlan runs “b” without it. Where “b” cannot do without, make both optional, or neither.",
      },
    ]);
  });

  test("accepts any makespan from the critical path to one after another, and exact sums only", () => {
    const plan = createTestPlan([
      createStep({ id: "a", estimatedTime: 5, costEstimate: 0.1 }),
      createStep({ id: "b", estimatedTime: 3, costEstimate: 0.2 }),
    ]);
    const change = (estimate: Partial<Plan["estimate"]>): string[] =>
      listCodes({ ...plan, estimate: { ...plan.estimate, ...estimate } });
    expect(plan.estimate).toMatchObject({ seconds: 8, makespanSeconds: 5, costUsd: 0.3 });
    expect(change({ makespanSeconds: 6.5 })).toEqual([]);
    expect(change({ makespanSeconds: 8 })).toEqual([]);
    expect(change({ makespanSeconds: 4.9 })).toEqual(["wrong-estimate"]);
    expect(change({ makespanSeconds: 8.1 })).toEqual(["wrong-estimate"]);
    expect(change({ costUsd: 0.31 })).toEqual(["wrong-estimate"]);
    expect(change({ criticalPath: ["b"] })).toEqual(["wrong-estimate"]);
    expect(change({ criticalPath: ["z"] })).toEqual(["wrong-estimate"]);
  });

  test("lists 25 problems of a kind and says how many more there are, however large the plan", () => {
    const steps = Array.from({ length: 10_000 }, (_, index) =>
      createStep({ id: `s${index}`, dependsOn: [`t${index}`], consumes: index === 7 ? ["x"] : [] }),
    );
    const problems = validatePlan(createTestPlan(steps));
    expect(problems.filter(({ code }) => code === "unknown-dependency")).toHaveLength(25);
    expect(problems.find(({ omitted }) => omitted !== undefined)).toMatchObject({
      stepId: "s24",
      omitted: 9975,
      message: "Step “s24” depends on “t24”, which is no step of the plan. And 9975 more of this kind.",
    });
    expect(problems.map(({ code }) => code)).toContain("missing-input");
  });

  describe("with a situation", () => {
    const agent = (agentType: string, capability: string, maxConcurrency?: number): AgentDescriptor => ({
      agentType,
      name: `${agentType} one`,
      description: "Works",
      capabilities: [
        { name: capability, description: "Works", inputTypes: [], outputTypes: [], estimatedTime: 1 },
      ],
      ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    });
    const list = (steps: readonly PlanStep[], options: Parameters<typeof validatePlan>[1]): string[] =>
      validatePlan(createTestPlan(steps), options).map(
        ({ severity, code, message }) => `${severity} ${code}: ${message}`,
      );

    test("warns of names that nobody registered, with the nearest or all of them", () => {
      const agents = [agent("code", "write_code"), agent("knowledge", "research")];
      const steps = [
        createStep({ id: "a", agentType: "knowlege" }),
        createStep({ id: "b", agentType: "pottery" }),
        createStep({ id: "c", agentType: undefined, capability: "reserch" }),
        createStep({ id: "d", agentType: "code", capability: "research" }),
        createStep({ id: "e", agentType: "code", capability: "write_code" }),
      ];
      expect(list(steps, { agents })).toEqual([
        "warning unregistered-agent-type: Step “a” asks for the agent type “knowlege”, which nobody registered. Did you mean “knowledge”?",
        "warning unregistered-agent-type: Step “b” asks for the agent type “pottery”, which nobody registered. Registered: “code” and “knowledge”.",
        "warning unregistered-capability: Step “c” asks for the capability “reserch”, which nobody registered. Did you mean “research”?",
        "warning unregistered-capability: Step “d” asks for the capability “research” of the agent type “code”, where nobody has it. It is offered by “knowledge”.",
      ]);
    });

    test("says by how much a budget is exceeded, and by what", () => {
      const steps = [
        createStep({ id: "a", costEstimate: 2 }),
        createStep({ id: "b", costEstimate: 4, optional: true }),
      ];
      expect(list(steps, { maxCostUsd: 6 })).toEqual([]);
      expect(list(steps, { maxCostUsd: 5 })).toEqual([
        "error budget-exceeded: The plan is estimated at 6.00 USD, which exceeds the budget of 5.00 USD by 1.00 USD. Dearest: “b” (4.00 USD) and “a” (2.00 USD). Without the optional “b” (4.00 USD) it is 2.00 USD.",
      ]);
      expect(list([createStep({ id: "a", costEstimate: 2 })], { maxCostUsd: 0 })[0]).toContain(
        "None of its steps is optional",
      );
    });

    test("says by how much a deadline or a duration is missed, on the agents that are there", () => {
      const steps = [createStep({ id: "a", estimatedTime: 60 }), createStep({ id: "b", estimatedTime: 60 })];
      const agents = [agent("code", "write_code", 1)];
      expect(list(steps, { maxDurationMs: 60_000 })).toEqual([]);
      expect(list(steps, { maxDurationMs: 60_000, agents })).toEqual([
        "error deadline-unreachable: The plan takes 2 min, which exceeds the limit of 60 s by 60 s. These agents cannot do it in less than 2 min; more agents, or a higher maxConcurrency, could help.",
      ]);
      expect(list(steps, { now: 0, deadlineAt: 120_000, agents })).toEqual([]);
      expect(list(steps, { now: 0, deadlineAt: 90_000, agents })).toEqual([
        "error deadline-unreachable: Started now, the plan would end at 1970-01-01 00:02 UTC, 30 s after the deadline 1970-01-01 00:01:30 UTC. These agents cannot do it in less than 2 min; more agents, or a higher maxConcurrency, could help.",
      ]);
      expect(list(steps, { maxDurationMs: 30_000, agents })[0]).toContain(
        "The critical path alone takes 60 s: “a”.",
      );
      expect(list(steps, { now: 5, deadlineAt: 4 })).toEqual([
        "error deadline-unreachable: The deadline 1970-01-01 00:00 UTC has passed.",
      ]);
    });
  });

  test("lists every problem at once: repeated ids of unreadable steps, and the budget of a plan with cycles", () => {
    const steps = [
      createStep({ id: "a", dependsOn: ["b"], costEstimate: 2 }),
      createStep({ id: "b", dependsOn: ["a"], consumes: ["nothing"] }),
    ];
    const codes = validatePlan(createTestPlan(steps), { maxCostUsd: 1 }).map(({ code }) => code);
    expect(codes).toEqual(["cycle", "missing-input", "budget-exceeded"]);
    const repeated = [createStep({ id: "a" }), createStep({ id: "a", estimatedTime: -1 })];
    expect(listCodes({ ...createTestPlan([createStep({ id: "a" })]), steps: repeated })).toEqual([
      "bad-estimate",
      "duplicate-id",
    ]);
  });
});
