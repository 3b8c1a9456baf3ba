import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Lease } from "../stores/task-store.ts";
import type { Counters } from "./counters.ts";
import type { AnswerRequest, ClaimRequest, OpenRequest, ReleaseRequest, RenewRequest } from "./protocol.ts";
import { emptyTotals, type LiveRuns } from "./live-runs.ts";
import type { Statements } from "./statements.ts";
import { decodeText } from "./store-text.ts";

const findNumber = "SELECT number FROM runs WHERE run_id = ?";

/** Remembers a new run; answers with the first lease on it. */
export function openRun(
  sql: Statements,
  counters: Counters,
  liveRuns: LiveRuns,
  request: OpenRequest,
): Lease {
  const { runId, owner, leaseMs, now } = request;
  if (sql.get(findNumber, runId) !== undefined) {
    const told = decodeText(runId);
    throw new OrchestrationError(
      ErrorCode.DUPLICATE_TASK,
      `A run with the id ${told} is stored already. Use another id, or load the run that has it.`,
      { details: { runId: told } },
    );
  }
  const number = ++counters.runs;
  const fence = 1;
  const expiresAt = now + leaseMs;
  sql.run(
    `INSERT INTO runs (number, run_id, status, owner, fence, expires_at, lease_ms, created_at, strategy, title, searched)
      VALUES (?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?)`,
    number,
    runId,
    owner,
    fence,
    expiresAt,
    leaseMs,
    request.createdAt,
    request.strategy,
    request.title,
    request.searched,
  );
  sql.run("INSERT INTO plans (run, plan) VALUES (?, ?)", number, request.plan);
  if (counters.earlyAnswers > 0) takeEarlyAnswers(sql, counters, number, runId);
  liveRuns.add(runId, {
    number,
    owner,
    fence,
    recoveries: 0,
    sequence: 0,
    totals: { ...emptyTotals },
    tasks: new Map(),
  });
  return { runId, owner, fence, expiresAt, recoveries: 0 };
}

function takeEarlyAnswers(sql: Statements, counters: Counters, number: number, runId: string): void {
  sql.run(
    `INSERT INTO answers (run, task_id, key, value)
      SELECT ?, task_id, key, value FROM early_answers WHERE run_id = ? ORDER BY number`,
    number,
    runId,
  );
  counters.earlyAnswers -= sql.run("DELETE FROM early_answers WHERE run_id = ?", runId);
}

/** Takes over runs whose leases have ended, the oldest first. */
export function claimRuns(
  sql: Statements,
  liveRuns: LiveRuns,
  { owner, leaseMs, limit, now }: ClaimRequest,
): readonly Lease[] {
  const expiresAt = now + leaseMs;
  const found = sql.all(
    `SELECT number, run_id, owner, fence, recoveries, released FROM runs WHERE status = 'running' AND expires_at <= ?
      ORDER BY created_at, number LIMIT ?`,
    now,
    limit,
  );
  return found.map((run) => {
    const fence = Number(run["fence"]) + 1;
    const isLost = run["released"] !== 1 && run["owner"] !== owner;
    const recoveries = Number(run["recoveries"]) + (isLost ? 1 : 0);
    sql.run(
      `UPDATE runs SET owner = ?, fence = ?, recoveries = ?, released = 0, expires_at = ?, lease_ms = ?
        WHERE number = ?`,
      owner,
      fence,
      recoveries,
      expiresAt,
      leaseMs,
      run["number"],
    );
    const runId = String(run["run_id"]);
    liveRuns.forget(runId);
    return { runId, owner, fence, expiresAt, recoveries };
  });
}

/** Extends a lease by its own length. */
export function renewLease(sql: Statements, liveRuns: LiveRuns, { lease, now }: RenewRequest): Lease {
  const { number, recoveries } = liveRuns.require(lease);
  const renewed = sql.get(
    "UPDATE runs SET expires_at = lease_ms + ? WHERE number = ? RETURNING expires_at",
    now,
    number,
  );
  return { ...lease, expiresAt: Number(renewed?.["expires_at"]), recoveries };
}

/** Ends a lease for good, so that anybody may claim the run. */
export function releaseRun(sql: Statements, liveRuns: LiveRuns, { lease }: ReleaseRequest): void {
  const { number } = liveRuns.require(lease);
  sql.run(
    "UPDATE runs SET released = 1, fence = fence + 1, expires_at = ? WHERE number = ?",
    -Number.MAX_VALUE,
    number,
  );
  liveRuns.forget(lease.runId);
}

/** Keeps the first answer for a task and key, also one to a run that is not open yet. */
export function writeAnswer(sql: Statements, counters: Counters, request: AnswerRequest): void {
  const { runId, taskId, key, value } = request;
  const run = sql.get(findNumber, runId);
  if (run !== undefined) {
    sql.run(
      "INSERT INTO answers (run, task_id, key, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      run["number"],
      taskId,
      key,
      value,
    );
    return;
  }
  counters.earlyAnswers += sql.run(
    "INSERT INTO early_answers (run_id, task_id, key, value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    runId,
    taskId,
    key,
    value,
  );
}

/** Ends every lease: whoever had them does not live any more, or the file could not have been opened. */
export function endLeases(sql: Statements): void {
  sql.run("UPDATE runs SET expires_at = ? WHERE status = 'running'", -Number.MAX_VALUE);
}
