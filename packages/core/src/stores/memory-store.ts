import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { systemRuntime, type Runtime } from "../runtime/runtime.ts";
import { copyJson, writeJson } from "../json/canonical-json.ts";
import {
  checkCount,
  checkLeaseTerms,
  checkRetention,
  checkRunId,
  checkWrites,
  readRunId,
} from "./check-arguments.ts";
import { createEarlyAnswers } from "./early-answers.ts";
import { createMemoryArchive } from "./memory-archive.ts";
import { applyWrites, describeRun, joinKey, keepWrites, requireLease, type MemoryRun } from "./memory-run.ts";
import { createMemoryState } from "./memory-state.ts";
import { isProgress } from "./progress.ts";
import type { AnswerRecord, Lease, TaskArchive, TaskStore } from "./task-store.ts";

/** What `memoryStore` can be told. */
export interface MemoryStoreOptions {
  /** Its clock decides when leases end. @default systemRuntime */
  readonly runtime?: Runtime;
  /**
   * Tasks of finished runs to keep, in whole runs, newest first; at least one run is kept.
   * The log holds ten times as many events (1,000 at least), answers to unknown runs the same number.
   * @default 10_000
   */
  readonly maxSettledTasks?: number;
  /** Finished runs to keep, newest first; at least one is kept. @default Infinity */
  readonly keepSettledRuns?: number;
}

/**
 * Creates a store that remembers runs for as long as the process lives, in bounded memory.
 *
 * Values are copied in and out as JSON; what JSON cannot hold is refused with `not_serializable`.
 *
 * @example
 * const store = memoryStore({ maxSettledTasks: 1_000 });
 * const lease = await store.open({ runId: "r1", strategy: "task", title: "Greet", plan: {}, createdAt: 0 }, "process-1", 30_000);
 * await store.commit(lease, { run: { status: "completed", finishedAt: 5 } });
 */
export function memoryStore(options: MemoryStoreOptions = {}): TaskStore & TaskArchive {
  const { runtime = systemRuntime, maxSettledTasks = 10_000, keepSettledRuns } = options;
  checkRetention(maxSettledTasks, keepSettledRuns);
  const sideRecords = Math.max(1_000, 10 * maxSettledTasks);
  const state = createMemoryState(sideRecords);
  const earlyAnswers = createEarlyAnswers(sideRecords);

  function grant(run: MemoryRun, owner: string, leaseMs: number, recoveries: number): Lease {
    run.leaseMs = leaseMs;
    run.lease = {
      runId: run.record.runId,
      owner,
      fence: run.lease.fence + 1,
      expiresAt: runtime.now() + leaseMs,
      recoveries,
    };
    run.isReleased = false;
    return { ...run.lease };
  }

  return {
    ...createMemoryArchive(state),
    async open(run, owner, leaseMs) {
      checkRunId(run.runId);
      checkLeaseTerms(owner, leaseMs);
      if (state.runs.has(run.runId)) {
        throw new OrchestrationError(
          ErrorCode.DUPLICATE_TASK,
          `A run with the id ${run.runId} is stored already. Use another id, or load the run that has it.`,
          { details: { runId: run.runId } },
        );
      }
      const { runId, strategy, title } = run;
      const opened: MemoryRun = {
        record: { runId, strategy, title, createdAt: copyJson(run.createdAt), status: "running" },
        plan: writeJson(run.plan),
        lease: { runId, owner, fence: 0, expiresAt: 0, recoveries: 0 },
        leaseMs,
        sequence: 0,
        isReleased: false,
        eventCount: 0,
        isDropped: false,
        tasks: new Map(),
        steps: undefined,
        spend: undefined,
        answers: earlyAnswers.take(runId),
      };
      state.addRun(opened);
      return grant(opened, owner, leaseMs, 0);
    },
    async claim(owner, leaseMs, limit) {
      checkLeaseTerms(owner, leaseMs);
      checkCount("limit", limit);
      const now = runtime.now();
      return Array.from(state.unfinished)
        .filter((run) => run.lease.expiresAt <= now)
        .sort((left, right) => left.record.createdAt - right.record.createdAt)
        .slice(0, limit)
        .map((run) => {
          const isLost = !run.isReleased && run.lease.owner !== owner;
          return grant(run, owner, leaseMs, run.lease.recoveries + (isLost ? 1 : 0));
        });
    },
    async renew(lease) {
      const run = requireLease(state.runs.get(lease.runId), lease);
      run.lease = { ...run.lease, expiresAt: runtime.now() + run.leaseMs };
      return { ...run.lease };
    },
    async release(lease) {
      const run = requireLease(state.runs.get(lease.runId), lease);
      run.isReleased = true;
      // A fence of its own, so that nothing can be written under the lease any more.
      run.lease = { ...run.lease, fence: run.lease.fence + 1, expiresAt: -Infinity };
    },
    async commit(lease, writes) {
      checkWrites(lease.runId, writes);
      const kept = keepWrites(writes);
      const run = requireLease(state.runs.get(lease.runId), lease);
      if (run.lease.recoveries > 0 && isProgress(writes)) run.lease = { ...run.lease, recoveries: 0 };
      for (const task of applyWrites(run, kept)) state.taskLog.append(task);
      state.addEvents(run, kept.events);
      if (kept.run !== undefined) {
        state.finish(run);
        state.prune(maxSettledTasks, keepSettledRuns);
      }
      return { cursor: state.eventLog.lastNumber };
    },
    async answer(taskId, key, value) {
      const runId = readRunId(taskId);
      checkRunId(runId);
      const answer = copyJson({ taskId, key, value });
      const run = state.runs.get(runId);
      if (run === undefined) return earlyAnswers.add(runId, answer);
      const name = joinKey(taskId, key);
      run.answers ??= new Map<string, AnswerRecord>();
      if (!run.answers.has(name)) run.answers.set(name, answer);
    },
    async loadAnswers(runId) {
      return copyJson([...(state.runs.get(runId)?.answers?.values() ?? [])]);
    },
    async load(runId) {
      const run = state.runs.get(runId);
      return run === undefined ? undefined : describeRun(run);
    },
  };
}
