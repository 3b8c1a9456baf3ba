import { type AgentContext, type TaskRequest } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createCapability } from "../support/harness.ts";
import { createWorld, leaseMs } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });

const priced = (costEstimate: number) => createCapability("act", { costEstimate });

describe("the orchestrator's own budget", () => {
  test("neither grows nor shrinks by runs that only tell what the store knows", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"], capabilities: [priced(1)] });
    const budget = { maxTasks: 3, maxCostUsd: 3 };
    const { orchestrator } = world.start([agent], { budget, maxSettledTasks: 1 });
    await orchestrator.delegateTask({ ...work("a"), id: "first" });
    await orchestrator.delegateTask({ ...work("b"), id: "second" });
    for (let round = 0; round < 4; round++) {
      expect(await orchestrator.delegateTask({ ...work("a"), id: "first" })).toMatchObject({
        result: "done",
      });
      await orchestrator.delegateTask(work(`${round}`));
    }
    expect(agent.calls).toHaveLength(3);
  });

  test("counts what runs that it takes up have started and spent, and what it has itself", async () => {
    const world = createWorld();
    const script = ["done", hold()];
    const first = createScriptedAgent({ agentType: "work", script, capabilities: [priced(1)] });
    world
      .start([first])
      .orchestrator.executeSequential(["a", "b"].map(work), { id: "run" })
      .catch(() => {});
    await first.called(2);
    await world.clock.advance(leaseMs);
    const second = createScriptedAgent({ agentType: "work", script: ["done"], capabilities: [priced(1)] });
    const { orchestrator } = world.start([second], { budget: { maxTasks: 4 } });
    await orchestrator.delegateTask(work("own"));
    const [handle] = await orchestrator.resume();
    await handle.settled;
    // One of its own, and two of the run: one more fits.
    expect(await orchestrator.delegateTask(work("x"))).toMatchObject({ status: "completed" });
    expect(await orchestrator.delegateTask(work("x"))).toMatchObject({
      failure: { code: "budget_exceeded" },
    });
  });
});

describe("spend in the store", () => {
  async function spendInTwoLives(
    executor: (task: TaskRequest, context: AgentContext) => unknown,
    {
      names = ["Work"],
      costEstimate = 0,
      maxCostUsd = 2,
    }: { names?: readonly string[]; costEstimate?: number; maxCostUsd?: number } = {},
  ) {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([]);
    for (const name of names) {
      orchestrator.registerAgent({
        ...createScriptedAgent({
          agentType: "work",
          script: [executor],
          capabilities: [priced(costEstimate)],
        }),
        name,
      });
    }
    const tasks = [
      { ...work("first"), retry: { attempts: 2, backoff: { initialMs: 10, jitter: 0 } } },
      work("second"),
    ];
    const budget = { maxCostUsd };
    orchestrator.startRun({ strategy: "sequential", tasks }, { id: "run", budget });
    await runtime.advance(0);
    return {
      orchestrator,
      runtime,
      async spendInSecondLife(costUsd: number): Promise<string> {
        const spender = createScriptedAgent({
          agentType: "work",
          script: [
            (_, context) => context.budget.reserve({ costUsd }).then((each) => each.settle({ costUsd })),
          ],
          capabilities: [priced(0)],
        });
        const { handles } = await world.takeUp([spender]);
        const [, second] = (await handles[0].settled) as readonly { status: string }[];
        return second.status;
      },
    };
  }

  test("stays what was settled first", async () => {
    const { spendInSecondLife } = await spendInTwoLives(async ({ description }, { budget }) => {
      if (description === "second") return new Promise(() => {});
      const reservation = await budget.reserve({ costUsd: 2 });
      await reservation.settle({ costUsd: 1 });
      await reservation.settle({ costUsd: 0 });
      return "done";
    });
    expect(await spendInSecondLife(2)).toBe("failed");
  });

  test("keeps what each agent of a task has cost, also when one takes over from another of its type", async () => {
    let calls = 0;
    const life = await spendInTwoLives(
      ({ description }) => {
        if (description === "second") return new Promise(() => {});
        if (++calls === 1) throw new Error("again");
        return "done";
      },
      { names: ["A", "B"], costEstimate: 0.9, maxCostUsd: 2.8 },
    );
    const { agentName } = life.orchestrator.getTaskStatus("run/0")!;
    life.orchestrator.unregisterAgent("work", agentName!);
    await life.runtime.advance(10);
    expect(life.orchestrator.getTaskStatus("run/0")).toMatchObject({
      status: "completed",
      spend: { costUsd: 1.8 },
    });
    // 0.9 by each of the two, and 0.9 for the attempt that was cut off: 0.1 are left.
    expect(await life.spendInSecondLife(0.5)).toBe("failed");
  });
});
