import { readdir, stat, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Orchestrator } from "@convoke/core";
import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { bullmqEngine, createWorker } from "../src/index.ts";
import { nameInbox } from "../src/wire/names.ts";
import { openProxy } from "./chaos/proxy.ts";
import { type OwnRedis, startOwnRedis } from "./store/own-redis.ts";
import { createPrefix, describeWithRedis } from "./support/redis.ts";
import { createAgent } from "./worker/open-parts.ts";

const prefix = createPrefix();

describeWithRedis("an executor that asks", () => {
  let own: OwnRedis;
  let redis: Redis;
  let ending: (() => unknown)[] = [];

  beforeEach(async () => {
    own = await startOwnRedis();
    redis = openConnection(own.socket);
  });

  afterEach(async () => {
    for (const end of ending.reverse()) await end();
    ending = [];
    redis.disconnect();
    await own.remove();
  });

  /** A worker whose executor asks a second time when it may, and a coordinator that waits for it. */
  async function begin(coordinated: Parameters<typeof bullmqEngine>[0]["connection"]) {
    const isAsking = Promise.withResolvers<void>();
    const mayAsk = Promise.withResolvers<void>();
    let starts = 0;
    const asking = createAgent("any", async (_, { findAgents }) => {
      starts++;
      await findAgents();
      isAsking.resolve();
      await mayAsk.promise;
      return (await findAgents()).length;
    });
    const worker = createWorker({ connection: own.socket, prefix, agents: [asking] });
    await worker.ready();
    const engine = bullmqEngine({ connection: coordinated, prefix });
    const orchestrator = new Orchestrator({ engine });
    ending.push(
      () => worker.close({ timeoutMs: 0 }),
      () => orchestrator.close(),
    );
    orchestrator.registerAgent(asking);
    const { settled } = orchestrator.startTask({ agentType: "hand", description: "ask" });
    await isAsking.promise;
    const { workerId } = worker;
    return { workerId, settled, ask: mayAsk.resolve, countStarts: () => starts };
  }

  test("is answered when Redis was full for a moment", async () => {
    const { settled, ask, countStarts } = await begin(own.socket);
    await redis.config("SET", "maxmemory", 1);
    ask();
    while (!/cmdstat_xadd:.*rejected_calls=[1-9]/.test(await redis.info("commandstats")));
    await redis.config("SET", "maxmemory", 0);
    expect(await settled).toMatchObject({ status: "completed", result: 1, attempts: 1 });
    expect(countStarts()).toBe(1);
  });

  /** The files to which Redis appends, and how long they are. */
  async function measure(): Promise<readonly (readonly [file: string, size: number])[]> {
    const folder = join(dirname(own.socket), "appendonlydir");
    const files = (await readdir(folder)).map((name) => join(folder, name));
    return Promise.all(files.map(async (file) => [file, (await stat(file)).size] as const));
  }

  test("is answered when Redis has lost its question", async () => {
    const network = await openProxy(own.socket);
    ending.push(network.close);
    const { workerId, settled, ask, countStarts } = await begin({ host: "127.0.0.1", port: network.port });
    const inboxes = await redis.keys(nameInbox(prefix, "*"));
    const inbox = String(inboxes.find((name) => name !== nameInbox(prefix, workerId)));
    network.stall();
    const readLast = async (): Promise<string> =>
      JSON.stringify(await redis.xrevrange(inbox, "+", "-", "COUNT", 1));
    const last = await readLast();
    const sizes = await measure();
    ask();
    while ((await readLast()) === last);
    await own.kill();
    for (const [file, size] of sizes) await truncate(file, size);
    await own.start();
    network.cut();
    network.heal();
    expect(await settled).toMatchObject({ status: "completed", result: 1, attempts: 1 });
    expect(countStarts()).toBe(1);
  });
});
