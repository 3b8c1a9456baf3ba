import { ErrorCode } from "@convoke/core";
import { expect, test } from "vitest";
import { createPrefix, describeWithRedis } from "../support/redis.ts";
import { createAgent, openCoordinator, openWorker, whenAborted } from "./open-parts.ts";

describeWithRedis("createWorker", () => {
  test("tells the coordinator of a job whose workers were lost too often, and does not run it", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    let runs = 0;
    const { jobKey } = await coordinator.dispatch("fatal", "a1");
    await coordinator.redis.hset(jobKey, "defa", "job stalled more than allowable limit");
    await openWorker({ prefix, agents: [createAgent("fatal", () => ++runs)] });
    expect(await coordinator.hear(() => true)).toEqual({ kind: "lost", attemptId: "a1" });
    await coordinator.dispatch("fatal", "a2");
    await coordinator.hear(({ attemptId }) => attemptId === "a2");
    expect([runs, await coordinator.redis.exists(jobKey)]).toEqual([1, 0]);
  });

  test("drops the jobs of a coordinator that is gone", async () => {
    const prefix = createPrefix();
    const dead = openCoordinator(prefix);
    const living = openCoordinator(prefix);
    await living.live();
    const inputs: unknown[] = [];
    const { jobKey } = await dead.dispatch("any", "a1", "of the dead");
    await living.dispatch("any", "a2", "of the living");
    await openWorker({
      prefix,
      concurrency: 1,
      agents: [createAgent("any", ({ input }) => inputs.push(input))],
    });
    await living.hear(({ kind }) => kind === "ended");
    expect([inputs, await dead.redis.exists(jobKey)]).toEqual([["of the living"], 0]);
  });

  test("drops what an earlier life of a coordinator has dispatched, and tells the one that it lives now", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live(1);
    const inputs: unknown[] = [];
    const agent = createAgent("any", ({ input }) => inputs.push(input));
    await openWorker({ prefix, concurrency: 1, agents: [agent] });
    await coordinator.dispatch("any", "a1", "of the first life");
    await coordinator.hear(({ kind }) => kind === "ended");
    await coordinator.live(2);
    await coordinator.dispatch("any", "a2", "of the second life", 2);
    await coordinator.hear(({ kind, attemptId }) => kind === "ended" && attemptId === "a2");
    const { jobKey } = await coordinator.dispatch("any", "a3", "late, of the first life", 1);
    expect(await coordinator.hear(({ attemptId }) => attemptId === "a3")).toEqual({
      kind: "void",
      attemptId: "a3",
    });
    await coordinator.dispatch("any", "a4", "of no life", Number.NaN);
    await coordinator.dispatch("any", "a5", "the last", 2);
    await coordinator.hear(({ kind, attemptId }) => kind === "ended" && attemptId === "a5");
    expect(inputs).toEqual(["of the first life", "of the second life", "the last"]);
    expect(await coordinator.redis.exists(jobKey)).toBe(0);
  });

  test("aborts the attempts of a coordinator that is gone, and says nothing more", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    const aborted = Promise.withResolvers<unknown>();
    const patient = createAgent("any", async (_, { signal }) => aborted.resolve(await whenAborted(signal)));
    await openWorker({ prefix, agents: [patient] });
    await coordinator.dispatch("any", "a1");
    await coordinator.hear(({ kind }) => kind === "started");
    await coordinator.die();
    expect(await aborted.promise).toMatchObject({ code: ErrorCode.LEASE_LOST });
    await coordinator.live();
    await coordinator.dispatch("any", "a2");
    await coordinator.hear(({ attemptId }) => attemptId === "a2");
    expect(coordinator.messages.map(({ attemptId, kind }) => `${attemptId} ${kind}`)).toEqual([
      "a1 started",
      "a2 started",
    ]);
  });

  test("aborts an attempt whose job another worker has by now", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    const aborted = Promise.withResolvers<unknown>();
    const patient = createAgent("any", async (_, { signal }) => aborted.resolve(await whenAborted(signal)));
    await openWorker({ prefix, agents: [patient] });
    const { jobKey } = await coordinator.dispatch("any", "a1");
    await coordinator.hear(({ kind }) => kind === "started");
    await coordinator.redis.set(`${jobKey}:lock`, "somebody else");
    expect(await aborted.promise).toMatchObject({ code: ErrorCode.LEASE_LOST });
    expect(await coordinator.redis.get(`${jobKey}:lock`)).toBe("somebody else");
  });

  test("takes a lock that has run out again when nobody has taken the job", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    const end = Promise.withResolvers<string>();
    await openWorker({ prefix, agents: [createAgent("any", () => end.promise)] });
    const { jobKey } = await coordinator.dispatch("any", "a1");
    await coordinator.hear(({ kind }) => kind === "started");
    await coordinator.redis.del(`${jobKey}:lock`);
    while ((await coordinator.redis.exists(`${jobKey}:lock`)) === 0) await coordinator.redis.ping();
    end.resolve("done");
    const ended = await coordinator.hear(({ kind }) => kind === "ended");
    expect(ended).toMatchObject({ delivery: 1, outcome: { ok: true, value: "done" } });
  });

  test("keeps the newest of too many reports, in order, before the end", async () => {
    const prefix = createPrefix();
    const coordinator = openCoordinator(prefix);
    await coordinator.live();
    const hasty = createAgent("any", (_, { report }) => {
      for (let part = 1; part <= 1_000; part++) report({ fraction: part / 1_000, data: part });
    });
    await openWorker({ prefix, agents: [hasty] });
    await coordinator.dispatch("any", "a1");
    await coordinator.hear(({ kind }) => kind === "ended");
    const parts = coordinator.messages.flatMap((message) =>
      message.kind === "report" ? [message.progress.data] : [],
    );
    expect(parts).toEqual(Array.from({ length: 100 }, (_, index) => 901 + index));
    expect(coordinator.messages.at(-1)?.kind).toBe("ended");
  });
});
