import assert from "node:assert/strict";
import { createRecord, createEvents, endRun, finishRun, listRunIds, openRun } from "./store-records.ts";
import type { StoreCase } from "./store-case.ts";

/** What `prune` takes and what it leaves. */
export const retentionCases: readonly StoreCase[] = [
  {
    name: "prune drops the oldest finished runs",
    promise: "`prune` keeps the newest finished runs whose tasks fit the retention, in whole runs.",
    async run({ subject }) {
      for (let index = 0; index < 5; index++) await finishRun(subject, `r${index}`, 2, index * 10);
      await subject.prune({ maxSettledTasks: 5 });
      assert.deepEqual(await listRunIds(subject), ["r3", "r4"]);
      assert.equal((await subject.load("r3"))?.tasks.length, 2, "a kept run is whole");
    },
  },
  {
    name: "prune keeps so many finished runs",
    promise: "`prune` keeps the newest `keepSettledRuns` runs, one at least; of two limits both hold.",
    async run({ subject }) {
      await openRun(subject, "open");
      for (let index = 0; index < 6; index++) await finishRun(subject, `r${index}`, 2, index * 10);
      await subject.prune({ keepSettledRuns: 6 });
      await subject.prune({});
      assert.equal((await listRunIds(subject)).length, 7, "nothing is beyond");
      await subject.prune({ keepSettledRuns: 5, maxSettledTasks: 8 });
      assert.deepEqual(await listRunIds(subject), ["open", "r2", "r3", "r4", "r5"]);
      await subject.prune({ keepSettledRuns: 3, maxSettledTasks: 100 });
      assert.deepEqual(await listRunIds(subject), ["open", "r3", "r4", "r5"]);
      await subject.prune({ keepSettledRuns: 0 });
      assert.deepEqual(await listRunIds(subject), ["open", "r5"]);
    },
  },
  {
    name: "prune drops nothing that fits",
    promise: "Runs whose tasks number exactly the retention all stay.",
    async run({ subject }) {
      for (let index = 0; index < 3; index++) await finishRun(subject, `r${index}`, 2, index * 10);
      await subject.prune({ maxSettledTasks: 6 });
      assert.deepEqual(await listRunIds(subject), ["r0", "r1", "r2"]);
    },
  },
  {
    name: "prune keeps unfinished runs",
    promise: "A run that goes on is kept whatever the retention, and so are its settled tasks.",
    async run({ subject }) {
      const lease = await openRun(subject, "open");
      const tasks = Array.from({ length: 5 }, (_, index) => createRecord(`open/${index}`));
      await subject.commit(lease, { tasks, events: createEvents("open", 2) });
      await finishRun(subject, "a", 1, 10);
      await finishRun(subject, "b", 1, 20);
      await subject.prune({ maxSettledTasks: 0 });
      assert.equal((await subject.load("open"))?.tasks.length, 5);
      await subject.commit(lease, { tasks: [createRecord("open/5")] });
    },
  },
  {
    name: "prune keeps the newest finished run",
    promise: "The run that finished last stays, even when it alone is beyond the retention.",
    async run({ subject }) {
      await finishRun(subject, "older", 1, 10);
      await finishRun(subject, "newest", 3, 20);
      await subject.prune({ maxSettledTasks: 0 });
      assert.deepEqual(await listRunIds(subject), ["newest"]);
    },
  },
  {
    name: "prune counts age from the end of a run",
    promise: "The oldest finished run is the one that finished first, not the one that began first.",
    async run({ subject }) {
      const long = await openRun(subject, "long", 1);
      await finishRun(subject, "short", 1, 10);
      await endRun(subject, long, 1, 100);
      await subject.prune({ maxSettledTasks: 1 });
      assert.deepEqual(await listRunIds(subject), ["long"]);
    },
  },
  {
    name: "prune takes a run's tasks and events along",
    promise: "Of a dropped run nothing is found, listed or read any more; the cursors of other events stay.",
    async run({ subject }) {
      await finishRun(subject, "gone", 2, 10);
      await finishRun(subject, "kept", 1, 20);
      const before = await subject.readEvents(0, 10);
      await subject.prune({ maxSettledTasks: 1 });
      assert.equal(await subject.load("gone"), undefined);
      assert.equal(await subject.find("gone/0"), undefined);
      assert.deepEqual((await subject.query({ kind: "tasks", runId: "gone" })).items, []);
      assert.deepEqual(
        await subject.readEvents(0, 10),
        before.filter((event) => event.runId === "kept"),
      );
    },
  },
];
