import { DatabaseSync, type StatementSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { type RawRow, rawStatements } from "./raw-rows.ts";

// Commits rows that it was started with, in groups, as fast as node:sqlite can: no messages, no JSON, nothing is checked.

/** What the thread is started with: a file with the tables, and the rows of each group. */
export interface RawWork {
  readonly path: string;
  readonly groups: readonly (readonly RawRow[])[];
}

if (parentPort !== null) {
  const { path, groups } = workerData as RawWork;
  const database = new DatabaseSync(path);
  // As the store opens its file.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000;
    PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000`);
  const prepared = new Map<string, StatementSync>();
  for (const [name, sql] of Object.entries(rawStatements)) prepared.set(name, database.prepare(sql));
  const [begin, commit] = [database.prepare("BEGIN IMMEDIATE"), database.prepare("COMMIT")];
  const start = performance.now();
  for (const rows of groups) {
    begin.run();
    for (const [name, ...values] of rows) prepared.get(name)!.run(...values);
    commit.run();
  }
  const ms = performance.now() - start;
  database.close();
  parentPort.postMessage(ms, []);
}
