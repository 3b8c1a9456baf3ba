import { ErrorCode } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { createWorker } from "../../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { createAgent } from "./open-parts.ts";

describeWithRedis("worker.close", () => {
  const agent = createAgent("any", () => 1);

  test("calls the close of each agent once, and tells which one failed after everything is closed", async () => {
    const prefix = createPrefix();
    let calls = 0;
    const closing = createAgent("closing", () => 1, { close: async () => void calls++ });
    const failing = createAgent("failing", () => 1, {
      close: async () => {
        throw new Error("the door is stuck");
      },
    });
    const worker = createWorker({ connection, prefix, agents: [closing, failing] });
    const both = [worker.close(), worker.close()];
    await expect(both[0]).rejects.toMatchObject({ errors: [{ message: "the door is stuck" }] });
    await expect(both[1]).rejects.toThrow("could not be closed");
    expect(calls).toBe(1);
  });

  test("ends though an agent's own close does not, and tells which one", async () => {
    const runtime = createManualRuntime();
    const begun = Promise.withResolvers<void>();
    const stuck = {
      ...agent,
      close() {
        begun.resolve();
        return new Promise<void>(() => undefined);
      },
    };
    const worker = createWorker({ connection, prefix: createPrefix(), agents: [stuck], runtime });
    await worker.ready();
    const closed = worker.close().catch((error: unknown) => error);
    await begun.promise;
    await runtime.advance(10_000);
    expect(await closed).toMatchObject({
      errors: [{ code: ErrorCode.TIMEOUT, details: { agentType: agent.agentType, agentName: agent.name } }],
    });
  });
});
