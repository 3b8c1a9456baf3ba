import assert from "node:assert/strict";
import type { StoreCase } from "./store-case.ts";
import { createEvents, createRecord, finishRun, openRun } from "./store-records.ts";

/** The log of events. */
export const eventCases: readonly StoreCase[] = [
  {
    name: "events are numbered over all runs",
    promise: "Every event gets the next store-wide cursor, and a commit answers with that of its last one.",
    async run({ subject }) {
      const first = await openRun(subject, "a");
      const second = await openRun(subject, "b");
      const one = await subject.commit(first, { events: createEvents("a", 3) });
      const two = await subject.commit(second, { events: createEvents("b", 2) });
      const three = await subject.commit(first, { events: createEvents("a", 1, 4) });
      assert.deepEqual([two.cursor - one.cursor, three.cursor - two.cursor], [2, 1]);
      const events = await subject.readEvents(0, 100);
      assert.deepEqual(
        events.map((event) => [event.runId, event.sequence, event.cursor - one.cursor]),
        [
          ["a", 1, -2],
          ["a", 2, -1],
          ["a", 3, 0],
          ["b", 1, 1],
          ["b", 2, 2],
          ["a", 4, 3],
        ],
      );
    },
  },
  {
    name: "readEvents goes on after a cursor",
    promise: "`readEvents` starts right after its cursor, oldest first, and ends where the log ends.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, { events: createEvents("r", 5) });
      const all = await subject.readEvents(0, 100);
      const rest = await subject.readEvents(all[1].cursor, 100);
      assert.deepEqual(
        rest.map((event) => event.sequence),
        [3, 4, 5],
      );
      assert.deepEqual(await subject.readEvents(all[4].cursor, 100), []);
    },
  },
  {
    name: "readEvents keeps to its limit",
    promise: "`readEvents` answers with at most `limit` events, the oldest ones.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, { events: createEvents("r", 5) });
      const events = await subject.readEvents(0, 2);
      assert.deepEqual(
        events.map((event) => event.sequence),
        [1, 2],
      );
    },
  },
  {
    name: "readEvents reads one run's",
    promise: "With a run, `readEvents` answers with events of that run alone, by the same cursors and limit.",
    async run({ subject }) {
      const leases = [await openRun(subject, "a"), await openRun(subject, "a2")];
      for (let sequence = 1; sequence <= 3; sequence++) {
        for (const lease of leases) {
          await subject.commit(lease, { events: createEvents(lease.runId, 1, sequence) });
        }
      }
      const all = (await subject.readEvents(0, 100)).filter(({ runId }) => runId === "a");
      assert.deepEqual(await subject.readEvents(0, 100, "a"), all);
      assert.equal(all.length, 3);
      assert.deepEqual(await subject.readEvents(0, 2, "a"), all.slice(0, 2));
      assert.deepEqual(await subject.readEvents(all[0].cursor, 1, "a"), all.slice(1, 2));
      assert.deepEqual(await subject.readEvents(all[2].cursor, 100, "a"), []);
      assert.deepEqual(await subject.readEvents(0, 100, "nobody"), []);
    },
  },
  {
    name: "lastCursor is that of the newest event",
    promise:
      "`lastCursor` is 0 before any event, then the number of the newest one, even when that was dropped.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      assert.equal(await subject.lastCursor(), 0);
      const { cursor } = await subject.commit(lease, { events: createEvents("r", 3) });
      assert.equal(await subject.lastCursor(), cursor);
      await subject.commit(lease, { tasks: [createRecord("r/0")] });
      assert.equal(await subject.lastCursor(), cursor);
      const other = await openRun(subject, "other");
      await finishRun(subject, "gone", 1, 10);
      await subject.commit(other, { run: { status: "completed", finishedAt: 20 } });
      const last = await subject.lastCursor();
      await subject.prune({ maxSettledTasks: 0 });
      assert.equal(await subject.lastCursor(), last);
      const next = await subject.commit(lease, { events: createEvents("r", 1, 4) });
      assert.equal(next.cursor, last + 1);
    },
  },
  {
    name: "events come back as they were",
    promise: "An event is read as it was committed, with nothing lost or added but its cursor.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const event = {
        type: "task-settled",
        list: [1, [2, { three: null }]],
        text: "ü “quoted” \n",
        flag: false,
      };
      const { cursor } = await subject.commit(lease, { events: [{ runId: "r", sequence: 7, event }] });
      assert.deepEqual(await subject.readEvents(0, 10), [{ runId: "r", sequence: 7, event, cursor }]);
    },
  },
  {
    name: "a run knows its last event",
    promise: "`load` answers with the sequence of the run's last event, whatever else is committed.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await openRun(subject, "quiet");
      await subject.commit(lease, { tasks: [createRecord("r/0")], events: createEvents("r", 2, 7) });
      await subject.commit(lease, { tasks: [createRecord("r/0"), createRecord("r/1")] });
      assert.equal((await subject.load("r"))?.sequence, 8);
      assert.equal((await subject.load("quiet"))?.sequence, 0);
    },
  },
];
