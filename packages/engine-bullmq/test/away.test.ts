import { createManualRuntime } from "@convoke/core/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bullmqEngine, type Coordinator, createCoordinator } from "../src/index.ts";
import { openProxy, type Proxy } from "./chaos/proxy.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

/** Nobody listens there. */
const nowhere = "redis://127.0.0.1:1";
const roster = { registerAgent: () => undefined, unregisterAgent: () => true };

function unreachable(who: string): object {
  return {
    code: "store_failed",
    message: expect.stringMatching(`^${who}.*waited for 10000 ms.*[Ss]tart it, or look at the address`),
    details: { problem: "unreachable" },
  };
}

const settled = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

test("followAgents and createCoordinator reject when Redis was not reached for 10 seconds", async () => {
  const runtime = createManualRuntime();
  const engine = bullmqEngine({ connection: nowhere, runtime });
  const following = settled(engine.followAgents(roster));
  const creating = settled(createCoordinator({ connection: nowhere, runtime }));
  await runtime.advance(11_000);
  expect(await following).toMatchObject(unreachable("followAgents: "));
  expect(await creating).toMatchObject(unreachable("The store's Redis"));
  await engine.close();
});

test("followAgents rejects with closed when the engine is closed before Redis is reached", async () => {
  const engine = bullmqEngine({ connection: nowhere });
  const following = settled(engine.followAgents(roster));
  await engine.close();
  expect(await following).toMatchObject({ code: "closed" });
  expect(await settled(engine.followAgents(roster))).toMatchObject({ code: "closed" });
});

describeWithRedis("without Redis", () => {
  const runtime = createManualRuntime();
  let proxy: Proxy;
  let coordinator: Coordinator;

  beforeEach(async () => {
    proxy = await openProxy(connection);
    const options = { connection: { host: "127.0.0.1", port: proxy.port }, prefix: createPrefix(), runtime };
    coordinator = await createCoordinator({ ...options, sharedBudget: { maxCostUsd: 1 } });
  });

  afterEach(async () => {
    proxy.heal();
    await coordinator.close();
    await proxy.close();
  });

  test.each(["cut", "stall"] as const)(
    "the methods of a coordinator reject after 10 seconds: %s",
    async (how) => {
      const { deadLetters, engine, sharedBudget } = coordinator;
      proxy[how]();
      const calls = {
        "deadLetters.list": deadLetters.list(),
        "deadLetters.retry": deadLetters.retry("x"),
        "deadLetters.discard": deadLetters.discard("x"),
        "sharedBudget.read": sharedBudget.read(),
        "sharedBudget.reset": sharedBudget.reset(),
        followAgents: engine.followAgents(roster),
      };
      const errors = Object.values<Promise<unknown>>(calls).map(settled);
      await runtime.advance(10_000);
      expect(await Promise.all(errors)).toMatchObject(
        Object.keys(calls).map((who) => unreachable(`${who}: `)),
      );
      proxy.heal();
      expect(await deadLetters.list()).toEqual({ items: [] });
    },
  );

  test("followAgents rejects at once when Redis refuses the user", async () => {
    const refused = { path: connection, username: "nobody", password: "wrong" };
    const engine = bullmqEngine({ connection: refused, prefix: createPrefix(), runtime });
    expect(await settled(engine.followAgents(roster))).toMatchObject({
      code: "store_failed",
      details: { problem: "refused" },
    });
    await engine.close();
  });
});

describeWithRedis("a coordinator that is closed without Redis", () => {
  test("deadLetters reject with closed once the coordinator is closed", async () => {
    const proxy = await openProxy(connection);
    const { deadLetters, close } = await createCoordinator({
      connection: { host: "127.0.0.1", port: proxy.port },
      prefix: createPrefix(),
    });
    proxy.cut();
    const waiting = settled(deadLetters.list());
    const closing = close();
    expect(await waiting).toMatchObject({ code: "closed" });
    await closing;
    expect(await settled(deadLetters.list())).toMatchObject({ code: "closed" });
    await proxy.close();
  });
});
