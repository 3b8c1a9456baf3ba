import { mkdtempSync, rmSync } from "node:fs";
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
