import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { checkVersion, migrate } from "./migrate.ts";

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
