import { createLeaseLostError } from "../stores/lease-lost.ts";
import type { CommitReceipt, Lease } from "../stores/task-store.ts";
import type { Counters } from "./counters.ts";
import type { CommitRequest, TaskRow, TaskState } from "./protocol.ts";
import type { Row, Statements } from "./statements.ts";
import { decodeText } from "./store-text.ts";

const states: readonly TaskState[] = ["pending", "in_progress", "completed", "failed", "cancelled"];

const findRun = `SELECT number, status, owner, fence, sequence, pending, in_progress, completed, failed, cancelled,
  cost_usd, tokens FROM runs WHERE run_id = ?`;
const updateRun = `UPDATE runs SET sequence = ?, pending = ?, in_progress = ?, completed = ?, failed = ?,
  cancelled = ?, cost_usd = ?, tokens = ? WHERE number = ?`;
const endRun = `UPDATE runs SET status = ?, finished_at = ?, stop = ?, ended = ?, weight = ? WHERE number = ?`;
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

/** Refuses a lease that is not the one in force for a run that goes on. */
export function requireLease(sql: Statements, lease: Lease): Row {
  const run = sql.get(findRun, lease.runId);
  const told = { ...lease, runId: decodeText(lease.runId), owner: decodeText(lease.owner) };
  if (run === undefined) throw createLeaseLostError(told, "the store does not know the run");
  if (run["status"] !== "running") throw createLeaseLostError(told, `the run has ended as ${run["status"]}`);
  if (run["fence"] !== lease.fence || run["owner"] !== lease.owner) {
    const owner = decodeText(String(run["owner"]));
    throw createLeaseLostError(told, `${owner} owns it with fence ${run["fence"]}`);
  }
  return run;
}

/** Writes a commit; the transaction around it makes it all or nothing. */
export function writeCommit(sql: Statements, counters: Counters, request: CommitRequest): CommitReceipt {
  const run = requireLease(sql, request.lease);
  const number = Number(run["number"]);
  const totals = readTotals(run);
  const agents = new Map<string, number>();
  for (const task of request.tasks) writeTask(sql, counters, number, task, totals, agents);
  for (const [agentType, change] of agents) if (change !== 0) sql.run(countAgent, agentType, number, change);
  for (const [taskId, key, value] of request.steps) sql.run(putStep, number, taskId, key, value);
  for (const [ticketId, record] of request.spend) sql.run(putSpend, number, ticketId, record);
  let last = Number(run["sequence"]);
  for (const [sequence, event] of request.events) {
    sql.run(putEvent, ++counters.events, number, sequence, event);
    last = Math.max(last, sequence);
  }
  counters.keptEvents += request.events.length;
  sql.run(updateRun, last, ...states.map((state) => totals[state]), totals.costUsd, totals.tokens, number);
  if (request.end !== undefined) {
    // A run without tasks counts as one, so that empty runs are bounded too.
    const weight = Math.max(
      1,
      states.reduce((sum, state) => sum + totals[state], 0),
    );
    sql.run(endRun, ...request.end, ++counters.ends, weight, number);
    counters.keptEnds += 1;
    counters.keptWeight += weight;
  }
  return { cursor: counters.events };
}

type Totals = Record<TaskState | "costUsd" | "tokens", number>;

function readTotals(run: Row): Totals {
  const read = (column: string): number => Number(run[column]);
  return {
    pending: read("pending"),
    in_progress: read("in_progress"),
    completed: read("completed"),
    failed: read("failed"),
    cancelled: read("cancelled"),
    costUsd: read("cost_usd"),
    tokens: read("tokens"),
  };
}

/** Writes a task, and counts it along: totals are never summed up again, however many tasks a run has. */
function writeTask(
  sql: Statements,
  counters: Counters,
  run: number,
  task: TaskRow,
  totals: Totals,
  agents: Map<string, number>,
): void {
  const [taskId, status, agentType, costUsd, tokens, ...values] = task;
  const count = (type: string, change: number): void =>
    void agents.set(type, (agents.get(type) ?? 0) + change);
  const known = sql.get(findTask, taskId);
  if (known === undefined) {
    sql.run(insertTask, ++counters.tasks, run, taskId, status, agentType, costUsd, tokens, ...values);
    count(agentType, 1);
  } else {
    sql.run(updateTask, status, agentType, costUsd, tokens, ...values, known["number"]);
    totals[known["status"] as TaskState] -= 1;
    totals.costUsd -= Number(known["cost_usd"]);
    totals.tokens -= Number(known["tokens"]);
    if (known["agent_type"] !== agentType) {
      count(String(known["agent_type"]), -1);
      count(agentType, 1);
    }
  }
  totals[status] += 1;
  totals.costUsd += costUsd;
  totals.tokens += tokens;
}
