import assert from "node:assert/strict";
import { ErrorCode, type Lease, type TaskStore } from "@convoke/core";
import { assertRejects } from "../assertions.ts";
import type { StoreCase } from "./store-case.ts";
import { createEvents, createRecord, finishRun, leaseMs, openRun } from "./store-records.ts";

/** Takes the only run that there is to take. */
async function claimOne(subject: TaskStore, owner: string): Promise<Lease> {
  const leases = await subject.claim(owner, leaseMs, 10);
  assert.deepEqual(
    leases.map((lease) => lease.runId),
    ["r"],
    "the run is there to be claimed",
  );
  return leases[0];
}

/** Giving runs back, and how often their owners were lost. */
export const releaseCases: readonly StoreCase[] = [
  {
    name: "release gives a run back at once",
    promise: "A released run may be claimed in the same millisecond, by anybody, with a greater fence.",
    async run({ subject }) {
      let lease = await openRun(subject, "r");
      for (const owner of ["owner-2", "owner-2", "owner-1"]) {
        await subject.release(lease);
        const claimed = await claimOne(subject, owner);
        assert.equal(claimed.owner, owner);
        assert.ok(claimed.fence > lease.fence, "the fence increases");
        lease = claimed;
      }
      await subject.commit(lease, { tasks: [createRecord("r/0")] });
      assert.deepEqual(await subject.claim("owner-3", leaseMs, 10), [], "it is owned again");
    },
  },
  {
    name: "release ends the right to write",
    promise:
      "Under a released lease `commit`, `renew` and `release` reject with `lease_lost`, and nothing is written.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.release(lease);
      const writes = { tasks: [createRecord("r/0")], events: createEvents("r", 1) };
      for (const [what, work] of [
        ["a commit", () => subject.commit(lease, writes)],
        ["a renewal", () => subject.renew(lease)],
        ["a second release", () => subject.release(lease)],
      ] as const) {
        await assertRejects(work, ErrorCode.LEASE_LOST, `${what} under a released lease`);
      }
      const stored = await subject.load("r");
      assert.deepEqual([stored?.status, stored?.tasks, stored?.sequence], ["running", [], 0]);
      assert.equal((await subject.claim("owner-2", leaseMs, 10)).length, 1, "it can still be claimed");
    },
  },
  {
    name: "release refuses a lost lease",
    promise:
      "`release` rejects with `lease_lost` after a take-over and after the end of the run, and changes nothing.",
    async run({ subject, clock }) {
      const lease = await openRun(subject, "r");
      await clock.advance(leaseMs + 1);
      const claimed = await claimOne(subject, "owner-2");
      await assertRejects(() => subject.release(lease), ErrorCode.LEASE_LOST, "release of a lost lease");
      assert.deepEqual(await subject.claim("owner-3", leaseMs, 10), [], "the new owner keeps it");
      await subject.commit(claimed, { run: { status: "completed", finishedAt: 5 } });
      await assertRejects(() => subject.release(claimed), ErrorCode.LEASE_LOST, "release of an ended run");
      await finishRun(subject, "other", 1);
      assert.deepEqual(await subject.claim("owner-3", leaseMs, 10), []);
    },
  },
  {
    name: "a released run counts no recovery",
    promise: "The claim of a released run leaves `recoveries` as they were.",
    async run({ subject, clock }) {
      let lease = await openRun(subject, "r");
      assert.equal(lease.recoveries, 0, "a new run has none");
      for (let round = 0; round < 2; round++) {
        await subject.release(lease);
        lease = await claimOne(subject, "owner-2");
        assert.equal(lease.recoveries, 0);
      }
      await clock.advance(leaseMs + 1);
      lease = await claimOne(subject, "owner-3");
      await subject.release(lease);
      assert.equal((await claimOne(subject, "owner-4")).recoveries, 1, "nothing has settled meanwhile");
    },
  },
  {
    name: "a lost owner counts a recovery",
    promise:
      "Each claim after the end of a lease counts one more of `recoveries`, also after an earlier release.",
    async run({ subject, clock }) {
      await subject.release(await openRun(subject, "r"));
      await claimOne(subject, "owner-2");
      for (const recoveries of [1, 2, 3]) {
        await clock.advance(leaseMs + 1);
        assert.equal((await claimOne(subject, `owner-${recoveries}`)).recoveries, recoveries);
      }
    },
  },
  {
    name: "an owner that lives counts no recovery",
    promise:
      "A claim by the owner whose lease has ended leaves `recoveries` as they were: it was late, and has not died.",
    async run({ subject, clock }) {
      const { fence } = await openRun(subject, "r");
      await clock.advance(leaseMs + 1);
      const claimed = await claimOne(subject, "owner-1");
      assert.equal(claimed.fence, fence + 1);
      assert.equal(claimed.recoveries, 0);
      await clock.advance(leaseMs + 1);
      assert.equal((await claimOne(subject, "owner-2")).recoveries, 1);
    },
  },
  {
    name: "progress sets recoveries back",
    promise: "A commit with a settled task, of any end, or with a step sets `recoveries` to 0.",
    async run({ subject, clock }) {
      await openRun(subject, "r");
      const progress = [
        { tasks: [createRecord("r/0")] },
        { tasks: [createRecord("r/1", { status: "failed" })] },
        { tasks: [createRecord("r/2", { status: "cancelled" })] },
        { steps: [{ taskId: "r/3", key: "k", value: 1 }] },
      ];
      for (const writes of progress) {
        for (const recoveries of [1, 2]) {
          await clock.advance(leaseMs + 1);
          const lease = await claimOne(subject, `owner-${recoveries + 1}`);
          assert.equal(lease.recoveries, recoveries);
          if (recoveries === 2) await subject.commit(lease, writes);
        }
      }
    },
  },
  {
    name: "a wait for an answer is progress",
    promise: "A commit with an event `task-waiting` sets `recoveries` to 0, whatever is written with it.",
    async run({ subject, clock }) {
      await openRun(subject, "r");
      for (const at of [1, 2]) {
        await clock.advance(leaseMs + 1);
        const lease = await claimOne(subject, `owner-${at + 1}`);
        assert.equal(lease.recoveries, 1);
        const waiting = { type: "task-waiting", taskId: "r/0", key: "k", at };
        await subject.commit(lease, {
          tasks: [createRecord("r/0", { status: "in_progress" })],
          events: [...createEvents("r", 2), { runId: "r", sequence: 3, event: waiting }],
        });
      }
    },
  },
  {
    name: "work that goes on is no progress",
    promise:
      "Tasks that wait for their turn or are at work, spend, waits beside work and other events leave `recoveries` as they are.",
    async run({ subject, clock }) {
      const beside = { type: "task-waiting", taskId: "r/0", key: "k", at: 1, besideWork: true };
      const going = [
        {
          tasks: [createRecord("r/0", { status: "pending" }), createRecord("r/1", { status: "in_progress" })],
        },
        { spend: [{ ticketId: "t", taskId: "r/0", reserved: { tokens: 1 } }] },
        { events: createEvents("r", 2) },
        { events: [{ runId: "r", sequence: 3, event: beside }] },
        {},
      ];
      await openRun(subject, "r");
      for (const [index, writes] of going.entries()) {
        await clock.advance(leaseMs + 1);
        const lease = await claimOne(subject, `owner-${index + 2}`);
        assert.equal(lease.recoveries, index + 1);
        await subject.commit(lease, writes);
      }
      await clock.advance(leaseMs + 1);
      assert.equal((await claimOne(subject, "owner-1")).recoveries, going.length + 1);
    },
  },
  {
    name: "renew tells the recoveries",
    promise: "`renew` keeps `recoveries`, and answers with them as they are by then.",
    async run({ subject, clock }) {
      await openRun(subject, "r");
      await clock.advance(leaseMs + 1);
      const lease = await claimOne(subject, "owner-2");
      assert.equal((await subject.renew(lease)).recoveries, 1);
      await clock.advance(leaseMs + 1);
      const next = await claimOne(subject, "owner-3");
      assert.equal(next.recoveries, 2, "a renewal is no progress");
      await subject.commit(next, { tasks: [createRecord("r/0")] });
      assert.equal((await subject.renew(next)).recoveries, 0);
    },
  },
];
