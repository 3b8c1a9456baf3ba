import type { DatabaseSync } from "node:sqlite";
import { createFileError } from "./failure.ts";
import { migrations } from "./migrations.ts";

/** Marks the files of this store: "Conv". */
const applicationId = 0x436f_6e76;

/** Throws `store_failed` for a file of something else and for one of a later release; changes nothing. */
export function checkVersion(database: DatabaseSync, path: string, newest = migrations.length): void {
  const version = readNumber(database, "user_version");
  const mark = readNumber(database, "application_id");
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (mark !== applicationId && !(isEmpty && mark === 0 && version === 0)) {
    throw createFileError(
      path,
      "foreign",
      "it is a database of another program, or of another kind of store",
      "Name a file of its own.",
    );
  }
  if (version > newest) {
    throw createFileError(
      path,
      "newer",
      `its tables have version ${version}, and this release knows ${newest}`,
      "Use the release that wrote it or a later one, or name another file.",
    );
  }
}

/** Makes the tables, or brings those of an earlier version up to date, all or nothing. */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  const version = readNumber(database, "user_version");
  if (version === steps.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const step of steps.slice(version)) database.exec(step);
    database.exec(`PRAGMA application_id = ${applicationId}`);
    database.exec(`PRAGMA user_version = ${steps.length}`);
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function readNumber(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
