import { type AgentContext, ErrorCode, giveWay, type Runtime, systemRuntime } from "@convoke/core";
import { expect, test } from "vitest";
import { bullmqEngine, createWorker } from "../../src/index.ts";
import { nameAnnouncement } from "../../src/wire/names.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { createAgent, openCoordinator, openOrchestrator, openWorker, whenAborted } from "./open-parts.ts";

describeWithRedis("createWorker", () => {
  const agent = createAgent("any", () => 1);

  test.each<[string, object, RegExp]>([
    ["no connection", { connection: "" }, /connection "" must say where Redis is: a URL/],
    ["a key prefix", { connection: { keyPrefix: "a" } }, /use prefix instead/],
    ["an empty prefix", { prefix: " " }, /prefix " "/],
    ["no agents", { agents: [] }, /at least one agent/],
    ["an agent without a name", { agents: [{ ...agent, name: "" }] }, /has no name/],
    ["an agent without an executor", { agents: [{ ...agent, executor: undefined }] }, /has no executor/],
    ["an agent twice", { agents: [agent, agent] }, /listed twice/],
    ["a concurrency of 0", { concurrency: 0 }, /concurrency is 0: use a whole number from 1/],
    ["a payload of no bytes", { maxPayloadBytes: 0 }, /maxPayloadBytes is 0/],
    ["a mistyped option", { concurency: 1 }, /Did you mean "concurrency"/],
    [
      "a rate limit of a stranger",
      { rateLimits: [{ agentType: "hand", agentName: "who", max: 1, durationMs: 1 }] },
      /"who" of type "hand", which is not in agents/,
    ],
    [
      "a rate limit of nothing",
      { rateLimits: [{ agentType: "hand", agentName: "any", max: 0, durationMs: 1 }] },
      /max is 0/,
    ],
  ])("refuses %s", (_, options, message) => {
    expect(() => createWorker({ connection, agents: [agent], ...options })).toThrow(message);
  });

  test("gives the slot of an attempt that waits to another one: five deep with one slot", async () => {
    const prefix = createPrefix();
    const digging = createAgent("digging", async (task, { delegate }) => {
      const depth = Number(task.input);
      if (depth === 0) return "ground";
      const child = await delegate({ agentType: "hand", description: "deeper", input: depth - 1 });
      return `${depth} ${String(child.result)}`;
    });
    await openWorker({ prefix, agents: [digging], concurrency: 1 });
    const orchestrator = openOrchestrator(prefix, [digging]);
    const task = await orchestrator.delegateTask({ agentType: "hand", description: "dig", input: 5 });
    expect(task).toMatchObject({ status: "completed", result: "5 4 3 2 1 ground" });
  });

  test("runs no more attempts at once than it has slots, over all agents, and each agent has its turn", async () => {
    const prefix = createPrefix();
    let running = 0;
    let most = 0;
    const agents = ["one", "two", "three"].map((name) =>
      createAgent(name, async () => {
        most = Math.max(most, ++running);
        for (let turn = 0; turn < 3; turn++) await giveWay();
        running--;
        return name;
      }),
    );
    await openWorker({ prefix, agents, concurrency: 2 });
    const orchestrator = openOrchestrator(prefix, agents);
    const tasks = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const agentName = agents[index % 3].name;
        return orchestrator.delegateTask({ agentType: "hand", agentName, description: "work" });
      }),
    );
    expect(tasks.map(({ result }) => result)).toEqual(tasks.map((_, index) => agents[index % 3].name));
    expect(most).toBe(2);
  });

  test("fails a result that is too large, and says how large and what to do", async () => {
    const prefix = createPrefix();
    const wordy = createAgent("wordy", () => "x".repeat(2_000));
    await openWorker({ prefix, agents: [wordy], maxPayloadBytes: 1_000 });
    const orchestrator = openOrchestrator(prefix, [wordy]);
    const task = await orchestrator.delegateTask({ agentType: "hand", description: "talk" });
    expect(task.failure).toMatchObject({ code: ErrorCode.INVALID_OUTPUT });
    expect(task.error).toMatch(/2002 bytes .* at most 1000 travel .* artifact store/);
  });

  test("keeps to a rate limit, and leaves the others alone", async () => {
    const prefix = createPrefix();
    let starts = 0;
    const limited = createAgent("limited", () => ++starts);
    const free = createAgent("free", () => "free");
    const rateLimits = [{ agentType: "hand", agentName: "limited", max: 2, durationMs: 60_000 }];
    await openWorker({ prefix, agents: [limited, free], rateLimits });
    const orchestrator = openOrchestrator(prefix, [limited, free]);
    const delegate = (agentName: string) =>
      orchestrator.delegateTask({ agentType: "hand", agentName, description: "go" });
    const third = [delegate("limited"), delegate("limited"), delegate("limited")];
    await Promise.all(third.slice(0, 2));
    for (let task = 0; task < 5; task++) await delegate("free");
    expect(starts).toBe(2);
  });

  test("a rate limit ends in its time, also when the clock is put back meanwhile", async () => {
    const prefix = createPrefix();
    const limited = createAgent("limited", () => "done");
    const rateLimits = [{ agentType: "hand", agentName: "limited", max: 1, durationMs: 200 }];
    let behindMs = 0;
    const { now, schedule } = systemRuntime;
    const runtime: Runtime = {
      ...systemRuntime,
      now: () => now() - behindMs,
      schedule(callback, delayMs, options) {
        // It has just learnt of the limit.
        if (delayMs <= 201) behindMs = 3_600_000;
        return schedule(callback, delayMs, options);
      },
    };
    await openWorker({ prefix, agents: [limited], concurrency: 1, rateLimits, runtime });
    const orchestrator = openOrchestrator(prefix, [limited]);
    const tasks = ["first", "second"].map((description) => ({ agentType: "hand", description }));
    const [, second] = await orchestrator.executeParallel(tasks);
    expect(second).toMatchObject({ status: "completed", result: "done" });
    expect(behindMs).toBe(3_600_000);
  });

  test("announces its agents without their code, says that it drains, and leaves nothing behind", async () => {
    const prefix = createPrefix();
    const { redis } = openCoordinator(prefix);
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const orchestrator = openOrchestrator(prefix, [agent]);
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const slow = createAgent("any", async () => {
      begin();
      await mayEnd;
      return "done";
    });
    const worker = await openWorker({ prefix, agents: [slow], concurrency: 3 });
    const key = nameAnnouncement(prefix, worker.workerId);
    const read = async (): Promise<unknown> => JSON.parse((await redis.get(key)) ?? "null");
    expect(await read()).toMatchObject({
      workerId: worker.workerId,
      concurrency: 3,
      draining: false,
      agents: [{ agentType: "hand", name: "any", description: "any", capabilities: [] }],
    });
    const task = orchestrator.delegateTask({ agentType: "hand", description: "slow" });
    await begun;
    const closed = worker.close();
    // Whatever was sent before is there when an answer to what was sent later is.
    while (!((await read()) as { readonly draining: boolean }).draining) await redis.ping();
    end();
    expect(await task).toMatchObject({ status: "completed", result: "done" });
    await closed;
    expect(await read()).toBe(null);
    expect(await redis.keys(`${prefix}:*${worker.workerId}*`)).toEqual([]);
    await worker.close();
  });

  test("the worker that has started last describes its agents, whatever the clocks of machines say", async () => {
    const prefix = createPrefix();
    const fast: Runtime = { ...systemRuntime, now: () => systemRuntime.now() + 3_600_000 };
    await openWorker({ prefix, agents: [{ ...agent, description: "old" }], runtime: fast });
    await openWorker({ prefix, agents: [{ ...agent, description: "new" }] });
    const engine = bullmqEngine({ connection, prefix });
    const descriptions: string[] = [];
    await engine.followAgents({
      registerAgent: ({ description }) => descriptions.push(description),
      unregisterAgent: () => true,
    });
    await engine.close();
    expect(descriptions).toEqual(["new"]);
  });

  test("close gives back what does not end in time: another worker has it at once", async () => {
    const prefix = createPrefix();
    const begun = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<unknown>();
    const stuck = createAgent("any", async (_, { signal }) => {
      begun.resolve();
      aborted.resolve(await whenAborted(signal));
      throw signal.reason;
    });
    const orchestrator = openOrchestrator(prefix, [agent]);
    const first = await openWorker({ prefix, agents: [stuck] });
    const task = orchestrator.delegateTask({ agentType: "hand", description: "stuck" });
    await begun.promise;
    const executor = (_: unknown, { attempt }: AgentContext): string => `attempt ${attempt}`;
    await openWorker({ prefix, agents: [createAgent("any", executor)] });
    await first.close({ timeoutMs: 0 });
    expect(await aborted.promise).toMatchObject({ code: ErrorCode.CLOSED });
    // The same attempt, delivered again: it has not failed.
    expect(await task).toMatchObject({ status: "completed", result: "attempt 1", attempts: 1 });
  });

  test("maxConcurrency holds when an attempt that waits is given to another worker", async () => {
    const prefix = createPrefix();
    let busy = 0;
    let most = 0;
    const begun = { waits: Promise.withResolvers<void>(), works: Promise.withResolvers<void>() };
    const child = createAgent("child", () => "child");
    const first = createAgent("single", async ({ description }, { delegate, signal }) => {
      if (description === "works") {
        begun.works.resolve();
        throw await whenAborted(signal);
      }
      begun.waits.resolve();
      return delegate({ agentType: "hand", agentName: "child", description: "child" });
    });
    const single = createAgent(
      "single",
      async ({ description }, { delegate, findAgents }) => {
        most = Math.max(most, ++busy);
        // Long enough for the other one to begin, were it let.
        for (let turn = 0; turn < 20; turn++) await findAgents();
        busy--;
        if (description === "works") return description;
        return (await delegate({ agentType: "hand", agentName: "child", description: "child" })).result;
      },
      { maxConcurrency: 1 },
    );
    const orchestrator = openOrchestrator(prefix, [single, child]);
    const start = (description: string) =>
      orchestrator.delegateTask({ agentType: "hand", agentName: "single", description });
    const worker = await openWorker({ prefix, agents: [first] });
    const waiting = start("waits");
    await begun.waits.promise;
    const working = start("works");
    await begun.works.promise;
    await worker.close({ timeoutMs: 0 });
    await openWorker({ prefix, agents: [single, child] });
    expect([(await waiting).result, (await working).result]).toEqual(["child", "works"]);
    expect(most).toBe(1);
  });

  test("close refuses a time that is none, and goes on", async () => {
    const worker = await openWorker({ prefix: createPrefix(), agents: [agent] });
    await expect(worker.close({ timeoutMs: -1 })).rejects.toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
  });

  test("close ends, too, when there is no Redis", async () => {
    const worker = createWorker({ connection: `${connection}.nowhere`, agents: [agent] });
    await expect(worker.close({ timeoutMs: 0 })).resolves.toBe(undefined);
  });
});
