import type { CommitReceipt } from "../stores/task-store.ts";
import type { Counters } from "./counters.ts";
import type { KnownTask, LiveRun, LiveRuns } from "./live-runs.ts";
import type { CommitRequest, TaskRow, TaskState } from "./protocol.ts";
import type { Statements } from "./statements.ts";

const updateRun = `UPDATE runs SET sequence = ?, pending = ?, in_progress = ?, completed = ?, failed = ?,
  cancelled = ?, cost_usd = ?, tokens = ? WHERE number = ?`;
const endRun = `UPDATE runs SET status = ?, finished_at = ?, stop = ?, ended = ?, weight = ?, sequence = ?,
  pending = ?, in_progress = ?, completed = ?, failed = ?, cancelled = ?, cost_usd = ?, tokens = ? WHERE number = ?`;
const findTask = "SELECT number, status, agent_type, cost_usd, tokens FROM tasks WHERE task_id = ?";
const insertTask = `INSERT INTO tasks (number, run, task_id, status, agent_type, cost_usd, tokens, brief, input, result)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const updateTask = `UPDATE tasks SET status = ?, agent_type = ?, cost_usd = ?, tokens = ?, brief = ?, input = ?,
  result = ? WHERE number = ?`;
const countAgent = `INSERT INTO run_agents (agent_type, run, tasks) VALUES (?, ?, ?)
  ON CONFLICT DO UPDATE SET tasks = tasks + excluded.tasks`;
const putStep = `INSERT INTO steps (run, task_id, key, value) VALUES (?, ?, ?, ?)
  ON CONFLICT (run, task_id, key) DO UPDATE SET value = excluded.value`;
const putSpend = `INSERT INTO spend (run, ticket_id, record) VALUES (?, ?, ?)
  ON CONFLICT (run, ticket_id) DO UPDATE SET record = excluded.record`;
const putEvent = "INSERT INTO events (cursor, run, sequence, event) VALUES (?, ?, ?, ?)";

/** Tasks of a run that are kept in mind; those of larger runs are looked up. */
const maxKnownTasks = 1_000;

/** Writes a commit; the transaction around it makes it all or nothing. */
export function writeCommit(
  sql: Statements,
  counters: Counters,
  liveRuns: LiveRuns,
  request: CommitRequest,
): CommitReceipt {
  const { lease, end } = request;
  const run = liveRuns.require(lease);
  const { number, totals } = run;
  const agents = new Map<string, number>();
  for (const task of request.tasks) writeTask(sql, counters, run, task, agents);
  for (const [agentType, change] of agents) if (change !== 0) sql.run(countAgent, agentType, number, change);
  for (const [taskId, key, value] of request.steps) sql.run(putStep, number, taskId, key, value);
  for (const [ticketId, record] of request.spend) sql.run(putSpend, number, ticketId, record);
  for (const [sequence, event] of request.events) {
    sql.run(putEvent, ++counters.events, number, sequence, event);
    run.sequence = Math.max(run.sequence, sequence);
  }
  counters.keptEvents += request.events.length;
  if (run.recoveries > 0 && request.isProgress) {
    sql.run("UPDATE runs SET recoveries = 0 WHERE number = ?", number);
    run.recoveries = 0;
  }
  const { pending, in_progress, completed, failed, cancelled } = totals;
  const sums = [pending, in_progress, completed, failed, cancelled, totals.costUsd, totals.tokens];
  if (end === undefined) sql.run(updateRun, run.sequence, ...sums, number);
  else {
    // A run without tasks counts as one, so that empty runs are bounded too.
    const weight = Math.max(1, pending + in_progress + completed + failed + cancelled);
    sql.run(endRun, ...end, ++counters.ends, weight, run.sequence, ...sums, number);
    counters.keptEnds += 1;
    counters.keptWeight += weight;
    liveRuns.forget(lease.runId);
  }
  return { cursor: counters.events };
}

/** Writes a task, and counts it along: totals are never summed up again, however many tasks a run has. */
function writeTask(
  sql: Statements,
  counters: Counters,
  run: LiveRun,
  task: TaskRow,
  agents: Map<string, number>,
): void {
  const [taskId, status, agentType, costUsd, tokens, brief, input, result] = task;
  const { totals } = run;
  const count = (type: string, change: number): void =>
    void agents.set(type, (agents.get(type) ?? 0) + change);
  const known = findKnown(sql, run, taskId);
  if (known === undefined) {
    const number = ++counters.tasks;
    sql.run(insertTask, number, run.number, taskId, status, agentType, costUsd, tokens, brief, input, result);
    run.tasks?.set(taskId, { number, status, agentType, costUsd, tokens });
    if (run.tasks !== undefined && run.tasks.size > maxKnownTasks) run.tasks = undefined;
    count(agentType, 1);
  } else {
    sql.run(updateTask, status, agentType, costUsd, tokens, brief, input, result, known.number);
    totals[known.status] -= 1;
    totals.costUsd -= known.costUsd;
    totals.tokens -= known.tokens;
    if (known.agentType !== agentType) {
      count(known.agentType, -1);
      count(agentType, 1);
    }
    Object.assign(known, { status, agentType, costUsd, tokens });
  }
  totals[status] += 1;
  totals.costUsd += costUsd;
  totals.tokens += tokens;
}

function findKnown(sql: Statements, run: LiveRun, taskId: string): KnownTask | undefined {
  if (run.tasks !== undefined) return run.tasks.get(taskId);
  const row = sql.get(findTask, taskId);
  if (row === undefined) return undefined;
  return {
    number: Number(row["number"]),
    status: row["status"] as TaskState,
    agentType: String(row["agent_type"]),
    costUsd: Number(row["cost_usd"]),
    tokens: Number(row["tokens"]),
  };
}
