import assert from "node:assert/strict";
import { ErrorCode, type RunFilter, type RunSummary, type TaskArchive } from "@convoke/core";
import { assertRejects } from "../assertions.ts";
import type { StoreCase } from "./store-case.ts";
import { createRecord, createRun, finishRun, leaseMs, openRun } from "./store-records.ts";

/** Listings of runs, with what their tasks come to. */
export const listingCases: readonly StoreCase[] = [
  {
    name: "listRuns lists the newest first",
    promise: "`listRuns` lists runs in the reverse order of their opening, however they stand.",
    async run({ subject }) {
      await openRun(subject, "b", 5);
      await finishRun(subject, "a", 1, 9);
      await openRun(subject, "c", 7);
      assert.deepEqual(await listIds(subject, {}), ["c", "a", "b"]);
    },
  },
  {
    name: "listRuns lists in pages",
    promise:
      "`listRuns` lists each run once, at most 50 a page, to a clear end; runs opened meanwhile shift nothing.",
    async run({ subject }) {
      const expected = Array.from({ length: 101 }, (_, index) => `r${index}`);
      for (const runId of expected) await openRun(subject, runId);
      const listed: string[] = [];
      const sizes: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await subject.listRuns({}, cursor);
        sizes.push(page.items.length);
        listed.push(...page.items.map(({ runId }) => runId));
        cursor = page.cursor;
        await openRun(subject, `later${sizes.length}`);
      } while (cursor !== undefined && sizes.length < 10);
      assert.deepEqual(listed, expected.toReversed());
      assert.ok(Math.max(...sizes) <= 50, `a page holds at most 50 runs, not ${Math.max(...sizes)}`);
      assert.ok(Math.min(...sizes) > 0, "no page is empty when there is something to list");
    },
  },
  {
    name: "listRuns refuses an invented cursor",
    promise: "A cursor that no page has given is refused with `invalid_argument`.",
    async run({ subject }) {
      await openRun(subject, "r");
      for (const cursor of ["", "first", "-1", "1.5"]) {
        const what = `a listing after "${cursor}"`;
        await assertRejects(() => subject.listRuns({}, cursor), ErrorCode.INVALID_ARGUMENT, what);
      }
    },
  },
  {
    name: "listRuns filters",
    promise: "Runs are listed by status, strategy and agent type, and by all of them together.",
    async run({ subject }) {
      await finishRun(subject, "done", 1);
      await openRun(subject, "empty");
      const lease = await subject.open({ ...createRun("vote"), strategy: "consensus" }, "owner-1", leaseMs);
      await subject.commit(lease, {
        tasks: [createRecord("vote/0", { agentType: "voter" }), createRecord("vote/1")],
      });
      const expectations: [RunFilter, string[]][] = [
        [{ status: "running" }, ["vote", "empty"]],
        [{ status: "completed" }, ["done"]],
        [{ status: "failed" }, []],
        [{ strategy: "task" }, ["empty", "done"]],
        [{ strategy: "consensus" }, ["vote"]],
        [{ strategy: "cons" }, []],
        [{ agentType: "tester" }, ["vote", "done"]],
        [{ agentType: "voter" }, ["vote"]],
        [{ agentType: "vote" }, []],
        [{ agentType: "tester", status: "completed", strategy: "task" }, ["done"]],
        [{ agentType: "tester", strategy: "consensus" }, ["vote"]],
        [{ agentType: "tester", strategy: "task", search: "VOTE" }, []],
        [{ agentType: "voter", status: "completed" }, []],
      ];
      for (const [filter, expected] of expectations) {
        assert.deepEqual(await listIds(subject, filter), expected, JSON.stringify(filter));
      }
    },
  },
  {
    name: "listRuns filters by the present agents",
    promise: "A run is listed under the agent types that its tasks have now, not under those they had.",
    async run({ subject }) {
      const lease = await openRun(subject, "r");
      await subject.commit(lease, { tasks: [createRecord("r/0", { agentType: "first" })] });
      await subject.commit(lease, { tasks: [createRecord("r/0", { agentType: "second" })] });
      assert.deepEqual(await listIds(subject, { agentType: "first" }), []);
      assert.deepEqual(await listIds(subject, { agentType: "second" }), ["r"]);
      assert.deepEqual((await findSummary(subject, "r")).agentTypes, ["second"]);
    },
  },
  {
    name: "listRuns searches",
    promise: "A search finds a part of the title or of the id in any case; its characters mean nothing else.",
    async run({ subject }) {
      const titles = { "id-One": "Plan a 100% Trip", "id-two": "über_uns", "id-three": "What? [*]" };
      for (const [runId, title] of Object.entries(titles)) {
        await subject.open({ ...createRun(runId), title }, "owner-1", leaseMs);
      }
      const expectations: [string, string[]][] = [
        ["", ["id-three", "id-two", "id-One"]],
        ["TRIP", ["id-One"]],
        ["plan A", ["id-One"]],
        ["ID-o", ["id-One"]],
        ["Über", ["id-two"]],
        ["%", ["id-One"]],
        ["_", ["id-two"]],
        ["[*]", ["id-three"]],
        ["tripid", []],
        ["nothing", []],
      ];
      for (const [search, expected] of expectations) {
        assert.deepEqual(await listIds(subject, { search }), expected, `a search for "${search}"`);
      }
    },
  },
  {
    name: "listRuns sums up a run that goes on",
    promise: "A summary counts each task as it stands now, children included, with agent types and spend.",
    async run({ subject }) {
      const lease = await openRun(subject, "r", 17);
      const tasks = ["r/0", "r/1", "r/2", "r/0/child"].map((taskId) =>
        createRecord(taskId, { status: "pending" }),
      );
      await subject.commit(lease, { tasks });
      await subject.commit(lease, {
        tasks: [
          createRecord("r/0", { status: "in_progress", spend: { costUsd: 0.25, tokens: 100 } }),
          createRecord("r/1", {
            status: "completed",
            agentType: "other",
            spend: { costUsd: 0.5, tokens: 7 },
          }),
          createRecord("r/0/child", { status: "failed", agentType: "" }),
        ],
      });
      await subject.commit(lease, {
        tasks: [createRecord("r/0", { status: "cancelled", spend: { costUsd: 0.125, tokens: 50 } })],
      });
      assert.deepEqual(await findSummary(subject, "r"), {
        runId: "r",
        strategy: "task",
        title: "Run r",
        createdAt: 17,
        status: "running",
        tasks: { pending: 1, in_progress: 0, completed: 1, failed: 1, cancelled: 1 },
        agentTypes: ["other", "tester"],
        spend: { costUsd: 0.625, tokens: 57 },
      });
    },
  },
  {
    name: "listRuns sums up a run that has ended",
    promise:
      "A summary of a run that has ended says when and why, and what its tasks came to; never the plan.",
    async run({ subject }) {
      const lease = await openRun(subject, "r", 17);
      await subject.commit(lease, {
        tasks: [createRecord("r/0", { spend: { costUsd: 0.5, tokens: 3 } }), createRecord("r/1")],
      });
      const stop = { code: ErrorCode.CANCELLED, message: "enough" };
      await subject.commit(lease, {
        tasks: [createRecord("r/1", { status: "cancelled" })],
        run: { status: "cancelled", finishedAt: 42, stop },
      });
      assert.deepEqual(await findSummary(subject, "r"), {
        runId: "r",
        strategy: "task",
        title: "Run r",
        createdAt: 17,
        status: "cancelled",
        finishedAt: 42,
        stop,
        tasks: { pending: 0, in_progress: 0, completed: 1, failed: 0, cancelled: 1 },
        agentTypes: ["tester"],
        spend: { costUsd: 0.5, tokens: 3 },
      });
    },
  },
  {
    name: "listRuns forgets what was dropped",
    promise: "A run that retention has taken is not listed any more, whatever is asked for.",
    async run({ subject }) {
      await finishRun(subject, "gone", 2, 10);
      await finishRun(subject, "kept", 1, 20);
      await subject.prune({ maxSettledTasks: 1 });
      for (const filter of [
        {},
        { agentType: "tester" },
        { search: "run" },
        { status: "completed" as const },
      ]) {
        assert.deepEqual(await listIds(subject, filter), ["kept"], JSON.stringify(filter));
      }
    },
  },
];

async function listIds(subject: TaskArchive, filter: RunFilter): Promise<string[]> {
  const { items, cursor } = await subject.listRuns(filter);
  assert.equal(cursor, undefined, "a listing that has ended has no cursor");
  return items.map(({ runId }) => runId);
}

async function findSummary(subject: TaskArchive, runId: string): Promise<RunSummary> {
  const { items } = await subject.listRuns({});
  const found = items.find((item) => item.runId === runId);
  assert.ok(found !== undefined, `the run ${runId} is listed`);
  return found;
}
