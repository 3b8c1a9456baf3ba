import { ErrorCode, fromTask, memoryStore, Orchestrator, type Runtime } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, type ScriptStep } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, broken, capability, createTeam } from "../../test/create-team.ts";
import { makePlan } from "../../test/make-plan.ts";
import type { EstimateHistory } from "../estimates/estimate-history.ts";
import type { ReplanAnswer, ReplanQuestion } from "../replan/replanning.ts";
import type { ExecutePlanOptions } from "./execute-options.ts";
import { executePlan } from "./execute-plan.ts";

const two = makePlan([{ id: "a" }, { id: "b", dependsOn: ["a"], input: { part: fromTask("a", "part") } }]);
const invalid = { code: ErrorCode.INVALID_ARGUMENT };

describe("executePlan, ids", () => {
  const team = (store: boolean, ...script: readonly ScriptStep[]): Orchestrator => {
    const orchestrator = new Orchestrator(store ? { store: memoryStore() } : {});
    orchestrator.registerAgent(createScriptedAgent({ agentType: "code", name: "A", script }));
    return orchestrator;
  };

  test.each(["y.2", "y.02", "y.1", "a/b", "", " ", "a\u0000b", "\ud800", "x".repeat(201), 5])(
    "refuses the id %j, which could be taken for another's",
    async (id) => {
      await expect(executePlan(createTeam(), two, { id: id as string })).rejects.toMatchObject(invalid);
    },
  );

  test("takes nobody else's results: what looked like a round is an execution of its own", async () => {
    const orchestrator = createTeam(
      agent("code", "A", [{ part: 1 }, "old", broken, { part: 3 }, "new"]),
      agent("code", "B", [{ part: 2 }, "new"], undefined, 1),
    );
    await executePlan(orchestrator, two, { id: "y-2" });
    const { steps, rounds } = await executePlan(orchestrator, two, { id: "y" });
    expect(steps.map(({ taskId }) => taskId)).toEqual(["y.2/a", "y.2/b"]);
    expect([rounds, steps[1]?.result]).not.toEqual([2, "old"]);
  });

  test.each([false, true])("answers the same plan again without running it (store: %s)", async (store) => {
    const orchestrator = team(store, { part: { n: 1 } }, "done", "never");
    const first = await executePlan(orchestrator, two, { id: "x" });
    const again = await executePlan(orchestrator, structuredClone(two), { id: "x" });
    expect(again.steps).toEqual(first.steps);
    expect(again.status).toBe("completed");
  });

  test.each([
    ["another step", makePlan([{ id: "zz" }, { id: "b", dependsOn: ["zz"] }])],
    ["fewer steps", makePlan([{ id: "a" }])],
    ["another description", { ...two, steps: two.steps.map((step) => ({ ...step, description: "Other" })) }],
    ["another agent", { ...two, steps: two.steps.map((step) => ({ ...step, agentType: "test" })) }],
    [
      "another input",
      { ...two, steps: two.steps.map((step, at) => (at === 0 ? { ...step, input: 5 } : step)) },
    ],
    [
      "another reference",
      {
        ...two,
        steps: two.steps.map((step, at) => (at === 1 ? { ...step, input: { part: fromTask("a") } } : step)),
      },
    ],
  ])("refuses the id of a plan with %s, naming it", async (_, other) => {
    for (const store of [false, true]) {
      const orchestrator = team(store, { part: 1 }, "done");
      await executePlan(orchestrator, two, { id: "x" });
      await expect(executePlan(orchestrator, other, { id: "x" })).rejects.toMatchObject({
        ...invalid,
        message: expect.stringContaining("“x”"),
      });
    }
  });
});

describe("executePlan, options", () => {
  const refused: [string, unknown][] = [
    ["estimate", { estimates: { code: 5 } }],
    ["estimate", { estimates: { code: { seconds: "a", costUsd: 1 } } }],
    ["estimate", { estimates: { code: null } }],
    ["estimate", { estimates: { code: { seconds: 1e13, costUsd: 1 } } }],
    ["estimates", { estimates: null }],
    ["methods", { methods: 5 }],
    ["runtime", { runtime: {} }],
    ["signal", { signal: {} }],
    ["history", { history: { record: () => {} } }],
    ["history", { history: 5 }],
    ["maxReplans", { maxReplans: 101 }],
    ["maxReplans", { maxReplans: "3" }],
    ["concurrency", { concurrency: 0 }],
    ["maxCostUsd", { maxCostUsd: Number.NaN }],
    ["deadlineAt", { deadlineAt: 1e308 }],
    ["strategies", { strategies: 5 }],
    ["strategy", { strategies: [Symbol("x")] }],
    [
      "option",
      Object.defineProperty({}, "id", {
        enumerable: true,
        get: () => {
          throw broken;
        },
      }),
    ],
    ["options", null],
  ];
  test.each(refused)("refuses at the beginning bad %s (%#)", async (name, options) => {
    const orchestrator = createTeam(agent("code", "A", [broken]), agent("code", "B", [broken]));
    await expect(executePlan(orchestrator, two, options as ExecutePlanOptions)).rejects.toMatchObject({
      ...invalid,
      message: expect.stringMatching(new RegExp(`executePlan: .*${name}`)),
    });
  });

  test.each([undefined, null, 5, {}])("refuses %s in place of an orchestrator", async (orchestrator) => {
    await expect(executePlan(orchestrator as never, two)).rejects.toMatchObject(invalid);
  });

  test.each([
    undefined,
    null,
    5,
    {},
    { steps: [null] },
    new Proxy(
      {},
      {
        get: () => {
          throw broken;
        },
      },
    ),
  ])("refuses what is no plan (%#)", async (plan) => {
    await expect(executePlan(createTeam(), plan as never)).rejects.toMatchObject(invalid);
  });
});

describe("executePlan, callbacks of others", () => {
  const ask = (
    answer: (question: ReplanQuestion) => unknown,
    others: ExecutePlanOptions = {},
    runtime?: Runtime,
  ) =>
    executePlan(
      runtime === undefined ? createTeam() : new Orchestrator({ runtime }),
      makePlan([{ id: "a", agentType: "lost" }]),
      { strategies: ["ask"], ask: answer as (question: ReplanQuestion) => ReplanAnswer, ...others },
    );

  test("a question cannot be changed by whoever is asked", async () => {
    const { decisions } = await ask((question) => {
      (question as { stepId: string }).stepId = "zz";
      return "retry";
    });
    expect(decisions[0]).toMatchObject({ stepId: "a", strategy: "give-up" });
  });

  test.each([
    [
      "a getter throws",
      () => ({
        get result(): unknown {
          throw broken;
        },
      }),
    ],
    [
      "a proxy throws",
      () =>
        new Proxy(
          {},
          {
            getOwnPropertyDescriptor: () => {
              throw broken;
            },
          },
        ),
    ],
  ])("an answer of which %s is none", async (_, answer) => {
    const { status, decisions } = await ask(answer);
    expect(status).toBe("failed");
    expect(decisions[0]?.explanation).toContain("there was no answer");
  });

  test.each(["maxDurationMs", "deadlineAt"] as const)("%s holds while a person is asked", async (limit) => {
    const runtime = createManualRuntime();
    const asked = Promise.withResolvers<void>();
    const running = ask(
      () => {
        asked.resolve();
        return new Promise(() => {});
      },
      { runtime, [limit]: 60_000 + (limit === "deadlineAt" ? runtime.now() : 0) },
      runtime,
    );
    await asked.promise;
    await runtime.advance(60_000);
    const { status, decisions } = await running;
    expect(status).toBe("failed");
    expect(decisions.at(-1)?.explanation).toContain("The time for the plan is over.");
  });

  test("a history that throws costs no results, and is told of", async () => {
    const fail = (): never => {
      throw new Error("the disk is full");
    };
    const history: EstimateHistory = { record: fail, findCorrection: fail, toJSON: fail };
    const coder = agent("code", "A", [broken, { part: 1 }, "done"]);
    const other = agent("code", "B", [{ part: 1 }, "done"], undefined, 1);
    const { status, notes, corrections } = await executePlan(createTeam(coder, other), two, { history });
    expect([status, corrections]).toEqual(["completed", []]);
    expect(notes?.join(" ")).toContain("could not record what a step took: the disk is full");
  });

  test("onRound gets a copy of the plan", async () => {
    const coder = agent("code", "A", [{ part: 1 }, "done"]);
    const { status, plan } = await executePlan(createTeam(coder), two, {
      onRound: ({ plan: shown }) => {
        const steps = shown.steps as { agentType: string; input?: { part: unknown } }[];
        for (const step of steps) Object.assign(step, { agentType: "zzz", input: 5 });
        steps.length = 1;
      },
    });
    expect([status, plan.steps.length]).toEqual(["completed", 2]);
  });

  test("sums beyond all numbers stay numbers", async () => {
    const orchestrator = createTeam();
    orchestrator.registerAgent({
      agentType: "code",
      name: "Dear",
      description: "Dear",
      capabilities: [capability("code")],
      executor: async (_task, { budget }) => {
        for (let count = 0; count < 2; count += 1) {
          const reservation = await budget.reserve({ costUsd: 0 });
          await reservation.settle({ costUsd: 1e308 });
        }
        return { part: 1 };
      },
    });
    const { costUsd, steps } = await executePlan(orchestrator, two);
    expect(costUsd).toBe(Number.MAX_VALUE);
    expect(steps[0]?.actual?.costUsd).toBe(Number.MAX_VALUE);
  });
});
