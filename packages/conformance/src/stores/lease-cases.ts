import assert from "node:assert/strict";
import { ErrorCode } from "@convoke/core";
import { assertRejects } from "../assertions.ts";
import type { StoreCase } from "./store-case.ts";
import { createEvents, createRecord, finishRun, leaseMs, openRun } from "./store-records.ts";

/** Who may write: leases, fences and take-overs. */
export const leaseCases: readonly StoreCase[] = [
  {
    name: "claim leaves living owners alone",
    promise: "`claim` takes no run whose lease has not ended.",
    async run({ subject, clock }) {
      await openRun(subject, "r");
      await clock.advance(leaseMs / 2);
      assert.deepEqual(await subject.claim("owner-2", leaseMs, 10), []);
    },
  },
  {
    name: "claim takes over with a greater fence",
    promise: "`claim` takes a run whose lease has ended; each take-over increases the fence.",
    async run({ subject, clock }) {
      let fence = (await openRun(subject, "r")).fence;
      for (const owner of ["owner-2", "owner-3"]) {
        await clock.advance(leaseMs + 1);
        const leases = await subject.claim(owner, leaseMs, 10);
        assert.deepEqual(
          leases.map((lease) => [lease.runId, lease.owner]),
          [["r", owner]],
        );
        assert.ok(leases[0].fence > fence, "the fence increases");
        fence = leases[0].fence;
      }
    },
  },
  {
    name: "claim grants a lease of the length asked for",
    promise: "A claimed run is owned for `leaseMs`, and may be claimed again after that.",
    async run({ subject, clock }) {
      await openRun(subject, "r");
      await clock.advance(leaseMs + 1);
      const before = clock.now();
      const [lease] = await subject.claim("owner-2", 4 * leaseMs, 10);
      assert.ok(lease.expiresAt >= before + 4 * leaseMs, "the lease ends four lengths from now");
      await clock.advance(2 * leaseMs);
      assert.deepEqual(await subject.claim("owner-3", leaseMs, 10), [], "the longer lease still holds");
    },
  },
  {
    name: "claim takes the oldest first",
    promise: "`claim` answers with runs in the order of `createdAt`.",
    async run({ subject, clock }) {
      for (const age of [3, 1, 4, 2]) await openRun(subject, `r${age}`, age);
      await clock.advance(leaseMs + 1);
      const leases = await subject.claim("owner-2", leaseMs, 10);
      assert.deepEqual(
        leases.map((lease) => lease.runId),
        ["r1", "r2", "r3", "r4"],
      );
    },
  },
  {
    name: "claim keeps to its limit",
    promise: "`claim` takes at most `limit` runs and leaves the others for the next call.",
    async run({ subject, clock }) {
      for (const age of [1, 2, 3]) await openRun(subject, `r${age}`, age);
      await clock.advance(leaseMs + 1);
      assert.equal((await subject.claim("owner-2", leaseMs, 2)).length, 2);
      const rest = await subject.claim("owner-3", leaseMs, 2);
      assert.deepEqual(
        rest.map((lease) => lease.runId),
        ["r3"],
      );
    },
  },
  {
    name: "claim leaves finished runs alone",
    promise: "A run that has ended is never claimed.",
    async run({ subject, clock }) {
      await finishRun(subject, "done", 1);
      await openRun(subject, "open");
      await clock.advance(leaseMs + 1);
      const leases = await subject.claim("owner-2", leaseMs, 10);
      assert.deepEqual(
        leases.map((lease) => lease.runId),
        ["open"],
      );
    },
  },
  {
    name: "concurrent claims share no run",
    promise: "Of many that claim at once, each run goes to exactly one.",
    async run({ subject, clock }) {
      for (let index = 0; index < 12; index++) await openRun(subject, `r${index}`, index);
      await clock.advance(leaseMs + 1);
      const claims = await Promise.all(
        Array.from({ length: 6 }, (_, index) => subject.claim(`owner-${index + 2}`, leaseMs, 4)),
      );
      const runIds = claims.flat().map((lease) => lease.runId);
      assert.equal(runIds.length, new Set(runIds).size, "no run has two owners");
      assert.equal(runIds.length, 12, "no run is left out");
    },
  },
  {
    name: "renew extends from now",
    promise: "`renew` makes the lease end its own length from now, under the same fence.",
    async run({ subject, clock }) {
      const lease = await openRun(subject, "r");
      await clock.advance(leaseMs / 2);
      const before = clock.now();
      const renewed = await subject.renew(lease);
      assert.equal(renewed.fence, lease.fence);
      assert.equal(renewed.owner, lease.owner);
      assert.ok(
        renewed.expiresAt >= before + leaseMs && renewed.expiresAt <= clock.now() + leaseMs,
        `the lease ends ${leaseMs} ms from now, not ${renewed.expiresAt - before}`,
      );
    },
  },
  {
    name: "renew keeps others away",
    promise: "A renewed run cannot be claimed before its renewed lease has ended.",
    async run({ subject, clock }) {
      let lease = await openRun(subject, "r");
      for (let round = 0; round < 3; round++) {
        await clock.advance(leaseMs * 0.7);
        lease = await subject.renew(lease);
      }
      await clock.advance(leaseMs * 0.7);
      assert.deepEqual(await subject.claim("owner-2", leaseMs, 10), []);
    },
  },
  {
    name: "renew refuses a lost lease",
    promise: "`renew` rejects with `lease_lost` when somebody else has taken the run over.",
    async run({ subject, clock }) {
      const lease = await openRun(subject, "r");
      await clock.advance(leaseMs + 1);
      await subject.claim("owner-2", leaseMs, 1);
      await assertRejects(() => subject.renew(lease), ErrorCode.LEASE_LOST, "renew of a lost lease");
    },
  },
  {
    name: "an owner may take over from itself",
    promise: "A take-over ends older leases of the same owner too: the fence decides, not the name.",
    async run({ subject, clock }) {
      const lease = await openRun(subject, "r");
      await clock.advance(leaseMs + 1);
      const [claimed] = await subject.claim(lease.owner, leaseMs, 1);
      await assertRejects(
        () => subject.commit(lease, {}),
        ErrorCode.LEASE_LOST,
        "a commit under the older fence",
      );
      await subject.commit(claimed, { tasks: [createRecord("r/0")] });
    },
  },
  {
    name: "an ended lease still writes until a take-over",
    promise: "Time alone ends no right to write: a lease that nobody has taken over commits and renews.",
    async run({ subject, clock }) {
      const lease = await openRun(subject, "r");
      await clock.advance(3 * leaseMs);
      await subject.commit(lease, { tasks: [createRecord("r/0")] });
      await subject.renew(lease);
      assert.equal((await subject.load("r"))?.tasks.length, 1);
      assert.deepEqual(await subject.claim("owner-2", leaseMs, 1), [], "the renewed lease holds");
    },
  },
  {
    name: "commit refuses an old fence",
    promise:
      "After a take-over the older owner's commit rejects with `lease_lost`, and nothing of it is written.",
    async run({ subject, clock }) {
      const lease = await openRun(subject, "r");
      await clock.advance(leaseMs + 1);
      await subject.claim("owner-2", leaseMs, 1);
      const writes = {
        tasks: [createRecord("r/0")],
        steps: [{ taskId: "r/0", key: "k", value: 1 }],
        events: createEvents("r", 2),
        run: { status: "completed" as const, finishedAt: 9 },
      };
      await assertRejects(
        () => subject.commit(lease, writes),
        ErrorCode.LEASE_LOST,
        "a commit under an old fence",
      );
      const stored = await subject.load("r");
      assert.equal(stored?.status, "running");
      assert.deepEqual([stored?.tasks, stored?.steps, stored?.sequence], [[], [], 0]);
      assert.deepEqual(await subject.readEvents(0, 10), []);
    },
  },
];
