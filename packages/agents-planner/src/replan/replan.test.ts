import { type AgentDescriptor, fromTask, literal } from "@convoke/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makePlan } from "../../test/make-plan.ts";
import { planning } from "../../test/plan-goal.ts";
import { createEstimateHistory } from "../estimates/create-estimate-history.ts";
import { createEstimator } from "../estimates/estimator.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import { replan } from "./replan.ts";
import type { ReplanTools } from "./replan-tools.ts";
import { type ReplanStrategy, replanStrategies, type StepOutcome } from "./replanning.ts";

function agent(
  agentType: string,
  name: string,
  capabilities: readonly string[],
  costEstimate = 0.1,
): AgentDescriptor {
  return {
    agentType,
    name,
    description: name,
    capabilities: capabilities.map((capability) => ({
      name: capability,
      description: capability,
      inputTypes: [],
      outputTypes: [],
      estimatedTime: 10,
      costEstimate,
    })),
  };
}

const coder = agent("code", "Coder", ["implement", "explain"]);

function tools(agents: readonly AgentDescriptor[], others: Partial<ReplanTools> = {}): ReplanTools {
  const { library, goals } = planning;
  return { agents, estimator: createEstimator({ agents }), library, goals, ...others };
}

const failed = (id: string, code = "agent_failed"): StepOutcome => ({
  id,
  status: "failed",
  error: "it broke",
  code,
  agentType: "code",
  agentName: "Coder",
});
const done = (id: string, result?: unknown): StepOutcome => ({ id, status: "completed", result });

describe("replan", () => {
  test("keeps what has finished, and puts it into the inputs of what is left", () => {
    const plan = makePlan([
      { id: "a" },
      { id: "b", dependsOn: ["a"] },
      {
        id: "c",
        dependsOn: ["a", "b"],
        input: { a: fromTask("a", "list[0]"), b: fromTask("b"), keep: literal(1) },
      },
      { id: "d", dependsOn: ["a"] },
    ]);
    const outcomes = [done("a", { list: [{ $fromTask: { id: "b" } }] }), failed("b"), done("d")];
    const {
      plan: rest,
      finished,
      decisions,
    } = replan(plan, outcomes, tools([coder, agent("code", "Two", [])]));
    expect(finished).toEqual(["a", "d"]);
    expect(decisions).toMatchObject([{ stepId: "b", strategy: "retry-elsewhere" }]);
    expect(rest?.steps).toMatchObject([
      { id: "b", agentName: "Two", dependsOn: [] },
      {
        id: "c",
        dependsOn: ["b"],
        input: { a: literal({ $fromTask: { id: "b" } }), b: fromTask("b"), keep: literal(1) },
      },
    ]);
    expect(rest?.given).toEqual(["a"]);
    expect(validatePlan(rest)).toEqual([]);
  });

  test("says the same for the same arguments, and changes none of them", () => {
    const plan = makePlan([{ id: "a" }, { id: "b", dependsOn: ["a"], input: [fromTask("a")] }]);
    const outcomes = [failed("a")];
    const before = JSON.stringify([plan, outcomes]);
    const first = replan(plan, outcomes, tools([coder, agent("code", "Two", ["implement"])]));
    expect(replan(plan, outcomes, tools([coder, agent("code", "Two", ["implement"])]))).toEqual(first);
    expect(JSON.stringify([plan, outcomes])).toBe(before);
  });

  test("plans cancelled steps and steps without an outcome again, unasked", () => {
    const plan = makePlan([{ id: "a" }, { id: "b" }, { id: "c", dependsOn: ["a"] }]);
    const { plan: rest, decisions } = replan(plan, [{ id: "a", status: "cancelled" }], tools([coder]));
    expect(rest?.steps.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(decisions).toEqual([]);
  });

  test("prices a replacement in proportion, and with what was learnt about the other agent", () => {
    const two = agent("hand", "Two", ["implement", "explain"], 0.3);
    const history = createEstimateHistory(undefined, { weight: 1 });
    history.record({
      agentType: "hand",
      expected: { seconds: 1, costUsd: 1 },
      actual: { seconds: 2, costUsd: 1 },
    });
    const agents = [coder, two];
    const plan = makePlan([{ id: "a", estimatedTime: 5, costEstimate: 0.05 }]);
    const { plan: rest } = replan(
      plan,
      [failed("a")],
      tools(agents, { estimator: createEstimator({ agents, history }) }),
    );
    expect(rest?.steps[0]).toMatchObject({
      agentType: "hand",
      agentName: "Two",
      estimatedTime: 10,
      costEstimate: 0.15,
    });
    expect(rest?.estimate.corrections).toMatchObject([{ agentType: "hand", timeFactor: 2 }]);
  });

  test("does not take what costs more, or takes longer, than what is left", () => {
    const plan = makePlan([
      { id: "a", costEstimate: 0.1, estimatedTime: 10 },
      { id: "b", costEstimate: 0.1 },
    ]);
    const agents = [coder, agent("code", "Two", ["implement"])];
    const only: Partial<ReplanTools> = { strategies: ["retry-elsewhere"] };
    const poor = replan(plan, [failed("a"), failed("b")], tools(agents, { ...only, maxCostUsd: 0.15 }));
    expect(poor.decisions.map(({ strategy }) => strategy)).toEqual(["retry-elsewhere", "give-up"]);
    expect(poor.decisions[1]?.explanation).toContain("it would cost 0.1 USD and only 0.05 USD are left");
    const late = replan(plan, [failed("a"), done("b")], tools(agents, { ...only, maxSeconds: 9 }));
    expect(late.decisions[0]?.explanation).toContain("it would take 10 s and only 9 s are left");
    expect(late.plan).toBeUndefined();
  });

  test("remembers from earlier decisions who has failed a step, and by which methods it came about", () => {
    const plan = makePlan([{ id: "a", description: "Build a REST API for invoices" }]);
    const agents = [coder, agent("code", "Two", ["implement"]), agent("knowledge", "K", ["know"])];
    const earlier = [
      {
        stepId: "a",
        strategy: "retry-elsewhere" as const,
        explanation: "…",
        replacedBy: ["a"],
        failedBy: { agentType: "code", agentName: "Two" },
      },
      {
        stepId: "z",
        strategy: "alternative-method" as const,
        explanation: "…",
        replacedBy: ["a"],
        method: "build-api",
      },
    ];
    const seen: (readonly string[] | undefined)[] = [];
    const library = {
      agents,
      expand: (_goal: unknown, options?: { readonly without?: readonly string[] }): never => {
        seen.push(options?.without);
        throw new Error("no");
      },
    };
    const { decisions } = replan(
      plan,
      [failed("a")],
      tools(agents, { earlier, library, strategies: replanStrategies.slice(0, 3) }),
    );
    expect(decisions).toMatchObject([{ strategy: "give-up" }]);
    expect(seen).toEqual([["by-hand", "build-api"]]);
  });

  test("gives up a step whose input refers to a part that a result does not have", () => {
    const plan = makePlan([
      { id: "a" },
      { id: "b" },
      { id: "c", dependsOn: ["a", "b"], input: { a: fromTask("a", "x.y") } },
      { id: "d", dependsOn: ["c"] },
    ]);
    const { plan: rest, decisions } = replan(
      plan,
      [done("a", { x: {} }), failed("b")],
      tools([coder, agent("code", "Two", [])]),
    );
    expect(rest?.steps.map(({ id }) => id)).toEqual(["b"]);
    expect(decisions[1]).toMatchObject({
      stepId: "c",
      strategy: "give-up",
      explanation: "Step “c” needs “x.y” of the result of “a”, which has no such part.",
    });
  });

  test("hands out questions where only a person can decide, and leaves out what hangs on them", () => {
    const plan = makePlan([{ id: "a" }, { id: "b", dependsOn: ["a"], optional: true }, { id: "c" }]);
    const options = { strategies: ["ask", "drop-optional"] satisfies ReplanStrategy[] };
    const asked = replan(plan, [failed("a", "unresolved_reference")], tools([coder], options));
    expect(asked.questions).toEqual([
      { stepId: "a", description: "Do a", error: "it broke", choices: ["skip", "result", "stop"] },
    ]);
    expect(asked.plan?.steps.map(({ id }) => id)).toEqual(["c"]);
    expect(asked.dropped).toEqual([]);
    const answered = replan(plan, [failed("a")], {
      ...tools([coder], options),
      answers: new Map([["a", { result: null }]]),
    });
    expect(answered).toMatchObject({
      questions: [],
      finished: ["a"],
      given: [{ stepId: "a", result: null }],
    });
    expect(answered.plan?.steps.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  test.each([
    ["no step of the plan", [done("z")]],
    ["there is more than one outcome of step “a”", [done("a"), failed("a")]],
    ["still running", [{ id: "a", status: "in_progress" } as const]],
  ])("refuses outcomes with %s", (problem, outcomes) => {
    expect(() => replan(makePlan([{ id: "a" }]), outcomes, tools([coder]))).toThrow(
      expect.objectContaining({ code: "invalid_input", message: expect.stringContaining(problem) }),
    );
  });

  test("makes valid plans of random plans and outcomes, and loses no step without a word", () => {
    const flags = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });
    const statuses = fc.array(fc.constantFrom("completed", "failed", "cancelled", "pending"), {
      minLength: 7,
      maxLength: 7,
    });
    const names = ["s0", "s1", "s2", "s3", "s4", "s5", "s6"];
    fc.assert(
      fc.property(
        fc.array(flags, { minLength: 1, maxLength: 7 }),
        statuses,
        flags,
        fc.shuffledSubarray<ReplanStrategy>([...replanStrategies]),
        (graph, outcomes, optional, strategies) => {
          const plan = makePlan(
            graph.map((row, index) => {
              const dependsOn = names.slice(0, index).filter((_, other) => row[other]);
              const input = { all: dependsOn.map((id) => fromTask(id)), ["__proto__"]: dependsOn.length };
              return { id: names[index]!, dependsOn, input, optional: optional[index] === true };
            }),
          );
          const { steps } = plan;
          const replanning = replan(
            plan,
            steps.map(({ id }, index) => ({
              ...(outcomes[index] === "failed" ? failed(id) : { id, status: outcomes[index]! }),
              ...(outcomes[index] === "completed" && { result: { $fromTask: { id: "s2" } } }),
            })) as StepOutcome[],
            tools([coder, agent("code", "Two", ["implement"])], { strategies }),
          );
          const problems = replanning.plan === undefined ? [] : validatePlan(replanning.plan);
          expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
          const left = new Set(replanning.plan?.steps.map(({ id }) => id));
          const isBlocked = new Set<string>(replanning.questions.map(({ stepId }) => stepId));
          for (const { stepId, strategy } of replanning.decisions) {
            if (strategy === "give-up") isBlocked.add(stepId);
          }
          for (const { id, dependsOn } of steps) {
            const isFinished = replanning.finished.includes(id);
            const isDropped = replanning.dropped.includes(id);
            if (!isFinished && !isDropped && dependsOn.some((source) => isBlocked.has(source))) {
              isBlocked.add(id);
            }
            const isReplaced = replanning.decisions.some(
              ({ stepId, replacedBy }) => stepId === id && replacedBy.length > 0,
            );
            const places = [isFinished, left.has(id) || isReplaced, isDropped || isBlocked.has(id)];
            expect(places.filter(Boolean)).toHaveLength(1);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
