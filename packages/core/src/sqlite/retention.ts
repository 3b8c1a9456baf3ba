import type { Counters } from "./counters.ts";
import type { Statements } from "./statements.ts";

/** How much of finished runs is kept. */
export interface RunLimits {
  readonly maxTasks: number;
  readonly maxRuns: number;
}

/** Whether there is a finished run too many; the newest one never is. */
export const isBeyond = ({ keptWeight, keptEnds }: Counters, { maxTasks, maxRuns }: RunLimits): boolean =>
  keptEnds > 1 && (keptWeight > maxTasks || keptEnds > maxRuns);

/** Drops the oldest finished runs for as long as it has to go on; the newest run stays. */
export function dropRuns(sql: Statements, counters: Counters, goesOn: () => boolean): void {
  while (counters.keptEnds > 1 && goesOn()) {
    const oldest = sql.get("SELECT number, weight FROM runs WHERE ended IS NOT NULL ORDER BY ended LIMIT 1");
    if (oldest === undefined) return;
    const number = Number(oldest["number"]);
    counters.keptEvents -= sql.run("DELETE FROM events WHERE run = ?", number);
    for (const table of ["tasks", "run_agents", "steps", "spend", "answers", "plans"]) {
      sql.run(`DELETE FROM ${table} WHERE run = ?`, number);
    }
    sql.run("DELETE FROM runs WHERE number = ?", number);
    counters.keptEnds -= 1;
    counters.keptWeight -= Number(oldest["weight"]);
  }
}

/** Drops the oldest events beyond `maxEvents`. */
export function dropEvents(sql: Statements, counters: Counters, maxEvents: number): void {
  const excess = counters.keptEvents - maxEvents;
  if (excess <= 0) return;
  counters.keptEvents -= sql.run(
    "DELETE FROM events WHERE cursor <= (SELECT cursor FROM events ORDER BY cursor LIMIT 1 OFFSET ?)",
    excess - 1,
  );
}

/** Forgets answers beyond `maxAnswers` to runs that never came: those of the run that was first answered. */
export function dropEarlyAnswers(
  sql: Statements,
  counters: Counters,
  maxAnswers: number,
  newestRunId: string,
): void {
  if (counters.earlyAnswers <= maxAnswers) return;
  const oldest = sql.get("SELECT number, run_id FROM early_answers ORDER BY number LIMIT 1");
  if (oldest === undefined) return;
  // A single run with that many answers may only lose its own oldest one, never the newest.
  counters.earlyAnswers -=
    oldest["run_id"] === newestRunId
      ? sql.run("DELETE FROM early_answers WHERE number = ?", oldest["number"])
      : sql.run("DELETE FROM early_answers WHERE run_id = ?", oldest["run_id"]);
}
