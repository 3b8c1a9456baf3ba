import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "./open-database.ts";

test("openDatabase waits for the disk at every commit, and lets others read meanwhile", () => {
  const folder = mkdtempSync(join(tmpdir(), "convoke-database-"));
  const { database, close } = openDatabase(join(folder, "runs.db"));
  const read = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  const [full, wal] = [2, "wal"];
  expect([read("synchronous"), read("journal_mode")]).toEqual([full, wal]);
  close();
  rmSync(folder, { recursive: true });
});

test("openDatabase tells when its file was removed, or another one was put in its place", () => {
  const folder = mkdtempSync(join(tmpdir(), "convoke-database-"));
  const path = join(folder, "runs.db");
  const { checkPlace, close } = openDatabase(path);
  checkPlace();
  renameSync(path, `${path}.away`);
  expect(checkPlace).toThrow(/removed while it was open/);
  writeFileSync(path, "");
  expect(checkPlace).toThrow(/another file was put in its place/);
  rmSync(path);
  renameSync(`${path}.away`, path);
  checkPlace();
  close();
  rmSync(folder, { recursive: true });
});
