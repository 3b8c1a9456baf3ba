import type { Statements } from "./statements.ts";

/** Numbers that were given, which are never given again, and how much is kept. */
export interface Counters {
  runs: number;
  tasks: number;
  events: number;
  ends: number;
  /** Events in the log. */
  keptEvents: number;
  /** Finished runs, and what they weigh: their tasks, 1 at least. */
  keptEnds: number;
  keptWeight: number;
  /** Answers to runs that are not open yet. */
  earlyAnswers: number;
}

/** Reads them once; afterwards they are counted along. */
export function readCounters(sql: Statements): Counters {
  const given = sql.get("SELECT runs, tasks, events, ends FROM counters");
  const count = (table: string): number =>
    Number(sql.get(`SELECT count(*) AS count FROM ${table}`)?.["count"]);
  const ended = sql.get("SELECT count(*) AS count, sum(weight) AS weight FROM runs WHERE ended IS NOT NULL");
  return {
    runs: Number(given?.["runs"]),
    tasks: Number(given?.["tasks"]),
    events: Number(given?.["events"]),
    ends: Number(given?.["ends"]),
    keptEvents: count("events"),
    keptEnds: Number(ended?.["count"]),
    keptWeight: Number(ended?.["weight"]),
    earlyAnswers: count("early_answers"),
  };
}

export function writeCounters(sql: Statements, { runs, tasks, events, ends }: Counters): void {
  sql.run("UPDATE counters SET runs = ?, tasks = ?, events = ?, ends = ?", runs, tasks, events, ends);
}
