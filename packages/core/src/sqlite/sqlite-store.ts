import { resolve } from "node:path";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import { type Runtime, systemRuntime } from "../runtime/runtime.ts";
import {
  checkByteLimit,
  checkCount,
  checkLeaseTerms,
  checkRetention,
  checkRunId,
  readCursor,
} from "../stores/check-arguments.ts";
import { briefPageSize, pageSize, runPageSize } from "../stores/page-sizes.ts";
import type { CommitReceipt, Lease, TaskArchive, TaskStore } from "../stores/task-store.ts";
import {
  toKeyedValue,
  toLease,
  toPage,
  toRunRecord,
  toRunSummary,
  toStoredEvent,
  toStoredRun,
  toTaskRecord,
} from "./from-rows.ts";
import { createDamageError } from "./failure.ts";
import type { LoadedRows } from "./perform-read.ts";
import type { Request } from "./protocol.ts";
import type { Row } from "./statements.ts";
import { encodeText } from "./store-text.ts";
import { toAnswerRequest, toCommitRequest, toOpenRequest, toSearched, toStoredLease } from "./to-requests.ts";
import { openWorkerLink } from "./worker-link.ts";

/** What `sqliteStore` can be told. */
export interface SqliteStoreOptions {
  /** Path of the file; it and its folders are made when they are missing. Beside it stand `-wal`, `-shm` and `.lock`. */
  readonly path: string;
  /**
   * Tasks of finished runs to keep, in whole runs, newest first; at least one run is kept.
   * The log holds ten times as many events (1,000 at least), answers to unknown runs the same number.
   * @default 10_000
   */
  readonly maxSettledTasks?: number;
  /** Finished runs to keep, newest first; at least one is kept. @default Infinity */
  readonly keepSettledRuns?: number;
  /**
   * Bytes that the file and its `-wal` may take together, 1 MiB at least: beyond them the oldest finished runs are dropped,
   * with their events. Runs that go on are kept whatever they take, and so is the run that finished last. A program that
   * keeps reading in one transaction makes the `-wal` grow for so long. Opening a file that was made without a limit
   * writes it anew, once. @default Infinity
   */
  readonly maxBytes?: number;
  /** Its clock decides when leases end. @default systemRuntime */
  readonly runtime?: Runtime;
}

/** A store in a file, which has it to itself until `close`. */
export interface SqliteStore extends TaskStore, TaskArchive {
  /** Waits for everything that was asked, and lets the file go; later calls reject with `closed`. */
  close(): Promise<void>;
}

/**
 * Opens a store in a file of SQLite; what a call has acknowledged is on the disk, and survives the end of the process.
 *
 * A thread of its own waits for the disk. Commits that come while it does share the next transaction. The file belongs
 * to one open store at a time, by a lock that dies with the process; since no earlier owner can live, the leases of
 * earlier processes have ended when the file is opened. Values are JSON; what JSON cannot hold is refused with
 * `not_serializable`.
 *
 * Rejects with `invalid_argument` for options that cannot be meant, and with `store_failed`, which names the file and what
 * to do, when the file cannot be used: another owner (`details.problem` is `owned`), a newer version (`newer`), a
 * database of something else (`foreign`), `damaged`, `read-only`, `full`, a `folder`. Calls reject likewise later on.
 *
 * @example
 * const store = await sqliteStore({ path: ".convoke/runs.db" });
 * const orchestrator = new Orchestrator({ store });
 * await orchestrator.resume();
 */
export async function sqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  checkOptions(options);
  const { path, maxSettledTasks = 10_000, keepSettledRuns = Infinity, maxBytes = Infinity } = options;
  const { runtime = systemRuntime } = options;
  const file = resolve(path);
  const link = await openWorkerLink({
    path: file,
    limits: {
      maxTasks: maxSettledTasks,
      maxRuns: keepSettledRuns,
      ...(maxBytes !== Infinity && { maxBytes }),
    },
  });

  /** Asks the worker, and reads its answer. */
  async function ask<Rows, Value>(request: Request, read: (rows: Rows) => Value): Promise<Value> {
    const rows = (await link.ask(request)) as Rows;
    try {
      return read(rows);
    } catch (error) {
      throw createDamageError(error, file);
    }
  }

  return {
    async open(run, owner, leaseMs) {
      checkRunId(run.runId);
      checkLeaseTerms(owner, leaseMs);
      return ask(toOpenRequest(run, owner, leaseMs, runtime.now()), toLease);
    },
    async claim(owner, leaseMs, limit) {
      checkLeaseTerms(owner, leaseMs);
      checkCount("limit", limit);
      const request = {
        kind: "claim",
        owner: encodeText(owner),
        leaseMs,
        limit,
        now: runtime.now(),
      } as const;
      return ask(request, (leases: readonly Lease[]) => leases.map(toLease));
    },
    async renew(lease) {
      return ask({ kind: "renew", lease: toStoredLease(lease), now: runtime.now() }, toLease);
    },
    async release(lease) {
      await link.ask({ kind: "release", lease: toStoredLease(lease) });
    },
    async commit(lease, writes) {
      return (await link.ask(toCommitRequest(lease, writes))) as CommitReceipt;
    },
    async answer(taskId, key, value) {
      await link.ask(toAnswerRequest(taskId, key, value));
    },
    async loadAnswers(runId) {
      return ask({ kind: "loadAnswers", runId: encodeText(runId) }, (rows: readonly Row[]) =>
        rows.map(toKeyedValue),
      );
    },
    async load(runId) {
      return ask({ kind: "load", runId: encodeText(runId) }, (rows: LoadedRows | undefined) =>
        rows === undefined ? undefined : toStoredRun(rows),
      );
    },
    async find(taskId) {
      return ask({ kind: "find", taskId: encodeText(taskId) }, (row: Row | undefined) =>
        row === undefined ? undefined : toTaskRecord(row),
      );
    },
    async findRun(runId) {
      return ask({ kind: "findRun", runId: encodeText(runId) }, (row: Row | undefined) =>
        row === undefined ? undefined : toRunRecord(row),
      );
    },
    async query(filter, cursor) {
      const after = readCursor(cursor) ?? 0;
      const size = filter.kind === "tasks" && filter.brief === true ? briefPageSize : pageSize;
      return ask({ kind: "query", filter: encodeParts(filter), after }, (rows: readonly Row[]) =>
        filter.kind === "runs" ? toPage(rows, size, toRunRecord) : toPage(rows, size, toTaskRecord),
      );
    },
    async listRuns({ search, ...filter }, cursor) {
      const before = readCursor(cursor) ?? Number.MAX_SAFE_INTEGER;
      const wanted = { ...encodeParts(filter), search: search && toSearched(search) };
      return ask({ kind: "listRuns", filter: wanted, before }, (rows: readonly Row[]) =>
        toPage(rows, runPageSize, toRunSummary),
      );
    },
    async readEvents(cursor, limit, runId) {
      checkCount("cursor", cursor);
      checkCount("limit", limit);
      const request = { kind: "readEvents", cursor, limit, runId: runId && encodeText(runId) } as const;
      return ask(request, (rows: readonly Row[]) => rows.map(toStoredEvent));
    },
    async lastCursor() {
      return (await link.ask({ kind: "lastCursor" })) as number;
    },
    async prune({ maxSettledTasks: maxTasks = Infinity, keepSettledRuns: maxRuns = Infinity }) {
      checkRetention(maxTasks, maxRuns);
      await link.ask({ kind: "prune", limits: { maxTasks, maxRuns } });
    },
    close: () => link.close(),
  };
}

/** The texts of a filter as they are stored. */
function encodeParts<Filter extends object>(filter: Filter): Filter {
  const encode = (value: unknown): unknown => (typeof value === "string" ? encodeText(value) : value);
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, encode(value)])) as Filter;
}

function checkOptions(options: SqliteStoreOptions): void {
  if (typeof options !== "object" || options === null) {
    throw createInvalidOption("path", `sqliteStore takes { path }, not ${showValue(options)}.`);
  }
  refuseUnknownNames(
    options,
    ["path", "maxSettledTasks", "keepSettledRuns", "maxBytes", "runtime"],
    "sqliteStore: unknown option",
  );
  const { path, maxSettledTasks, keepSettledRuns, maxBytes } = options;
  if (typeof path !== "string" || path === "" || path.includes("\0")) {
    const problem = `sqliteStore: path ${showValue(path)} must be the path of a file, e.g. ".convoke/runs.db".`;
    throw createInvalidOption("path", problem);
  }
  checkRetention(maxSettledTasks, keepSettledRuns);
  if (maxBytes !== undefined) checkByteLimit(maxBytes);
}

function createInvalidOption(option: string, message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option } });
}
