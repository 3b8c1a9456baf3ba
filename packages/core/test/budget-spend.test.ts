import { describe, expect, test } from "vitest";
import type { AgentCapability, AgentContext, BudgetLimits, Reservation } from "../src/index.ts";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import {
  createAgent,
  createCapability,
  createHarness,
  expectNothingLeft,
  type Harness,
} from "./support/harness.ts";

const spec = { agentType: "a", description: "x" };

function register(
  { orchestrator }: Harness,
  estimates: Partial<AgentCapability>,
  executor: (context: AgentContext) => unknown = () => "done",
): void {
  const capabilities = [createCapability("c", estimates)];
  orchestrator.registerAgent(
    createAgent("a", (_, context) => executor(context), { name: "Priced", capabilities }),
  );
}

const places = ["orchestrator", "run", "task"] as const;

/** Runs tasks under a budget that stands at one of the three levels. */
async function runUnder(
  place: (typeof places)[number],
  budget: BudgetLimits,
  estimates: Partial<AgentCapability>,
  executor?: (context: AgentContext) => unknown,
) {
  const harness = createHarness(place === "orchestrator" ? { budget } : {});
  register(harness, estimates, executor);
  const task = place === "task" ? { ...spec, budget } : spec;
  const [settled] = await harness.orchestrator.executeParallel(
    [task],
    place === "run" ? { budget, id: "r" } : { id: "r" },
  );
  expectNothingLeft(harness);
  return settled;
}

describe.each(places)("a budget of the %s", (place) => {
  const owner = { orchestrator: "the orchestrator", run: "run r", task: "task r/0" }[place];

  test("refuses a task whose cost estimate has no room, and says which budget and by how much", async () => {
    const task = await runUnder(place, { maxCostUsd: 0.5 }, { costEstimate: 0.75 });
    expect(task).toMatchObject({
      status: "failed",
      attempts: 0,
      failure: {
        code: "budget_exceeded",
        details: { budget: owner, limit: "maxCostUsd", allowed: 0.5, by: 0.25 },
      },
    });
    expect(task.error).toContain(`The budget of ${owner} is exceeded: maxCostUsd 0.5, by 0.25`);
  });

  test("refuses a task whose token estimate has no room", async () => {
    const task = await runUnder(place, { maxTokens: 1_000 }, { tokenEstimate: 1_500 });
    expect(task).toMatchObject({
      status: "failed",
      failure: { code: "budget_exceeded", details: { budget: owner, limit: "maxTokens", by: 500 } },
    });
  });

  test("admits what just fits", async () => {
    const task = await runUnder(
      place,
      { maxCostUsd: 0.3, maxTokens: 10 },
      { costEstimate: 0.3, tokenEstimate: 10 },
    );
    expect(task).toMatchObject({ status: "completed", spend: { costUsd: 0.3, tokens: 10 } });
  });

  test.each([
    ["maxCostUsd", "costEstimate", "assumeCostUsd"],
    ["maxTokens", "tokenEstimate", "assumeTokens"],
  ] as const)(
    "with %s refuses a task whose agent declares no %s, unless %s is given",
    async (limit, field, assumption) => {
      const refused = await runUnder(place, { [limit]: 10 }, {});
      expect(refused).toMatchObject({ status: "failed", failure: { code: "budget_exceeded" } });
      expect(refused.error).toContain(owner);
      expect(refused.error).toContain('agent "Priced"');
      expect(refused.error).toContain(field);
      expect(refused.error).toContain(assumption);
      expect(await runUnder(place, { [limit]: 10, [assumption]: 4 }, {})).toMatchObject({
        status: "completed",
        spend: limit === "maxCostUsd" ? { costUsd: 4, tokens: 0 } : { costUsd: 0, tokens: 4 },
      });
      expect(await runUnder(place, { [limit]: 10, [assumption]: 11 }, {})).toMatchObject({
        status: "failed",
      });
    },
  );

  test("refuses a reservation that has no room, which costs nothing", async () => {
    const task = await runUnder(place, { maxCostUsd: 1 }, { costEstimate: 0.4 }, async ({ budget }) => {
      const held = await budget.reserve({ costUsd: 0.9 });
      const refused = await budget.reserve({ costUsd: 0.2 }).catch((error: Error) => error.message);
      await held.settle({ costUsd: 0.1 });
      await (await budget.reserve({ costUsd: 0.9 })).settle({ costUsd: 0.9 });
      return refused;
    });
    expect(task).toMatchObject({ status: "completed", spend: { costUsd: 1 } });
    expect(task.result).toContain(`The budget of ${owner} is exceeded: maxCostUsd 1, by 0.1`);
  });

  test("stops an executor that has used more than it may", async () => {
    const task = await runUnder(
      place,
      { maxTokens: 100 },
      { tokenEstimate: 10 },
      async ({ budget, signal }) => {
        const reservation = await budget.reserve({ tokens: 50 });
        await reservation.settle({ tokens: 150 });
        return signal.aborted;
      },
    );
    expect(task).toMatchObject({
      status: "failed",
      failure: { code: "budget_exceeded", details: { budget: owner, limit: "maxTokens", by: 50 } },
      spend: { tokens: 150 },
    });
  });
});

describe("what a task is charged", () => {
  test.each([
    ["the estimate when its executor reserves nothing", () => undefined, { costUsd: 0.5, tokens: 100 }],
    [
      "only what was settled when it reserves",
      async ({ budget }: AgentContext) => (await budget.reserve({ costUsd: 0.4 })).settle({ costUsd: 0.1 }),
      { costUsd: 0.1, tokens: 0 },
    ],
    [
      "a reservation that was never settled: its call may have been made",
      async ({ budget }: AgentContext) => void (await budget.reserve({ costUsd: 0.4, tokens: 7 })),
      { costUsd: 0.4, tokens: 7 },
    ],
    [
      "the sum of several reservations",
      async ({ budget }: AgentContext) => {
        const both = await Promise.all([budget.reserve({ tokens: 10 }), budget.reserve({ tokens: 20 })]);
        await Promise.all(both.map((reservation) => reservation.settle({ tokens: 3 })));
      },
      { costUsd: 0, tokens: 6 },
    ],
    [
      "nothing when it settles nothing",
      async ({ budget }: AgentContext) => (await budget.reserve({ costUsd: 0.2 })).settle({}),
      { costUsd: 0, tokens: 0 },
    ],
    [
      "the first settlement of a reservation, not the second",
      async ({ budget }: AgentContext) => {
        const reservation: Reservation = await budget.reserve({ costUsd: 0.2 });
        await reservation.settle({ costUsd: 0.1 });
        await reservation.settle({ costUsd: 0.2 });
      },
      { costUsd: 0.1, tokens: 0 },
    ],
  ])("is %s, with a budget and without", async (_, executor, spend) => {
    for (const budget of [undefined, { maxCostUsd: 10, maxTokens: 1_000 }]) {
      const harness = createHarness({ budget });
      register(harness, { costEstimate: 0.5, tokenEstimate: 100 }, executor);
      const task = await harness.orchestrator.delegateTask(spec);
      expect(task).toMatchObject({ status: "completed", spend });
    }
  });

  test("is the greatest estimate of the agent's capabilities by type, and the named one's by capability", async () => {
    const harness = createHarness({ budget: { maxCostUsd: 100 } });
    const capabilities = [
      createCapability("cheap", { costEstimate: 1 }),
      createCapability("dear", { costEstimate: 5 }),
    ];
    harness.orchestrator.registerAgent(createAgent("a", () => 1, { capabilities }));
    expect(await harness.orchestrator.delegateTask(spec)).toMatchObject({ spend: { costUsd: 5 } });
    expect(await harness.orchestrator.delegateTask({ ...spec, capability: "cheap" })).toMatchObject({
      spend: { costUsd: 1 },
    });
  });

  test("is nothing when it never ran", async () => {
    const harness = createHarness({ budget: { maxCostUsd: 1 } });
    const agent = createScriptedAgent({
      agentType: "a",
      maxConcurrency: 1,
      script: [hold(), "b"],
      capabilities: [createCapability("c", { costEstimate: 1 })],
    });
    harness.orchestrator.registerAgent(agent);
    const first = harness.orchestrator.startTask(spec);
    const second = harness.orchestrator.startTask(spec);
    await second.cancel();
    expect((await second.settled).spend).toBeUndefined();
    await first.cancel();
    expect(await first.settled).toMatchObject({ status: "cancelled", spend: { costUsd: 1 } });
  });

  test("is refused for amounts that are no numbers from 0", async () => {
    const harness = createHarness();
    register(harness, {}, async ({ budget }) => {
      const codes: unknown[] = [];
      for (const amount of [
        { costUsd: -1 },
        { tokens: Number.NaN },
        { costUsd: Infinity },
        undefined,
        null,
      ]) {
        await budget
          .reserve(amount as { costUsd: number })
          .catch((error: { code: string }) => codes.push(error.code));
      }
      return codes;
    });
    expect(await harness.orchestrator.delegateTask(spec)).toMatchObject({
      result: [
        "invalid_argument",
        "invalid_argument",
        "invalid_argument",
        "invalid_argument",
        "invalid_argument",
      ],
    });
  });
});
