import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { createWorker } from "../../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { createAgent } from "./open-parts.ts";

const agents = [createAgent("any", () => 1)];
/** Nobody listens there. */
const nowhere = "redis://127.0.0.1:1";

test("worker.ready rejects when Redis was not reached for 10 seconds, however often it is asked", async () => {
  const runtime = createManualRuntime();
  const worker = createWorker({ connection: nowhere, agents, runtime });
  for (let time = 0; time < 2; time++) {
    const refused = worker.ready().catch((error: unknown) => error);
    await runtime.advance(10_000);
    expect(await refused).toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("look at the address"),
      details: { problem: "unreachable" },
    });
  }
  const closing = worker.close({ timeoutMs: 0 });
  await runtime.advance(10_000);
  await closing;
});

test("worker.ready rejects when the worker is closed before, and afterwards", async () => {
  const worker = createWorker({ connection: nowhere, agents });
  const refused = worker.ready().catch((error: unknown) => error);
  const closing = worker.close({ timeoutMs: 0 });
  expect(await refused).toMatchObject({ code: "closed" });
  await expect(worker.ready()).rejects.toMatchObject({ code: "closed" });
  await closing;
});

describeWithRedis("worker.ready", () => {
  test("rejects at once when Redis refuses the worker", async () => {
    const refused = { path: connection, username: "nobody", password: "wrong" };
    const worker = createWorker({ connection: refused, prefix: createPrefix(), agents });
    await expect(worker.ready()).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringMatching(/WRONGPASS.*Look at the user/),
      details: { problem: "refused" },
    });
    await worker.close();
  });
});
