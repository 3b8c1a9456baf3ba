import type { DatabaseSync } from "node:sqlite";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { readCounters, writeCounters, type Counters } from "./counters.ts";
import { toFailure } from "./failure.ts";
import { createLiveRuns } from "./live-runs.ts";
import type { Answer, WriteRequest } from "./protocol.ts";
import { createByteLimit } from "./byte-limit.ts";
import { dropEarlyAnswers, dropEvents, dropRuns, isBeyond, type StoreLimits } from "./retention.ts";
import type { Statements } from "./statements.ts";
import { writeCommit } from "./write-commit.ts";
import { claimRuns, endLeases, openRun, releaseRun, renewLease, writeAnswer } from "./write-run.ts";

export type Numbered<Request> = readonly [number: number, request: Request];

/** Writes requests in groups; each group is one transaction, and one wait for the disk. */
export interface GroupCommit {
  /** Answers when everything is on the disk; what is refused concerns nobody else in the group. */
  write(group: readonly Numbered<WriteRequest>[]): readonly Answer[];
  readonly counters: Readonly<Counters>;
}

/** Runs that are dropped in one transaction when a file is opened, so that the log stays small. */
const runsDroppedAtOnce = 500;

export function createGroupCommit(database: DatabaseSync, sql: Statements, limits: StoreLimits): GroupCommit {
  const { maxTasks, maxBytes } = limits;
  const byteLimit = maxBytes === undefined ? undefined : createByteLimit(database, sql, maxBytes);
  const maxSideRecords = Math.max(1_000, 10 * maxTasks);
  const liveRuns = createLiveRuns(sql);
  let counters = readCounters(sql);

  function perform(request: WriteRequest): unknown {
    switch (request.kind) {
      case "open":
        return openRun(sql, counters, liveRuns, request);
      case "claim":
        return claimRuns(sql, liveRuns, request);
      case "renew":
        return renewLease(sql, liveRuns, request);
      case "release":
        return releaseRun(sql, liveRuns, request);
      case "commit": {
        const receipt = writeCommit(sql, counters, liveRuns, request);
        if (request.end !== undefined) dropRuns(sql, counters, () => isBeyond(counters, limits));
        return receipt;
      }
      case "answer":
        writeAnswer(sql, counters, request);
        return dropEarlyAnswers(sql, counters, maxSideRecords, request.runId);
      case "prune":
        return dropRuns(sql, counters, () => isBeyond(counters, request.limits));
    }
  }

  function answer([number, request]: Numbered<WriteRequest>): Answer {
    try {
      return [number, undefined, perform(request)];
    } catch (error) {
      // Refused before anything was written: the others are not concerned.
      if (OrchestrationError.is(error)) return [number, toFailure(error)];
      throw error;
    }
  }

  /** All of the work, or nothing of it: the counters too. */
  function inTransaction<Value>(work: () => Value): Value {
    const before = { ...counters };
    try {
      database.exec("BEGIN IMMEDIATE");
      const value = work();
      dropEvents(sql, counters, maxSideRecords);
      if (byteLimit !== undefined) {
        let left = runsDroppedAtOnce;
        dropRuns(sql, counters, () => left-- > 0 && byteLimit.isExceeded());
        byteLimit.giveBack();
      }
      writeCounters(sql, counters);
      database.exec("COMMIT");
      return value;
    } catch (error) {
      counters = before;
      liveRuns.clear();
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }

  function write(group: readonly Numbered<WriteRequest>[]): readonly Answer[] {
    try {
      return inTransaction(() => group.map(answer));
    } catch (error) {
      if (group.length === 1) return [[group[0][0], toFailure(error)]];
      // One that is too large for the disk must not take the others with it.
      return group.flatMap((request) => write([request]));
    }
  }

  function dropSome(): void {
    let left = runsDroppedAtOnce;
    dropRuns(sql, counters, () => left-- > 0 && isBeyond(counters, limits));
  }

  inTransaction(() => endLeases(sql));
  const isOverfull = (): boolean => byteLimit?.isExceeded() === true && counters.keptEnds > 1;
  // Counters of a damaged file may tell of runs that are not there.
  for (let kept = Infinity; counters.keptEnds < kept && (isBeyond(counters, limits) || isOverfull());) {
    kept = counters.keptEnds;
    inTransaction(dropSome);
  }
  return {
    write,
    get counters() {
      return counters;
    },
  };
}
