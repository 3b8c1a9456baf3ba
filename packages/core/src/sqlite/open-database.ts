import { closeSync, linkSync, mkdirSync, openSync, realpathSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { threadId } from "node:worker_threads";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { sharePages } from "./byte-limit.ts";
import { createFileError } from "./failure.ts";
import { checkVersion, migrate } from "./migrate.ts";

/** A database that this process alone may write. */
export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** Throws `store_failed` when the path names another file by now, or none: what is written would be lost. */
  checkPlace(): void;
  /** Closes it, and lets another owner have it. */
  close(): void;
}

/** Opens the file, or makes it, for its owner only; throws what SQLite or the file system says, or `store_failed`. */
export function openDatabase(path: string, maxBytes?: number): OpenedDatabase {
  makeFolder(dirname(path));
  // A link to the file is the same file, and has the same lock.
  const real = findRealPath(path);
  if (statSync(real, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw createFileError(path, "folder", "it is a folder", "Name a file.");
  }
  const lock = takeLock(`${real}.lock`, path);
  try {
    makeFile(real);
    const database = new DatabaseSync(real);
    try {
      prepare(database, path, maxBytes);
    } catch (error) {
      database.close();
      throw error;
    }
    const opened = statSync(real, { bigint: true });
    return {
      database,
      checkPlace() {
        const found = statSync(real, { bigint: true, throwIfNoEntry: false });
        if (found?.ino === opened.ino && found.dev === opened.dev) return;
        throw createFileError(
          path,
          "moved",
          found === undefined ? "it was removed while it was open" : "another file was put in its place",
          "Put it back, or start again; what it held before is not here any more.",
        );
      },
      close() {
        try {
          database.close();
        } finally {
          lock.close();
        }
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** A transaction that is never ended: the operating system takes its lock away when the process dies, however it dies. */
function takeLock(lockPath: string, path: string): DatabaseSync {
  makeFile(lockPath);
  const lock = new DatabaseSync(lockPath);
  try {
    // It writes nothing, and leaves no journal behind when the process is killed.
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    const { errcode } = error as { readonly errcode?: number };
    if (errcode === undefined || (errcode & 0xff) !== 5) throw error;
    throw createFileError(
      path,
      "owned",
      "another process, or another store of this one, has it open",
      "Close that one first, or give this one a file of its own.",
    );
  }
}

function prepare(database: DatabaseSync, path: string, maxBytes: number | undefined): void {
  // A program that looks into the file may hold it for a moment.
  database.exec("PRAGMA busy_timeout = 2000");
  checkVersion(database, path);
  // Has to come before the first table; a file that has tables keeps what it was made with.
  if (maxBytes !== undefined) database.exec("PRAGMA auto_vacuum = INCREMENTAL");
  const mode = database.prepare("PRAGMA journal_mode = WAL").get()?.["journal_mode"];
  if (mode !== "wal") {
    throw createFileError(
      path,
      "unusable",
      `its file system allows the journal mode ${String(mode)} only`,
      "Name a file on a local disk.",
    );
  }
  const { logPages } = sharePages(maxBytes ?? Infinity);
  database.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -32000;
    PRAGMA temp_store = MEMORY;
    PRAGMA wal_autocheckpoint = ${logPages};
    PRAGMA journal_size_limit = ${maxBytes === undefined ? 67_108_864 : logPages * 4_096}`);
  migrate(database);
}

/**
 * Makes an empty file that only its owner may read, unless it is there. It appears by a link, since a process that
 * closes a file loses every lock that it has on it.
 */
function makeFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  const temporary = `${path}.${process.pid}-${threadId}.new`;
  try {
    closeSync(openSync(temporary, "w", 0o600));
    linkSync(temporary, path);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "EEXIST") throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Makes a folder and those above it. Node's own way never ends where the file system refuses with ENOENT, as /proc does. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "EEXIST") throw error;
  }
}

function findRealPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "ENOENT") throw error;
    return join(realpathSync(dirname(path)), basename(path));
  }
}

/** What a thread may say when it cannot open: names the path where the system does not. */
export function explainOpening(error: unknown, path: string): unknown {
  if (OrchestrationError.is(error)) return error;
  const { code } = error as { readonly code?: unknown };
  return code === "ENOTDIR" || code === "EEXIST"
    ? createFileError(path, "unusable", describeThrown(error), "A part of its path is a file, not a folder.")
    : error;
}
