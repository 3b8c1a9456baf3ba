import { briefPageSize, pageSize, runPageSize } from "../stores/page-sizes.ts";
import type { RunFilter } from "../stores/task-store.ts";
import type { ReadRequest } from "./protocol.ts";
import type { Row, Statements } from "./statements.ts";

const runColumns =
  "number, run_id, strategy, title, status, created_at, finished_at, stop, sequence, pending, in_progress, " +
  "completed, failed, cancelled, cost_usd, tokens";

/** One row more than a page holds: only then is it known that the listing goes on. */
const limits = { full: pageSize + 1, brief: briefPageSize + 1, runs: runPageSize + 1 };

/** What a read answers: rows as they are stored. */
export function performRead(sql: Statements, request: ReadRequest, lastCursor: number): unknown {
  switch (request.kind) {
    case "load":
      return load(sql, request.runId);
    case "loadAnswers":
      return sql.all(
        `SELECT task_id, key, value FROM answers
          WHERE run = (SELECT number FROM runs WHERE run_id = ?) ORDER BY number`,
        request.runId,
      );
    case "find":
      return sql.get("SELECT brief, input, result FROM tasks WHERE task_id = ?", request.taskId);
    case "findRun":
      return findRun(sql, request.runId);
    case "query":
      return query(sql, request);
    case "listRuns":
      return listRuns(sql, request.filter, request.before);
    case "readEvents":
      return readEvents(sql, request);
    case "lastCursor":
      return lastCursor;
  }
}

/** A stored run, as rows. */
export interface LoadedRows {
  readonly run: Row;
  readonly tasks: readonly Row[];
  readonly steps: readonly Row[];
  readonly spend: readonly Row[];
  readonly answers: readonly Row[];
}

function findRun(sql: Statements, runId: string): Row | undefined {
  return sql.get(
    `SELECT ${runColumns}, plan FROM runs JOIN plans ON plans.run = runs.number WHERE run_id = ?`,
    runId,
  );
}

function load(sql: Statements, runId: string): LoadedRows | undefined {
  const run = findRun(sql, runId);
  if (run === undefined) return undefined;
  const list = (table: string, columns: string): readonly Row[] =>
    sql.all(`SELECT ${columns} FROM ${table} WHERE run = ? ORDER BY number`, run["number"]);
  return {
    run,
    tasks: list("tasks", "brief, input, result"),
    steps: list("steps", "task_id, key, value"),
    spend: list("spend", "record"),
    answers: list("answers", "task_id, key, value"),
  };
}

function query(sql: Statements, { filter, after }: ReadRequest & { kind: "query" }): readonly Row[] {
  if (filter.kind === "runs") {
    const where = filter.status === undefined ? "" : "AND status = ?";
    return sql.all(
      `SELECT ${runColumns}, plan FROM runs JOIN plans ON plans.run = runs.number
        WHERE number > ? ${where} ORDER BY number LIMIT ${limits.full}`,
      after,
      ...(filter.status === undefined ? [] : [filter.status]),
    );
  }
  const { where, values } = collectConditions({
    "run = (SELECT number FROM runs WHERE run_id = ?)": filter.runId,
    "status = ?": filter.status,
    "agent_type = ?": filter.agentType,
  });
  const [columns, limit] =
    filter.brief === true ? ["number, brief", limits.brief] : ["number, brief, input, result", limits.full];
  return sql.all(
    `SELECT ${columns} FROM tasks WHERE number > ? ${where} ORDER BY number LIMIT ${limit}`,
    after,
    ...values,
  );
}

function listRuns(sql: Statements, filter: RunFilter, before: number): readonly Row[] {
  const { where, values } = collectConditions({
    "status = ?": filter.status,
    "strategy = ?": filter.strategy,
    "instr(searched, ?) > 0": filter.search === "" ? undefined : filter.search,
  });
  const columns = `${runColumns}, (SELECT json_group_array(agent_type) FROM run_agents
    WHERE run = number AND run_agents.tasks > 0) AS agent_types`;
  if (filter.agentType === undefined) {
    return sql.all(
      `SELECT ${columns} FROM runs WHERE number < ? ${where} ORDER BY number DESC LIMIT ${limits.runs}`,
      before,
      ...values,
    );
  }
  return sql.all(
    `SELECT ${columns.replace(", tokens", ", runs.tokens")} FROM run_agents AS wanted
      CROSS JOIN runs ON number = wanted.run
      WHERE wanted.agent_type = ? AND wanted.tasks > 0 AND wanted.run < ? ${where}
      ORDER BY wanted.run DESC LIMIT ${limits.runs}`,
    filter.agentType,
    before,
    ...values,
  );
}

function readEvents(
  sql: Statements,
  { cursor, limit, runId }: ReadRequest & { kind: "readEvents" },
): readonly Row[] {
  const { where, values } = collectConditions({
    "run = (SELECT number FROM runs WHERE run_id = ?)": runId,
  });
  return sql.all(
    `SELECT cursor, sequence, event, (SELECT run_id FROM runs WHERE number = run) AS run_id
      FROM events WHERE cursor > ? ${where} ORDER BY cursor LIMIT ?`,
    cursor,
    ...values,
    limit,
  );
}

/** The conditions whose value is given. */
function collectConditions(conditions: Readonly<Record<string, string | undefined>>): {
  readonly where: string;
  readonly values: readonly string[];
} {
  const given = Object.entries(conditions).filter(([, value]) => value !== undefined);
  return {
    where: given.map(([condition]) => `AND ${condition}`).join(" "),
    values: given.map(([, value]) => String(value)),
  };
}
