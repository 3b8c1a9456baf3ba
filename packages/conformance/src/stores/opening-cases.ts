import assert from "node:assert/strict";
import { ErrorCode } from "@convoke/core";
import { assertRejects } from "../assertions.ts";
import type { StoreCase } from "./store-case.ts";
import { createRecord, finishRun, openRun } from "./store-records.ts";

/** Opening and loading runs. */
export const openingCases: readonly StoreCase[] = [
  {
    name: "open grants a lease",
    promise: "`open` answers with a lease for the run and the owner that ends `leaseMs` from now.",
    async run({ subject, clock }) {
      const before = clock.now();
      const lease = await subject.open(
        { runId: "r", strategy: "task", title: "r", plan: {}, createdAt: 0 },
        "owner-1",
        60_000,
      );
      const after = clock.now();
      assert.equal(lease.runId, "r");
      assert.equal(lease.owner, "owner-1");
      assert.ok(Number.isSafeInteger(lease.fence), "the fence is a whole number");
      assert.ok(
        lease.expiresAt >= before + 60_000 && lease.expiresAt <= after + 60_000,
        `the lease ends 60,000 ms after it was granted, not ${lease.expiresAt - before}`,
      );
    },
  },
  {
    name: "open remembers the plan",
    promise: "A new run is loaded as it was opened: its plan, its time, running, and nothing else.",
    async run({ subject }) {
      const plan = { kind: "parallel", tasks: [{ agentType: "a", input: { deep: [1, null, "two"] } }] };
      await subject.open({ runId: "r", strategy: "task", title: "r", plan, createdAt: 17 }, "owner-1", 1_000);
      const stored = await subject.load("r");
      assert.deepEqual(stored, {
        runId: "r",
        strategy: "task",
        title: "r",
        plan,
        createdAt: 17,
        status: "running",
        tasks: [],
        steps: [],
        spend: [],
        answers: [],
        sequence: 0,
      });
    },
  },
  {
    name: "open refuses an unfinished run's id",
    promise: "`open` rejects with `duplicate_task` when the id is known, and changes nothing.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, { tasks: [createRecord("r/0")] });
      await assertRejects(() => openRun(subject, "r", 5), ErrorCode.DUPLICATE_TASK, "open with a known id");
      const stored = await subject.load("r");
      assert.equal(stored?.createdAt, 0);
      assert.equal(stored?.tasks.length, 1);
    },
  },
  {
    name: "open refuses a finished run's id",
    promise: "The id of a run that has ended stays taken for as long as the run is kept.",
    async run({ subject }) {
      await finishRun(subject, "r", 1);
      await assertRejects(
        () => openRun(subject, "r", 5),
        ErrorCode.DUPLICATE_TASK,
        "open with a finished run's id",
      );
    },
  },
  {
    name: "open lets one of many have an id",
    promise: "Of concurrent `open` calls with one id exactly one succeeds.",
    async run({ subject }) {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) =>
          subject.open(
            { runId: "r", strategy: "task", title: "r", plan: { index }, createdAt: index },
            `owner-${index}`,
            1_000,
          ),
        ),
      );
      const leases = outcomes.filter((outcome) => outcome.status === "fulfilled");
      assert.equal(leases.length, 1, "exactly one open succeeds");
      const stored = await subject.load("r");
      assert.equal(`owner-${stored?.createdAt}`, leases[0].value.owner, "the stored run is the winner's");
    },
  },
  {
    name: "load knows no unknown run",
    promise: "`load` answers `undefined` for an id that was never opened.",
    async run({ subject }) {
      await openRun(subject, "known");
      assert.equal(await subject.load("unknown"), undefined);
      assert.equal(await subject.load("know"), undefined);
    },
  },
];
