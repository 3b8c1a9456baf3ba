import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { toStoreError } from "./store-error.ts";

/** Milliseconds that a call waits for another process that writes; the calling thread stands still meanwhile. */
const busyMs = 5_000;

/** The part of a file that a store keeps its tables in. */
export interface StorePart {
  /** `lessons` or `sessions`: several parts may share a file. */
  readonly name: string;
  /** Raised whenever the tables change. */
  readonly version: number;
  /** Creates the tables. */
  readonly schema: string;
}

/** A file of SQLite that is opened when it is first used. */
export interface StoreFile {
  read<Value>(work: (database: DatabaseSync) => Value): Promise<Value>;
  /** Runs work as one transaction: all of it is kept, or nothing. */
  write<Value>(work: (database: DatabaseSync) => Value): Promise<Value>;
  /** Closes it for good; later calls reject with `closed`. */
  close(): Promise<void>;
}

/** A store's file; nothing is opened or created yet. */
export function createStoreFile(file: string, part: StorePart): StoreFile {
  const path = resolve(file);
  let database: DatabaseSync | undefined;
  let isClosed = false;

  async function open(): Promise<DatabaseSync> {
    // On demand: some releases of Node warn when it is loaded, and nobody should be warned who never uses it.
    const { DatabaseSync: Database } = await import("node:sqlite");
    if (isClosed) throw closed();
    return (database ??= openDatabase(Database, path, part));
  }

  async function use<Value>(work: (database: DatabaseSync) => Value): Promise<Value> {
    if (isClosed) throw closed();
    try {
      return work(database ?? (await open()));
    } catch (error) {
      throw toStoreError(error, part.name, path);
    }
  }

  function closed(): OrchestrationError {
    return new OrchestrationError(ErrorCode.CLOSED, `The store of ${part.name} in ${path} was closed.`);
  }

  return {
    read: use,
    write: (work) => use((opened) => inTransaction(opened, () => work(opened))),
    async close() {
      isClosed = true;
      const opened = database;
      database = undefined;
      try {
        opened?.close();
      } catch (error) {
        throw toStoreError(error, part.name, path);
      }
    },
  };
}

function openDatabase(Database: typeof DatabaseSync, path: string, part: StorePart): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  // What people ask is nobody else's business; SQLite would let everybody read it.
  closeSync(openSync(path, "a", 0o600));
  const database = new Database(path);
  try {
    // First of all, since every statement may meet another process.
    database.exec(`PRAGMA busy_timeout = ${busyMs}`);
    database.exec("PRAGMA journal_mode = WAL");
    inTransaction(database, () => prepareTables(database, part, path));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareTables(database: DatabaseSync, { name, version, schema }: StorePart, path: string): void {
  database.exec(
    "CREATE TABLE IF NOT EXISTS convoke_parts (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT",
  );
  const found = database.prepare("SELECT version FROM convoke_parts WHERE name = ?").get(name)?.["version"];
  if (found === version) return;
  if (found !== undefined) {
    throw new OrchestrationError(
      ErrorCode.STORE_FAILED,
      `The ${name} in ${path} have schema version ${String(found)}, and this release reads ${version}. ` +
        "Use the release that wrote them, or another file.",
      { details: { file: path, problem: "version", found, expected: version } },
    );
  }
  database.exec(schema);
  database.prepare("INSERT INTO convoke_parts (name, version) VALUES (?, ?)").run(name, version);
}

function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  // Immediate: a transaction that begins by reading could not be let write once another process has.
  database.exec("BEGIN IMMEDIATE");
  try {
    const value = work();
    database.exec("COMMIT");
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
