import { describe, expect, test } from "vitest";
import type { AgentCapability, AgentContext } from "../src/index.ts";
import { createScriptedAgent } from "../src/testing/index.ts";
import { createAgent, createCapability, createGate, createHarness, type Harness } from "./support/harness.ts";

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

describe("budgets above one another", () => {
  test("are all asked: the tightest one refuses", async () => {
    const harness = createHarness({ budget: { maxCostUsd: 10 } });
    register(harness, { costEstimate: 2 });
    const tasks = await harness.orchestrator.executeSequential(
      [{ ...spec, budget: { maxCostUsd: 1 } }, spec, spec],
      { budget: { maxCostUsd: 3 }, id: "r" },
    );
    expect(tasks.map(({ status, failure }) => failure?.details?.budget ?? status)).toEqual([
      "task r/0",
      "completed",
      "run r",
    ]);
  });

  test("are shared by parallel branches: what is reserved counts before it is spent", async () => {
    const harness = createHarness();
    const gate = createGate();
    register(harness, { costEstimate: 0.4 }, () => gate.opened);
    const run = harness.orchestrator.executeParallel([spec, spec, spec], { budget: { maxCostUsd: 1 } });
    gate.open();
    expect((await run).map(({ status }) => status)).toEqual(["completed", "completed", "failed"]);
  });

  test("are shared by a task and what it delegates", async () => {
    const harness = createHarness();
    register(harness, { costEstimate: 1 });
    const capabilities = [createCapability("c", { costEstimate: 1 })];
    harness.orchestrator.registerAgent(
      createAgent(
        "parent",
        async (_, { delegate }) => {
          const children = [await delegate({ ...spec, key: "1" }), await delegate({ ...spec, key: "2" })];
          return children.map(({ status }) => status);
        },
        { capabilities },
      ),
    );
    const task = await harness.orchestrator.delegateTask({
      agentType: "parent",
      description: "x",
      budget: { maxCostUsd: 2.5 },
    });
    expect(task).toMatchObject({ result: ["completed", "failed"], spend: { costUsd: 1 } });
  });

  test("get back what a task reserved and did not use", async () => {
    const harness = createHarness({ budget: { maxCostUsd: 1 } });
    register(harness, { costEstimate: 1 }, async ({ budget }) =>
      (await budget.reserve({ costUsd: 1 })).settle({ costUsd: 0.25 }),
    );
    const run = harness.orchestrator.executeSequential([spec, spec, spec, spec]);
    // 0.25 is spent after the first, and then the estimate of 1 has no room any more.
    expect((await run).map(({ status }) => status)).toEqual(["completed", "failed", "failed", "failed"]);
  });
});

describe("each fallback agent", () => {
  test("opens an envelope of its own, and the one before is charged first", async () => {
    const harness = createHarness();
    const priced = (agentType: string, costEstimate: number, script: readonly [Error | string]): void => {
      harness.orchestrator.registerAgent(
        createScriptedAgent({ agentType, script, capabilities: [createCapability("c", { costEstimate })] }),
      );
    };
    priced("a", 1, [new Error("no")]);
    priced("b", 0.5, ["b"]);
    const task = { ...spec, fallback: ["b"] };
    expect(await harness.orchestrator.delegateTask({ ...task, budget: { maxCostUsd: 1.5 } })).toMatchObject({
      status: "completed",
      spend: { costUsd: 1.5 },
    });
    expect(await harness.orchestrator.delegateTask({ ...task, budget: { maxCostUsd: 1.4 } })).toMatchObject({
      status: "failed",
      error: "no",
      spend: { costUsd: 1 },
    });
  });

  test("is asked when the first one is too expensive", async () => {
    const harness = createHarness();
    register(harness, { costEstimate: 5 });
    harness.orchestrator.registerAgent(
      createAgent("cheap", () => "cheap", { capabilities: [createCapability("c", { costEstimate: 1 })] }),
    );
    const task = await harness.orchestrator.delegateTask({
      ...spec,
      fallback: ["cheap"],
      budget: { maxCostUsd: 2 },
    });
    expect(task).toMatchObject({ status: "completed", agentType: "cheap", spend: { costUsd: 1 } });
  });
});
