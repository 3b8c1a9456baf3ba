import { type Agent, delay, type Task, type TaskSpec } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createCapability } from "../support/harness.ts";
import { createWorld, type World } from "./two-lives.ts";

function costing(costEstimate: number, script: Parameters<typeof createScriptedAgent>[0]["script"]) {
  return createScriptedAgent({
    agentType: "paid",
    script,
    capabilities: [createCapability("act", { costEstimate })],
  });
}

const paid = (description: string): TaskSpec => ({ agentType: "paid", description });

async function die(world: World, agent: Agent, tasks: readonly TaskSpec[], budget: object): Promise<void> {
  const { orchestrator, runtime } = world.start([agent]);
  orchestrator.startRun({ strategy: "sequential", tasks }, { id: "run", budget }).settled.catch(() => {});
  await runtime.advance(0);
}

async function takeUp(world: World, agent: Agent): Promise<readonly Task[]> {
  const { handles } = await world.takeUp([agent]);
  return (await handles[0].settled) as readonly Task[];
}

describe("a resumed run", () => {
  test("has spent what was committed, and counts an unsettled reservation as spent", async () => {
    const world = createWorld();
    const tasks = ["a", "b", "c", "d"].map(paid);
    await die(world, costing(1, ["a", hold()]), tasks, { maxCostUsd: 4 });
    // 1 for a, 1 for the attempt of b that the crash cut off; b again and c fit, d does not.
    const records = await takeUp(world, costing(1, ["again"]));
    expect(records.map(({ status }) => status)).toEqual(["completed", "completed", "completed", "failed"]);
    expect(records[3].failure).toMatchObject({
      code: "budget_exceeded",
      details: { budget: "run run", limit: "maxCostUsd", by: 1 },
    });
  });

  test("has spent what its executors settled, not what they reserved", async () => {
    const world = createWorld();
    const frugal = costing(2, [
      async (_task, { budget }) => {
        const reservation = await budget.reserve({ costUsd: 2 });
        await reservation.settle({ costUsd: 0.5 });
        return "cheap";
      },
      hold(),
    ]);
    await die(world, frugal, ["a", "b"].map(paid), { maxCostUsd: 4.5 });
    const records = await takeUp(world, costing(2, ["again"]));
    expect(records.map(({ status }) => status)).toEqual(["completed", "completed"]);
    expect(records.map(({ spend }) => spend?.costUsd)).toEqual([0.5, 2]);
  });

  test("counts the tasks that had started before the crash", async () => {
    const world = createWorld();
    await die(world, costing(1, ["a", "b", hold()]), ["a", "b", "c", "d"].map(paid), { maxTasks: 3 });
    const records = await takeUp(world, costing(1, ["again"]));
    expect(records.map(({ status }) => status)).toEqual(["completed", "completed", "completed", "failed"]);
    expect(records[3].failure?.code).toBe("budget_exceeded");
  });

  test("shares a task's own budget among its attempts before and after the crash", async () => {
    const world = createWorld();
    const spec = { ...paid("a"), budget: { maxCostUsd: 2.5 } };
    const spending = async (
      _task: unknown,
      { budget }: { budget: { reserve(amount: object): Promise<unknown> } },
    ) => {
      await budget.reserve({ costUsd: 1 });
      await new Promise(() => {});
    };
    await die(world, costing(1, [spending as never]), [spec], {});
    const [record] = await takeUp(
      world,
      costing(1, [async (_task, { budget }) => budget.reserve({ costUsd: 2 }).then(() => "spent")]),
    );
    expect(record).toMatchObject({
      status: "failed",
      failure: { code: "budget_exceeded", details: { budget: "task run/0" } },
    });
  });

  test("counts maxDurationMs and timeoutMs from the first submission", async () => {
    for (const [budget, spec, code] of [
      [{ maxDurationMs: 40_000 }, paid("a"), "budget_exceeded"],
      [{}, { ...paid("a"), timeoutMs: 40_000 }, "timeout"],
    ] as const) {
      const world = createWorld();
      await die(world, costing(1, [hold()]), [spec], budget);
      const { handles, runtime } = await world.takeUp([costing(1, [hold()])]);
      await runtime.advance(9_999);
      expect((await world.store.load("run"))?.status).toBe("running");
      await runtime.advance(1);
      const [record] = (await handles[0].settled) as readonly Task[];
      expect(record).toMatchObject({ status: "failed", failure: { code }, createdAt: 0, finishedAt: 40_000 });
      expect((await world.store.load("run"))?.status).toBe("failed");
    }
  });

  test("keeps what an agent before the fallback has spent", async () => {
    const world = createWorld();
    const failing = createScriptedAgent({
      agentType: "first",
      script: [new Error("no")],
      capabilities: costing(3, [""]).capabilities,
    });
    const spec = { agentType: "first", description: "a", fallback: ["paid"] };
    const { orchestrator, runtime } = world.start([failing, costing(1, [hold()])]);
    orchestrator
      .startRun({ strategy: "sequential", tasks: [spec] }, { id: "run", budget: { maxCostUsd: 10 } })
      .settled.catch(() => {});
    await runtime.advance(0);
    const { handles } = await world.takeUp([failing, costing(1, ["done"])]);
    const [record] = (await handles[0].settled) as readonly Task[];
    expect(record).toMatchObject({
      status: "completed",
      agentType: "paid",
      spend: { costUsd: 4 },
      attempts: 2,
    });
    expect(failing.calls).toHaveLength(1);
  });

  test("waits for a retry until the time that was stored", async () => {
    const world = createWorld();
    const spec = {
      ...paid("a"),
      retry: { attempts: 2, backoff: { initialMs: 50_000, maxMs: 50_000, jitter: 0 } },
    };
    await die(world, costing(1, [new Error("busy")]), [spec], {});
    expect((await world.store.load("run"))?.tasks[0]).toMatchObject({ retryAt: 50_000, failedAttempts: 1 });
    const again = costing(1, ["done"]);
    const { handles, runtime } = await world.takeUp([again]);
    await runtime.advance(19_999);
    expect(again.calls).toHaveLength(0);
    await runtime.advance(1);
    const [record] = (await handles[0].settled) as readonly Task[];
    expect(record).toMatchObject({ status: "completed", attempts: 2 });
    expect(again.calls[0]).toMatchObject({ attempt: 2, idempotencyKey: "run/0" });
  });

  test("uses up no attempt by a crash", async () => {
    const world = createWorld();
    const spec = { ...paid("a"), retry: { attempts: 2, backoff: { initialMs: 0 } } };
    await die(world, costing(1, [hold()]), [spec], {});
    const second = costing(1, [hold()]);
    await world.takeUp([second]);
    await second.called(1);
    const third = costing(1, [new Error("first failure"), "done"]);
    const [record] = await takeUp(world, third);
    expect(record).toMatchObject({ status: "completed", result: "done", attempts: 2 });
    expect(third.calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test("shares the budget of the new orchestrator with what its runs had spent before", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([costing(1, ["a", hold()])], {
      budget: { maxCostUsd: 10 },
    });
    orchestrator
      .startRun({ strategy: "sequential", tasks: ["a", "b"].map(paid) }, { id: "run" })
      .settled.catch(() => {});
    await runtime.advance(0);
    const { handles } = await world.takeUp(
      [costing(1, [async (_task, { runtime: time, signal }) => delay(time, 0, signal)])],
      {
        budget: { maxCostUsd: 2.5 },
      },
    );
    const records = (await handles[0].settled) as readonly Task[];
    expect(records.map(({ status }) => status)).toEqual(["completed", "failed"]);
    expect(records[1].failure).toMatchObject({
      code: "budget_exceeded",
      details: { budget: "the orchestrator" },
    });
  });
});
