import { type AgentContext, ErrorCode, type TaskRequest } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { createAgent, openCoordinator, openWorker } from "./open-parts.ts";

describeWithRedis("createWorker", () => {
  /** An agent that does one step, and what becomes of it. */
  function createStepper() {
    const steps: string[] = [];
    const step = (_: TaskRequest, context: AgentContext): Promise<string> =>
      context.step("one", async () => String(steps.push("one")));
    return { steps, agent: createAgent("any", step) };
  }

  test("sends a call once more that the coordinator asks for, under its number", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    const { agent, steps } = createStepper();
    const { workerId } = await openWorker({ prefix, agents: [agent] });
    await coordinator.dispatch("any", "a1");
    const call = await coordinator.hear(({ kind }) => kind === "call");
    const attempt = { attemptId: "a1", delivery: 1 };
    await coordinator.tell(workerId, { kind: "repeat", ...attempt, call: 1 });
    expect(await coordinator.hear((message) => message.kind === "call" && message !== call)).toEqual(call);
    expect(call).toMatchObject({ method: "recall", args: ["one"] });
    for (const number of [1, 1, 2]) {
      const outcome = { ok: true } as const;
      await coordinator.tell(workerId, { kind: "answer", ...attempt, call: number, outcome, generation: 1 });
    }
    expect(await coordinator.hear(({ kind }) => kind === "ended")).toMatchObject({ outcome: { value: "1" } });
    expect(steps).toEqual(["one"]);
    // With the last call it says which answers have arrived.
    expect(coordinator.messages).toContainEqual(expect.objectContaining({ method: "remember", answered: 1 }));
  });

  test("asks after its calls when its connection has come again", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    const { workerId } = await openWorker({
      prefix,
      agents: [createStepper().agent],
      connection: { path: connection, connectionName: prefix },
    });
    await coordinator.dispatch("any", "a1");
    await coordinator.hear(({ kind }) => kind === "call");
    const clients = String(await coordinator.redis.client("LIST")).split("\n");
    const ids = clients
      .filter((line) => line.includes(` name=${prefix} `))
      .map((line) => /id=(\d+)/.exec(line)?.[1]);
    expect(ids).toHaveLength(3);
    for (const id of ids) await coordinator.redis.client("KILL", "ID", String(id));
    expect(await coordinator.hear((message) => message.kind === "started" && "again" in message)).toEqual({
      kind: "started",
      attemptId: "a1",
      delivery: 1,
      worker: workerId,
      again: { last: 1, open: [1] },
    });
  });

  test("asks after a call that stays unanswered, ever less often", async () => {
    const prefix = createPrefix();
    const runtime = createManualRuntime();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    const { workerId } = await openWorker({ prefix, agents: [createStepper().agent], runtime });
    await coordinator.dispatch("any", "a1");
    const isAgain = (message: { readonly kind: string }): boolean => "again" in message;
    while (!coordinator.messages.some(({ kind }) => kind === "call")) {
      await runtime.advance(100);
      await coordinator.redis.ping();
    }
    const begunAt = runtime.now();
    const heardAt: number[] = [];
    while (heardAt.length < 3) {
      await runtime.advance(500);
      await coordinator.redis.ping();
      const count = coordinator.messages.filter(isAgain).length;
      if (count > heardAt.length) heardAt.push(runtime.now() - begunAt);
    }
    expect(heardAt[0]).toBeGreaterThanOrEqual(5_000);
    expect(heardAt[1] - heardAt[0]).toBeGreaterThan(8_000);
    expect(heardAt[2] - heardAt[1]).toBeGreaterThan(16_000);
    const outcome = { ok: true, value: { value: "done before" } } as const;
    const answer = { kind: "answer", attemptId: "a1", delivery: 1, call: 1, outcome, generation: 1 } as const;
    await coordinator.tell(workerId, answer);
    await coordinator.hear(({ kind }) => kind === "ended");
  });

  test("rejects a call with store_failed that Redis refuses for good", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    await coordinator.refuse();
    const refused = Promise.withResolvers<unknown>();
    const asking = createAgent("any", (_, { findAgents }) => findAgents().catch(refused.resolve));
    await openWorker({ prefix, agents: [asking] });
    await coordinator.dispatch("any", "a1");
    expect(await refused.promise).toMatchObject({
      code: ErrorCode.STORE_FAILED,
      message: expect.stringMatching(/WRONGTYPE.*permissions of the connection/),
    });
  });

  test("close gives back what it can, also when one of the jobs is gone", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    const forever = Promise.withResolvers<void>();
    const deaf = createAgent("deaf", () => forever.promise);
    const obedient = createAgent(
      "obedient",
      (_, { signal }) => new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true })),
    );
    const worker = await openWorker({ prefix, agents: [deaf, obedient] });
    const { jobKey } = await coordinator.dispatch("obedient", "a1");
    await coordinator.dispatch("deaf", "a2");
    for (const id of ["a1", "a2"]) {
      await coordinator.hear(({ kind, attemptId }) => kind === "started" && attemptId === id);
    }
    await coordinator.redis.del(jobKey);
    await worker.close({ timeoutMs: 0 });
    expect(await coordinator.redis.lrange(`${prefix}:hand.deaf:active`, 0, -1)).toEqual([]);
    expect(await coordinator.redis.zrange(`${prefix}:hand.deaf:prioritized`, 0, -1)).toEqual(["a2"]);
    forever.resolve();
  });
});
