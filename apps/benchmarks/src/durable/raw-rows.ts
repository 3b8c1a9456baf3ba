import type { RecordedWrite } from "./record-writes.ts";

/** A statement of `rawStatements`, and its values. */
export type RawRow = readonly [statement: keyof typeof rawStatements, ...values: (string | number | null)[]];

/** What a program without a store of its own would do to keep the same in the same tables. */
export const rawStatements = {
  run: `INSERT INTO runs (number, run_id, status, owner, fence, expires_at, lease_ms, created_at, strategy, title, searched)
    VALUES (?, ?, 'running', ?, 1, ?, ?, ?, ?, ?, ?)`,
  plan: "INSERT INTO plans (run, plan) VALUES (?, ?)",
  task: `INSERT INTO tasks (number, run, task_id, status, agent_type, cost_usd, tokens, brief, input, result)
    VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?)`,
  agent:
    "INSERT INTO run_agents (agent_type, run, tasks) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET tasks = tasks + 1",
  event: "INSERT INTO events (cursor, run, sequence, event) VALUES (?, ?, ?, ?)",
  sums: "UPDATE runs SET sequence = ?, completed = completed + ? WHERE number = ?",
  end: `UPDATE runs SET status = ?, finished_at = ?, ended = ?, weight = ?, sequence = ?, completed = completed + ?
    WHERE number = ?`,
} as const;

/** The rows of each write, made before anything is measured: raw commits pay for no JSON. */
export function createRawRows(recorded: readonly RecordedWrite[]): RawRow[][] {
  const numbers = new Map<string, number>();
  let tasks = 0;
  let events = 0;
  return recorded.map((write) => {
    if (write.kind === "open") {
      const { runId, createdAt, strategy, title, plan } = write.run;
      const number = numbers.size + 1;
      numbers.set(runId, number);
      const { owner, leaseMs } = write;
      return [
        [
          "run",
          number,
          runId,
          owner,
          createdAt + leaseMs,
          leaseMs,
          createdAt,
          strategy,
          title,
          title + runId,
        ],
        ["plan", number, JSON.stringify(plan)],
      ];
    }
    const { lease, writes } = write;
    const number = numbers.get(lease.runId)!;
    const rows: RawRow[] = [];
    for (const { task, ...rest } of writes.tasks ?? []) {
      const { input, result, ...brief } = task;
      const text = JSON.stringify({ ...rest, task: brief });
      const values = [JSON.stringify(input) ?? null, JSON.stringify(result) ?? null];
      rows.push(["task", ++tasks, number, task.taskId, task.status, task.agentType, text, ...values]);
      rows.push(["agent", task.agentType, number]);
    }
    for (const { sequence, event } of writes.events ?? [])
      rows.push(["event", ++events, number, sequence, JSON.stringify(event)]);
    const sequence = writes.events?.at(-1)?.sequence ?? 0;
    const count = writes.tasks?.length ?? 0;
    if (writes.run === undefined) rows.push(["sums", sequence, count, number]);
    else {
      const { status, finishedAt } = writes.run;
      rows.push(["end", status, finishedAt, number, Math.max(1, count), sequence, count, number]);
    }
    return rows;
  });
}
