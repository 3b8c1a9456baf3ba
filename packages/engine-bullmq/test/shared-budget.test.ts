import { type Agent, type AgentContext, ErrorCode } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { reserveSpend } from "../src/engine/shared-budget-scripts.ts";
import {
  type Coordinator,
  type CoordinatorOptions,
  createCoordinator,
  createWorker,
  type SharedBudgetLimits,
} from "../src/index.ts";
import { nameBudget, nameLife } from "../src/wire/names.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

function createAgent(
  executor: (context: AgentContext) => unknown,
  estimate: { readonly costEstimate?: number; readonly tokenEstimate?: number } = { costEstimate: 0.01 },
): Agent {
  const words = { description: "Works", inputTypes: [], outputTypes: [] };
  const capability = { name: "work", ...words, estimatedTime: 1, ...estimate };
  return {
    agentType: "t",
    name: "a",
    description: "x",
    capabilities: [capability],
    executor: async (_, context) => executor(context),
  };
}

const spec = { agentType: "t", description: "x" };

describeWithRedis("sharedBudget", () => {
  let redis: Redis;
  let prefix: string;
  let ending: (() => Promise<unknown>)[] = [];

  beforeEach(() => {
    redis = openConnection(connection);
    prefix = createPrefix();
  });

  afterEach(async () => {
    for (const end of ending.reverse()) await end();
    ending = [];
    redis.disconnect();
  });

  async function hire(agent: Agent): Promise<void> {
    const worker = createWorker({ connection, prefix, agents: [agent] });
    ending.push(() => worker.close({ timeoutMs: 0 }));
    await worker.ready();
  }

  async function start(
    sharedBudget: SharedBudgetLimits,
    options: Partial<CoordinatorOptions> = {},
  ): Promise<Coordinator> {
    const coordinator = await createCoordinator({ connection, prefix, sharedBudget, ...options });
    ending.push(coordinator.close);
    return coordinator;
  }

  test("two coordinators that race for the last cent: no more is granted than there is, and nothing less", async () => {
    await hire(createAgent(() => 1));
    const limits = { maxCostUsd: 0.05 };
    const coordinators = [await start(limits), await start(limits)];
    const tasks = await Promise.all(
      Array.from({ length: 20 }, (_, index) => coordinators[index % 2].orchestrator.delegateTask(spec)),
    );
    const refused = tasks.filter(({ status }) => status === "failed");
    expect(tasks.filter(({ status }) => status === "completed")).toHaveLength(5);
    expect(refused).toHaveLength(15);
    for (const { failure, attempts } of refused) {
      expect(failure?.code).toBe(ErrorCode.BUDGET_EXCEEDED);
      expect(attempts).toBe(1);
    }
    const { spent, reserved, tasks: count } = await coordinators[0].sharedBudget.read();
    expect(spent).toEqual({ costUsd: expect.closeTo(0.05), tokens: 0 });
    expect([reserved, count]).toEqual([{ costUsd: 0, tokens: 0 }, 5]);
    expect((await coordinators[1].orchestrator.delegateTask(spec)).error).toBe(
      "The budget of all coordinators is exceeded: maxCostUsd 0.05, by 0.01 (0.05 spent, 0.01 asked for)",
    );
    await coordinators[1].sharedBudget.reset();
    expect(await coordinators[0].orchestrator.delegateTask(spec)).toMatchObject({ status: "completed" });
  });

  test("what an executor reserves beyond the estimate is set aside, and the truth is booked", async () => {
    const agent = createAgent(async ({ budget }) => {
      const call = await budget.reserve({ costUsd: 0.03, tokens: 70 });
      await call.settle({ costUsd: 0.02, tokens: 60 });
      const refusal = await budget.reserve({ tokens: 50 }).then(
        () => "granted",
        (error: Error) => error.message,
      );
      const again = await budget.reserve({ tokens: 40 });
      await again.settle({ costUsd: 0.001, tokens: 39 });
      return refusal;
    });
    await hire(agent);
    const { orchestrator, sharedBudget } = await start({ maxTokens: 100, assumeTokens: 10 });
    expect(await orchestrator.delegateTask(spec)).toMatchObject({
      status: "completed",
      result:
        "The budget of all coordinators is exceeded: maxTokens 100, by 10 (0 spent, 70 reserved, 40 asked for)",
    });
    expect(await sharedBudget.read()).toEqual({
      spent: { costUsd: expect.closeTo(0.021) as number, tokens: 99 },
      reserved: { costUsd: 0, tokens: 0 },
      tasks: 1,
    });
  });

  test("what a coordinator that has died had set aside is spent; should it live after all, the sum is right", async () => {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<number>();
    await hire(
      createAgent(() => {
        begun.resolve();
        return end.promise;
      }),
    );
    // Its clock stands still: it shows no sign of life any more.
    const first = await start({ maxCostUsd: 1 }, { runtime: createManualRuntime() });
    for (const life of await redis.keys(nameLife(prefix, "*"))) await redis.persist(life);
    const second = await start({ maxCostUsd: 1 });
    const handle = first.orchestrator.startTask(spec);
    await begun.promise;
    expect(await second.sharedBudget.read()).toMatchObject({
      spent: { costUsd: 0 },
      reserved: { costUsd: 0.01 },
    });
    const fields = await redis.hkeys(nameBudget(prefix));
    const processId = fields.find((field) => field.startsWith("of:costUsd:"))?.split(":")[2] ?? "";
    await redis.del(nameLife(prefix, processId));
    expect(await second.sharedBudget.read()).toMatchObject({
      spent: { costUsd: 0.01 },
      reserved: { costUsd: 0 },
    });
    await redis.set(nameLife(prefix, processId), "1");
    end.resolve(1);
    await handle.settled;
    const { spent, reserved } = await second.sharedBudget.read();
    expect(spent.costUsd + reserved.costUsd).toBeCloseTo(0.01);
    await redis.del(nameLife(prefix, processId));
    expect((await second.sharedBudget.read()).spent.costUsd).toBeCloseTo(0.01);
  });

  test("maxTasks counts over all coordinators; what is limited must be estimated", async () => {
    await hire(createAgent(() => 1, {}));
    const [first, second] = [await start({ maxTasks: 1 }), await start({ maxTasks: 1, maxTokens: 5 })];
    expect((await second.orchestrator.delegateTask(spec)).error).toContain(
      'limits maxTokens to 5, but agent "a" declares no tokenEstimate',
    );
    expect(await first.orchestrator.delegateTask(spec)).toMatchObject({ status: "completed" });
    expect((await first.orchestrator.delegateTask(spec)).error).toContain(
      "maxTasks 1, by 1 (1 spent, 1 asked for)",
    );
  });

  test("what Redis refuses says what is wrong and what to do, to whoever reads it and to the task", async () => {
    await hire(createAgent(() => 1));
    const { orchestrator, sharedBudget } = await start({ maxCostUsd: 1 });
    await redis.set(nameBudget(prefix), "something else");
    const refused = { code: ErrorCode.STORE_FAILED, details: { problem: "damaged" } };
    await expect(sharedBudget.read()).rejects.toMatchObject(refused);
    await expect(sharedBudget.reset()).rejects.toMatchObject(refused);
    const task = await orchestrator.delegateTask(spec);
    expect(task).toMatchObject({ status: "failed", failure: refused });
    await redis.del(nameBudget(prefix));
  });

  test("a step that is sent twice takes place once", async () => {
    const args = [nameBudget(prefix), `${prefix}:step`, "p", 0.5, 7, 1, "", "", ""];
    expect(await redis.eval(reserveSpend, 2, ...args)).toBe("ok");
    expect(await redis.eval(reserveSpend, 2, ...args)).toBe("ok");
    expect(await redis.hgetall(nameBudget(prefix))).toMatchObject({ "reserved:tokens": "7", tasks: "1" });
    expect(await redis.pttl(`${prefix}:step`)).toBeGreaterThan(0);
  });

  test.each([
    [{ maxCostUsd: -1 }, "maxCostUsd -1"],
    [{ maxCost: 1 }, "maxCost"],
    [5, "must be an object"],
  ])("refuses limits %j", async (sharedBudget, word) => {
    const options = { connection, prefix, sharedBudget } as unknown as CoordinatorOptions;
    await expect(createCoordinator(options)).rejects.toThrow(word);
  });
});
