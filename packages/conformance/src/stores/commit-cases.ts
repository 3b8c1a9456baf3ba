import assert from "node:assert/strict";
import { ErrorCode, type RunStatus } from "@convoke/core";
import { assertRejects } from "../assertions.ts";
import type { StoreCase } from "./store-case.ts";
import { createEvents, createRecord, endRun, openRun } from "./store-records.ts";

/** What a commit does, and when it is refused. */
export const commitCases: readonly StoreCase[] = [
  {
    name: "commit writes every kind of record",
    promise: "Tasks, steps, spend and the sequence of events are loaded as they were committed.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const task = {
        ...createRecord("r/0"),
        agentIndex: 1,
        failedAttempts: 2,
        retryAt: 99,
        fingerprint: "f",
      };
      const step = { taskId: "r/0", key: "fetch", value: { rows: [1, 2] } };
      const open = { ticketId: "t1", taskId: "r/0", reserved: { costUsd: 0.5, tokens: 10 } };
      const settled = { ticketId: "t2", taskId: "r/0", reserved: { tokens: 5 }, settled: { tokens: 3 } };
      await subject.commit(lease, {
        tasks: [task],
        steps: [step],
        spend: [open, settled],
        events: createEvents("r", 3),
      });
      const stored = await subject.load("r");
      assert.deepEqual(stored?.tasks, [task]);
      assert.deepEqual(stored?.steps, [step]);
      assert.deepEqual(stored?.spend, [open, settled]);
      assert.equal(stored?.sequence, 3);
    },
  },
  {
    name: "commit replaces tasks by id",
    promise: "A later record of a task replaces the earlier one, within a commit and across commits.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const pending = createRecord("r/0", { status: "pending" });
      const started = createRecord("r/0", { status: "in_progress" });
      const settled = createRecord("r/0", { status: "completed" });
      await subject.commit(lease, { tasks: [pending, started] });
      assert.deepEqual((await subject.load("r"))?.tasks, [started]);
      await subject.commit(lease, { tasks: [settled] });
      assert.deepEqual((await subject.load("r"))?.tasks, [settled]);
    },
  },
  {
    name: "commit replaces steps by task and key",
    promise: "A later value of a step replaces the earlier one; other keys and other tasks keep theirs.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const kept = [
        { taskId: "r/0", key: "other", value: 2 },
        { taskId: "r/1", key: "same", value: 3 },
      ];
      await subject.commit(lease, { steps: [{ taskId: "r/0", key: "same", value: 1 }, ...kept] });
      await subject.commit(lease, { steps: [{ taskId: "r/0", key: "same", value: "new" }] });
      const steps = (await subject.load("r"))?.steps ?? [];
      assert.equal(steps.length, 3);
      const read = (taskId: string, key: string): unknown =>
        steps.find((step) => step.taskId === taskId && step.key === key)?.value;
      assert.deepEqual([read("r/0", "same"), read("r/0", "other"), read("r/1", "same")], ["new", 2, 3]);
    },
  },
  {
    name: "commit settles spend by ticket",
    promise: "A later record of a ticket replaces the earlier one.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const ticket = { ticketId: "t", taskId: "r/0", reserved: { costUsd: 1 } };
      await subject.commit(lease, { spend: [ticket] });
      await subject.commit(lease, { spend: [{ ...ticket, settled: { costUsd: 0.25 } }] });
      assert.deepEqual((await subject.load("r"))?.spend, [{ ...ticket, settled: { costUsd: 0.25 } }]);
    },
  },
  {
    name: "commit writes all or nothing",
    promise: "When one part of a commit is refused, no other part of it is written.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, {
        tasks: [createRecord("r/0", { status: "pending" })],
        events: createEvents("r", 1),
      });
      const before = await subject.load("r");
      const [good] = createEvents("r", 1, 2);
      const writes = {
        tasks: [createRecord("r/0"), createRecord("r/1")],
        steps: [{ taskId: "r/0", key: "k", value: 1 }],
        spend: [{ ticketId: "t", taskId: "r/0", reserved: { tokens: 1 } }],
        run: { status: "completed" as const, finishedAt: 5 },
        events: [good, { ...good, sequence: 3, event: { broken: () => 1 } }],
      };
      await assertRejects(
        () => subject.commit(lease, writes),
        ErrorCode.NOT_SERIALIZABLE,
        "a commit with a function",
      );
      assert.deepEqual(await subject.load("r"), before, "the run is as it was");
      assert.equal(await subject.find("r/1"), undefined, "the new task is not found");
      const { cursor } = await subject.commit(lease, { events: [good] });
      const events = await subject.readEvents(0, 10);
      assert.deepEqual(
        events.map((event) => event.sequence),
        [1, 2],
        "no event of the refused commit is kept",
      );
      assert.equal(cursor, events[1].cursor);
    },
  },
  {
    name: "commit ends a run",
    promise:
      "The final status, the time and the reason of a stop are loaded as they were committed, for each of the three ends.",
    async run({ subject }) {
      const ends: RunStatus[] = ["completed", "failed", "cancelled"];
      for (const status of ends) {
        const lease = await openRun(subject, status);
        const stop = status === "completed" ? undefined : { code: ErrorCode.CANCELLED, message: "enough" };
        await subject.commit(lease, { run: { status, finishedAt: 42, ...(stop && { stop }) } });
        const stored = await subject.load(status);
        assert.deepEqual([stored?.status, stored?.finishedAt, stored?.stop], [status, 42, stop]);
      }
    },
  },
  {
    name: "commit refuses a run that has ended",
    promise: "After the final status every commit rejects with `lease_lost`, and nothing of it is written.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await endRun(subject, lease, 1, 5);
      const before = await subject.load("r");
      await assertRejects(
        () =>
          subject.commit(lease, {
            tasks: [createRecord("r/late")],
            run: { status: "failed", finishedAt: 6 },
          }),
        ErrorCode.LEASE_LOST,
        "a commit after the end",
      );
      assert.deepEqual(await subject.load("r"), before);
    },
  },
  {
    name: "commit refuses an unknown run",
    promise: "A commit for a run that was never opened rejects with `lease_lost` and creates none.",
    async run({ subject, clock }) {
      const lease = {
        runId: "ghost",
        owner: "owner-1",
        fence: 1,
        expiresAt: clock.now() + 1_000,
        recoveries: 0,
      };
      await assertRejects(
        () => subject.commit(lease, { tasks: [createRecord("ghost/0")] }),
        ErrorCode.LEASE_LOST,
        "a commit for an unknown run",
      );
      assert.equal(await subject.load("ghost"), undefined);
    },
  },
  {
    name: "commit refuses records of other runs",
    promise:
      "A lease writes to its own run only: records of another one are refused with `invalid_argument`.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await openRun(subject, "other");
      const refused = [
        { tasks: [createRecord("other/0")] },
        { steps: [{ taskId: "other/0", key: "k", value: 1 }] },
        { spend: [{ ticketId: "t", taskId: "other", reserved: {} }] },
        { events: createEvents("other", 1) },
      ];
      for (const writes of refused) {
        const what = `a commit of another run's ${Object.keys(writes)[0]}`;
        await assertRejects(() => subject.commit(lease, writes), ErrorCode.INVALID_ARGUMENT, what);
      }
      const other = await subject.load("other");
      assert.deepEqual([other?.tasks, other?.steps, other?.spend, other?.sequence], [[], [], [], 0]);
    },
  },
  {
    name: "concurrent commits are all kept",
    promise: "Of 100 commits at once none is lost and none is mixed with another.",
    async run({ subject }) {
      const leases = [await openRun(subject, "a"), await openRun(subject, "b")];
      const receipts = await Promise.all(
        Array.from({ length: 100 }, (_, index) => {
          const lease = leases[index % 2];
          const taskId = `${lease.runId}/${index}`;
          return subject.commit(lease, {
            tasks: [createRecord(taskId)],
            steps: [{ taskId, key: "k", value: index }],
            events: createEvents(lease.runId, 2, index + 1),
          });
        }),
      );
      const stored = [await subject.load("a"), await subject.load("b")];
      for (const run of stored) {
        assert.equal(run?.tasks.length, 50);
        for (const step of run?.steps ?? []) assert.equal(step.taskId, `${run?.runId}/${String(step.value)}`);
      }
      assert.equal(new Set(receipts.map((receipt) => receipt.cursor)).size, 100, "every receipt is its own");
      const events = await subject.readEvents(0, 1_000);
      assert.equal(events.length, 200);
      for (const { cursor } of receipts) {
        const [first, second] = events.filter(
          (event) => event.cursor === cursor - 1 || event.cursor === cursor,
        );
        assert.equal(first.runId, second.runId, "the events of a commit follow one another");
        assert.equal(first.sequence + 1, second.sequence);
      }
    },
  },
];
