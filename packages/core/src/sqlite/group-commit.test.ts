import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { toStoreError } from "./failure.ts";
import { createGroupCommit, type GroupCommit } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import { performRead } from "./perform-read.ts";
import type { Answer, CommitRequest, OpenRequest, TaskRow } from "./protocol.ts";
import { createStatements, type Statements } from "./statements.ts";

interface World {
  readonly database: DatabaseSync;
  readonly sql: Statements;
  readonly commits: GroupCommit;
}

function createWorld(maxSettledTasks = 10): World {
  const database = new DatabaseSync(":memory:");
  migrate(database);
  const sql = createStatements(database);
  return {
    database,
    sql,
    commits: createGroupCommit(database, sql, { maxTasks: maxSettledTasks, maxRuns: Infinity }),
  };
}

const createOpening = (runId: string): OpenRequest => ({
  kind: "open",
  runId,
  strategy: "task",
  title: runId,
  searched: runId,
  createdAt: 1,
  plan: "{}",
  owner: "me",
  leaseMs: 1_000,
  now: 0,
});

function createCommit(runId: string, rest: Partial<CommitRequest> = {}): CommitRequest {
  const lease = { runId, owner: "me", fence: 1, expiresAt: 0, recoveries: 0 };
  return {
    kind: "commit",
    lease,
    isProgress: false,
    end: undefined,
    tasks: [],
    steps: [],
    spend: [],
    events: [],
    ...rest,
  };
}

const createTask = (taskId: string, input = "1"): TaskRow => [
  taskId,
  "completed",
  "a",
  0,
  0,
  "{}",
  input,
  null,
];

const ends = (answers: readonly Answer[]): unknown[] => answers.map(([, failure]) => failure?.code ?? "done");

describe("GroupCommit", () => {
  test("refuses what is to be refused, and writes all the others of the group", () => {
    const { sql, commits } = createWorld();
    const answers = commits.write([
      [1, createOpening("a")],
      [2, createOpening("a")],
      [3, createCommit("ghost", { events: [[1, "1"]] })],
      [4, createCommit("a", { events: [[1, "1"]] })],
    ]);
    expect(ends(answers)).toEqual(["done", "duplicate_task", "lease_lost", "done"]);
    expect(answers[3]).toEqual([4, undefined, { cursor: 1 }]);
    expect(sql.all("SELECT cursor FROM events")).toEqual([{ cursor: 1 }]);
  });

  test("fails cleanly when the disk is full: who does not fit is told, the others and what was kept before stay", () => {
    const { database, sql, commits } = createWorld();
    commits.write([
      [1, createOpening("a")],
      [2, createCommit("a", { events: [[1, "1"]] })],
    ]);
    const pages = Number(sql.get("PRAGMA page_count")?.["page_count"]);
    database.exec(`PRAGMA max_page_count = ${pages + 20}`);
    const answers = commits.write([
      [3, createCommit("a", { events: [[2, "2"]], tasks: [createTask("a/0")] })],
      [4, createCommit("a", { events: [[3, "3"]], tasks: [createTask("a/1", "x".repeat(1_000_000))] })],
      [5, createCommit("a", { events: [[4, "4"]] })],
    ]);
    expect(
      answers.map(([number, failure]) => [number, failure && toStoreError(failure, "/x").details]),
    ).toEqual([
      [3, undefined],
      [4, { file: "/x", problem: "full" }],
      [5, undefined],
    ]);
    expect(sql.all("SELECT cursor, event FROM events")).toEqual([
      { cursor: 1, event: "1" },
      { cursor: 2, event: "2" },
      { cursor: 3, event: "4" },
    ]);
    expect(sql.all("SELECT task_id FROM tasks")).toEqual([{ task_id: "a/0" }]);
    expect(commits.counters).toMatchObject({ events: 3, keptEvents: 3 });
  });

  test("keeps the file from growing under steady load", () => {
    const { sql, commits } = createWorld(20);
    const size = (): number => Number(sql.get("PRAGMA page_count")?.["page_count"]);
    const sizes: number[] = [];
    for (let index = 0; index < 1_200; index++) {
      const runId = `run-${index}`;
      const events = Array.from({ length: 4 }, (_, event) => [event + 1, `"${"e".repeat(300)}"`] as const);
      commits.write([
        [0, createOpening(runId)],
        [1, { kind: "answer", runId: `unknown-${index}`, taskId: `unknown-${index}`, key: "k", value: "1" }],
        [
          2,
          createCommit(runId, {
            tasks: [createTask(runId), createTask(`${runId}/1`)],
            steps: [[runId, "s", "1"]],
            spend: [["t", "{}"]],
            events,
            end: ["completed", 1, null],
          }),
        ],
      ]);
      if (index % 300 === 299) sizes.push(size());
    }
    expect(commits.counters).toMatchObject({
      keptEnds: 10,
      keptWeight: 20,
      keptEvents: 40,
      earlyAnswers: 1_000,
    });
    for (const table of ["tasks", "steps", "spend", "events", "runs", "plans", "run_agents"]) {
      expect([table, Number(sql.get(`SELECT count(*) AS count FROM ${table}`)?.["count"])]).toEqual([
        table,
        { tasks: 20, events: 40 }[table] ?? 10,
      ]);
    }
    expect(sizes[3] - sizes[0]).toBeLessThan(40);
  });

  test("drops the oldest events beyond ten times the tasks, also those of a run that goes on", () => {
    const { sql, commits } = createWorld(10);
    commits.write([[0, createOpening("r")]]);
    for (let index = 0; index < 30; index++) {
      const events = Array.from({ length: 50 }, (_, event) => [index * 50 + event + 1, "1"] as const);
      commits.write([[1, createCommit("r", { events })]]);
    }
    const read = performRead(sql, { kind: "readEvents", cursor: 0, limit: 2_000, runId: "r" }, 0);
    const cursors = (read as readonly { readonly cursor: number }[]).map(({ cursor }) => cursor);
    expect([cursors.length, cursors[0], cursors.at(-1)]).toEqual([1_000, 501, 1_500]);
  });

  test("keeps to a smaller retention when the file is opened again", () => {
    const { database, sql, commits } = createWorld(10);
    for (const runId of ["a", "b", "c"]) {
      const end = ["completed", 1, null] as const;
      commits.write([
        [0, createOpening(runId)],
        [1, createCommit(runId, { tasks: [createTask(runId)], end })],
      ]);
    }
    createGroupCommit(database, sql, { maxTasks: 2, maxRuns: Infinity });
    expect(sql.all("SELECT run_id FROM runs")).toEqual([{ run_id: "b" }, { run_id: "c" }]);
  });
});

test("reads use an index, whatever is asked for", () => {
  const { database } = createWorld();
  const plans: string[] = [];
  const sql: Statements = {
    ...createStatements(database),
    all(text, ...values) {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
      plans.push(...steps.map(({ detail }) => String(detail)));
      return [];
    },
  };
  const runs = [{}, { status: "failed" }, { strategy: "task" }, { agentType: "a" }] as const;
  for (const filter of runs) performRead(sql, { kind: "listRuns", filter, before: 9 }, 0);
  const tasks = [
    {},
    { runId: "r" },
    { runId: "r", status: "failed" },
    { status: "failed" },
    { agentType: "a" },
  ] as const;
  for (const filter of tasks)
    performRead(sql, { kind: "query", filter: { kind: "tasks", ...filter }, after: 0 }, 0);
  performRead(sql, { kind: "readEvents", cursor: 5, limit: 5, runId: undefined }, 0);
  performRead(sql, { kind: "readEvents", cursor: 5, limit: 5, runId: "r" }, 0);
  expect(plans.filter((step) => step.startsWith("SCAN") || step.includes("TEMP B-TREE"))).toEqual([]);
  expect(plans.filter((step) => step.includes("tasks_of_run"))).toHaveLength(2);
});
