import assert from "node:assert/strict";
import type { ArchiveFilter, RunRecord, TaskArchive, TaskRecord } from "@convoke/core";
import type { StoreCase } from "./store-case.ts";
import { createRecord, finishRun, openRun } from "./store-records.ts";

/** Finding and listing records. */
export const archiveCases: readonly StoreCase[] = [
  {
    name: "find answers with one task",
    promise: "`find` answers with the record under exactly this id, else with `undefined`.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const records = ["r", "r/1", "r/10", "r/1/0"].map((taskId) => createRecord(taskId));
      await subject.commit(lease, { tasks: records });
      for (const record of records) assert.deepEqual(await subject.find(record.task.taskId), record);
      for (const unknown of ["r/2", "r/1/", "r/100", "other", ""]) {
        assert.equal(await subject.find(unknown), undefined, `nothing is stored under "${unknown}"`);
      }
    },
  },
  {
    name: "findRun answers with one run",
    promise:
      "`findRun` answers with the record of the run, its plan included and its tasks left out, else with `undefined`.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await openRun(subject, "other");
      await subject.commit(lease, { tasks: [createRecord("r/1")] });
      const check = async (): Promise<void> => {
        const {
          tasks: _,
          steps: _steps,
          spend: _spend,
          answers: _answers,
          sequence: _sequence,
          ...record
        } = (await subject.load("r"))!;
        assert.deepEqual(await subject.findRun("r"), record);
      };
      await check();
      await subject.commit(lease, { run: { status: "completed", finishedAt: 1 } });
      await check();
      for (const unknown of ["r/1", "ot", "unknown"]) assert.equal(await subject.findRun(unknown), undefined);
    },
  },
  {
    name: "query lists in order, in pages",
    promise:
      "`query` lists each record once in the order of first storing, at most 100 a page, to a clear end.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const expected: string[] = [];
      for (let commit = 0; commit < 5; commit++) {
        const tasks = Array.from({ length: 50 }, (_, index) =>
          createRecord(`r/${(commit * 50 + index) * 7}`),
        );
        expected.push(...tasks.map((record) => record.task.taskId));
        await subject.commit(lease, { tasks });
      }
      const listed: string[] = [];
      const sizes: number[] = [];
      await walkPages(subject, { kind: "tasks" }, (items) => {
        sizes.push(items.length);
        listed.push(...items.map(readId));
      });
      assert.deepEqual(listed, expected);
      assert.ok(Math.max(...sizes) <= 100, `a page holds at most 100 records, not ${Math.max(...sizes)}`);
      assert.ok(Math.min(...sizes) > 0, "no page is empty when there is something to list");
    },
  },
  {
    name: "query is stable while writes go on",
    promise:
      "Records that are changed or added between pages make no other record appear twice or not at all.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const taskIds = Array.from({ length: 150 }, (_, index) => `r/${index}`);
      await subject.commit(lease, {
        tasks: taskIds.map((taskId) => createRecord(taskId, { status: "pending" })),
      });
      const first = await subject.query({ kind: "tasks", runId: "r" });
      assert.ok(first.cursor !== undefined, "150 records are more than a page");
      await subject.commit(lease, {
        tasks: [createRecord("r/3"), createRecord("r/140"), createRecord("r/new")],
      });
      const listed = first.items.map(readId);
      await walkPages(
        subject,
        { kind: "tasks", runId: "r" },
        (items) => listed.push(...items.map(readId)),
        first.cursor,
      );
      assert.deepEqual(
        listed.filter((taskId) => taskId !== "r/new"),
        taskIds,
      );
    },
  },
  {
    name: "query filters tasks",
    promise: "Tasks are listed by run, status and agent type, and by all of them together.",
    async run({ subject }) {
      const lease = await openRun(subject, "a");
      await subject.commit(lease, {
        tasks: [
          createRecord("a/0", { status: "failed" }),
          createRecord("a/1", { status: "failed", agentType: "other" }),
          createRecord("a/2"),
        ],
      });
      await finishRun(subject, "b", 1);
      const expectations: [ArchiveFilter, string[]][] = [
        [{ kind: "tasks" }, ["a/0", "a/1", "a/2", "b/0"]],
        [{ kind: "tasks", runId: "a" }, ["a/0", "a/1", "a/2"]],
        [{ kind: "tasks", status: "completed" }, ["a/2", "b/0"]],
        [{ kind: "tasks", agentType: "other" }, ["a/1"]],
        [{ kind: "tasks", runId: "a", status: "failed", agentType: "tester" }, ["a/0"]],
        [{ kind: "tasks", runId: "nobody" }, []],
      ];
      for (const [filter, expected] of expectations) {
        const page = await subject.query(filter);
        assert.deepEqual(page.items.map(readId), expected, JSON.stringify(filter));
        assert.equal(page.cursor, undefined, "a listing that has ended has no cursor");
      }
    },
  },
  {
    name: "query filters by the present status",
    promise: "A task is listed under the status it has now, not under those it had.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, { tasks: [createRecord("r/0", { status: "pending" })] });
      await subject.commit(lease, { tasks: [createRecord("r/0", { status: "completed" })] });
      assert.deepEqual((await subject.query({ kind: "tasks", status: "pending" })).items, []);
      assert.deepEqual((await subject.query({ kind: "tasks", status: "completed" })).items.map(readId), [
        "r/0",
      ]);
    },
  },
  {
    name: "query lists runs",
    promise: "Runs are listed as they stand, without their tasks, all or by status.",
    async run({ subject }) {
      await finishRun(subject, "done", 2, 10);
      await openRun(subject, "open", 20);
      const done = {
        runId: "done",
        strategy: "task",
        title: "Run done",
        plan: { kind: "test" },
        createdAt: 10,
        status: "completed",
        finishedAt: 11,
      };
      const open = {
        runId: "open",
        strategy: "task",
        title: "Run open",
        plan: { kind: "test" },
        createdAt: 20,
        status: "running",
      };
      assert.deepEqual((await subject.query({ kind: "runs" })).items, [done, open]);
      assert.deepEqual((await subject.query({ kind: "runs", status: "running" })).items, [open]);
      assert.deepEqual((await subject.query({ kind: "runs", status: "completed" })).items, [done]);
    },
  },
  {
    name: "query leaves out values when it is brief",
    promise: "Brief records are whole but for `input` and `result`; everything else lists them as usual.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const full = {
        ...createRecord("r/0", { spend: { costUsd: 1, tokens: 2 } }),
        fingerprint: "f",
        retryAt: 9,
      };
      await subject.commit(lease, { tasks: [full, createRecord("r/1", { status: "failed" })] });
      const { input: _, result: __, ...task } = full.task;
      const { items } = await subject.query({ kind: "tasks", runId: "r", status: "completed", brief: true });
      assert.deepEqual(items, [{ ...full, task }]);
      assert.deepEqual((await subject.query({ kind: "tasks", status: "completed" })).items, [full]);
    },
  },
  {
    name: "query lists brief records in long pages",
    promise: "A page holds at most 1,000 brief records, and the next one goes on after it.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      const tasks = Array.from({ length: 1_001 }, (_, index) => createRecord(`r/${index}`));
      await subject.commit(lease, { tasks });
      const listed: string[][] = [];
      await walkPages(subject, { kind: "tasks", brief: true }, (items) => listed.push(items.map(readId)));
      assert.deepEqual(
        listed.flat(),
        tasks.map(({ task }) => task.taskId),
      );
      const longest = Math.max(...listed.map(({ length }) => length));
      assert.ok(longest <= 1_000, `a page holds at most 1,000 brief records, not ${longest}`);
      assert.ok(listed.length <= 11, "a page of brief records is no shorter than one of full ones");
    },
  },
];

type Item = TaskRecord | RunRecord;

function readId(item: Item): string {
  return "task" in item ? item.task.taskId : item.runId;
}

async function walkPages(
  subject: TaskArchive,
  filter: ArchiveFilter,
  visit: (items: readonly Item[]) => void,
  start?: string,
): Promise<void> {
  let cursor = start;
  for (let pages = 0; pages < 50; pages++) {
    const page = await subject.query(filter, cursor);
    visit(page.items);
    if (page.cursor === undefined) return;
    cursor = page.cursor;
  }
  assert.fail("the listing must end: it still has a cursor after 50 pages");
}
