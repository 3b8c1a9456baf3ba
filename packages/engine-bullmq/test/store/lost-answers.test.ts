import { stat } from "node:fs/promises";
import type { CommitReceipt } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { redisStore, type RedisStore } from "../../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { type LossyProxy, openLossyProxy } from "./lossy-proxy.ts";
import { createEvent, createRecord, createRun } from "./records.ts";
import { removeKeys } from "./redis-context.ts";

describeWithRedis("redisStore with a network that loses answers", () => {
  const leaseMs = 1_000;
  let prefix: string;
  let proxy: LossyProxy;
  let store: RedisStore;
  const runtime = createManualRuntime({ startMs: 1_000_000 });

  beforeEach(async () => {
    prefix = createPrefix();
    proxy = await openLossyProxy(connection);
    store = redisStore({ connection: proxy.url, prefix, runtime });
    await store.lastCursor();
  });
  afterEach(async () => {
    await store.close();
    await proxy.close();
    await removeKeys(prefix);
  });

  test("commit writes once, and answers with the first receipt", async () => {
    const lease = await store.open(createRun("r"), "owner", leaseMs);
    const cut = proxy.loseAnswer();
    const receipt = await store.commit(lease, {
      tasks: [createRecord("r/0", { spend: { costUsd: 1, tokens: 2 } })],
      events: [createEvent("r", 1), createEvent("r", 2)],
    });
    await cut;
    expect(receipt).toEqual({ cursor: 2 });
    expect((await store.readEvents(0, 10)).map(({ cursor }) => cursor)).toEqual([1, 2]);
    const { items } = await store.listRuns({});
    expect(items[0]).toMatchObject({ tasks: { completed: 1 }, spend: { costUsd: 1, tokens: 2 } });
  });

  test("commit that ended its run is no lost lease", async () => {
    const lease = await store.open(createRun("r"), "owner", leaseMs);
    const cut = proxy.loseAnswer();
    await store.commit(lease, { run: { status: "completed", finishedAt: 1 } });
    await cut;
    expect(await store.findRun("r")).toMatchObject({ status: "completed" });
    await expect(store.commit(lease, {})).rejects.toMatchObject({ code: "lease_lost" });
  });

  test("open is no duplicate of itself", async () => {
    const cut = proxy.loseAnswer();
    const lease = await store.open(createRun("r"), "owner", leaseMs);
    await cut;
    await store.commit(lease, { tasks: [createRecord("r/0")] });
    await expect(store.open(createRun("r"), "owner", leaseMs)).rejects.toMatchObject({
      code: "duplicate_task",
    });
  });

  test("claim answers with what it has taken, and counts one recovery", async () => {
    await store.open(createRun("r"), "owner", leaseMs);
    await runtime.advance(leaseMs);
    const cut = proxy.loseAnswer();
    const leases = await store.claim("next", leaseMs, 5);
    await cut;
    expect(leases).toMatchObject([{ runId: "r", owner: "next", fence: 2, recoveries: 1 }]);
    await store.commit(leases[0], {});
  });

  test("release is no lost lease", async () => {
    const lease = await store.open(createRun("r"), "owner", leaseMs);
    const cut = proxy.loseAnswer();
    await store.release(lease);
    await cut;
    expect(await store.claim("next", leaseMs, 5)).toMatchObject([{ runId: "r", recoveries: 0 }]);
  });

  test("many commits at once are written once each, in their order, wherever the connection is cut", async () => {
    const lease = await store.open(createRun("r"), "owner", leaseMs);
    let number = 0;
    function commit(): Promise<CommitReceipt> {
      number += 1;
      const tasks = [createRecord("r/0", { description: String(number) })];
      return store.commit(lease, { tasks, events: [createEvent("r", number)] });
    }
    for (let bytes = 0; bytes < 600; bytes += 37) {
      const before = number;
      const cut = proxy.loseAnswer(bytes);
      const commits = Array.from({ length: 40 }, commit);
      await cut;
      // The store learns of the cut a little later: some of these meet a connection that is about to be gone.
      for (let later = 0; later < 30; later++) {
        commits.push(commit());
        await stat(".");
      }
      const cursors = (await Promise.all(commits)).map(({ cursor }) => cursor);
      expect(cursors).toEqual(Array.from({ length: 70 }, (_, index) => before + index + 1));
      expect((await store.find("r/0"))?.task.description).toBe(String(number));
    }
    const sequences = (await store.readEvents(0, 10_000, "r")).map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: number }, (_, index) => index + 1));
    expect(proxy.cuts).toBeGreaterThan(10);
  });

  test("a connection that has fallen silent is made anew after 5 seconds, and nothing is lost", async () => {
    const lease = await store.open(createRun("r"), "owner", leaseMs);
    proxy.fallSilent();
    const commit = store.commit(lease, { events: [createEvent("r", 1)] });
    const later = store.commit(lease, { events: [createEvent("r", 2)] });
    await runtime.advance(6_000);
    expect(await Promise.all([commit, later])).toEqual([{ cursor: 1 }, { cursor: 2 }]);
  });

  test("calls wait for their turn as long as Redis answers others, however long", async () => {
    const lease = await store.open(createRun("r"), "owner", leaseMs);
    proxy.holdAnswers();
    const commits: Promise<CommitReceipt>[] = [];
    for (const sequence of [1, 2, 3]) {
      commits.push(store.commit(lease, { events: [createEvent("r", sequence)] }));
      await proxy.whenHeld(sequence);
    }
    for (const [index, commit] of commits.entries()) {
      await runtime.advance(4_000);
      await proxy.letThrough();
      expect(await commit).toEqual({ cursor: index + 1 });
    }
    expect(proxy.cuts).toBe(0);
  });

  test("a process that was paused itself does not take Redis for silent", async () => {
    let pausedMs = 0;
    const paused = { ...runtime, now: () => runtime.now() + pausedMs };
    const other = redisStore({ connection: proxy.url, prefix, runtime: paused });
    await other.lastCursor();
    proxy.holdAnswers();
    const answer = other.lastCursor();
    await proxy.whenHeld(1);
    pausedMs = 60_000;
    await runtime.advance(1_000);
    await proxy.letThrough();
    expect(await answer).toBe(0);
    await other.close();
  });

  test("leases that are renewed in one turn are judged one by one", async () => {
    const ids = Array.from({ length: 450 }, (_, index) => `r${index}`);
    const leases = await Promise.all(ids.map((id) => store.open(createRun(id), "owner", leaseMs)));
    await store.release(leases[201]);
    const renewed = await Promise.allSettled(leases.map((lease) => store.renew(lease)));
    for (const [index, end] of renewed.entries()) {
      if (index === 201) expect(end).toMatchObject({ reason: { code: "lease_lost" } });
      else expect(end).toMatchObject({ value: { runId: `r${index}`, recoveries: 0 } });
    }
  });

  test("a Redis that is silent for 10 seconds is unreachable, and asked again when it is back", async () => {
    const lease = await store.open(createRun("r"), "owner", leaseMs);
    proxy.fallSilent({ forGood: true });
    const refusal = store.commit(lease, {}).catch((error: unknown) => error);
    await runtime.advance(9_000);
    const later = store.commit(lease, { events: [createEvent("r", 1)] });
    await runtime.advance(2_000);
    expect(await refusal).toMatchObject({ code: "store_failed", details: { problem: "unreachable" } });
    proxy.recover();
    expect(await later).toEqual({ cursor: 1 });
  });
});

describeWithRedis("redisStore without a Redis", () => {
  test("calls wait for 10 seconds, then reject with what to do; close does not wait for ever", async () => {
    const runtime = createManualRuntime();
    const proxy = await openLossyProxy(connection);
    await proxy.close();
    const store = redisStore({ connection: proxy.url, runtime });
    const refusal = store.lastCursor().catch((error: unknown) => error);
    await runtime.advance(11_000);
    expect(await refusal).toMatchObject({
      code: "store_failed",
      message: expect.stringMatching(/10000 ms.*Start it/) as string,
      details: { problem: "unreachable" },
    });
    await store.close();
    await expect(store.lastCursor()).rejects.toMatchObject({ code: "closed" });
  });
});
