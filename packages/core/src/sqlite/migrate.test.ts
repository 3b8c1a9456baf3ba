import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { createGroupCommit } from "./group-commit.ts";
import { checkVersion, migrate } from "./migrate.ts";
import { migrations } from "./migrations.ts";
import { createStatements } from "./statements.ts";

const list = (database: DatabaseSync): unknown[] =>
  database
    .prepare("SELECT name FROM sqlite_schema ORDER BY name")
    .all()
    .map(({ name }) => name);

test("migrate takes the steps that a file has not seen, once", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database, ["CREATE TABLE a (x)"]);
  migrate(database, ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE c (x)"]);
  migrate(database, ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE c (x)"]);
  expect(list(database)).toEqual(["a", "b", "c"]);
  expect(() => checkVersion(database, "/x", 3)).not.toThrow();
  expect(() => checkVersion(database, "/x", 2)).toThrow("version 3, and this release knows 2");
});

test("migrate leaves a file as it was when a step fails", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database, ["CREATE TABLE a (x)"]);
  expect(() => migrate(database, ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "nonsense"])).toThrow(
    "nonsense",
  );
  expect(list(database)).toEqual(["a"]);
  expect(() => checkVersion(database, "/x", 1)).not.toThrow();
});

test("migrate brings a file of version 1 up to date: its runs can be claimed, and count their recoveries", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database, migrations.slice(0, 1));
  database.exec(`INSERT INTO runs (number, run_id, status, owner, fence, expires_at, lease_ms, created_at, strategy, title,
    searched) VALUES (1, 'r', 'running', 'me', 3, 99, 10, 1, 'task', 'r', 'r')`);
  migrate(database);
  const commits = createGroupCommit(database, createStatements(database), { maxTasks: 10, maxRuns: 10 });
  const claim = { kind: "claim", owner: "next", leaseMs: 10, limit: 5, now: 0 } as const;
  expect(commits.write([[1, claim]])).toEqual([
    [1, undefined, [{ runId: "r", owner: "next", fence: 4, expiresAt: 10, recoveries: 1 }]],
  ]);
});
