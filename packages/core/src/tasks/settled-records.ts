import { PendingRecord } from "./create-record.ts";
import type { Task } from "./task.ts";
import { TaskStatus } from "./task-status.ts";

/** What a row refers to, in this order: type and name of the agent, description, input, result. */
const valuesPerRow = 5;
/** And its times, in this order: created, started, finished. */
const timesPerRow = 3;

type Held =
  | "taskId"
  | "runId"
  | "agentType"
  | "agentName"
  | "description"
  | "input"
  | "status"
  | "result"
  | "attempts"
  | "createdAt"
  | "startedAt"
  | "finishedAt";
type Refused = "capability" | "priority" | "agentVersion" | "spend" | "parentId" | "error" | "failure";
// A field that is added to records must be held in rows, or refused by `canHold`: else it would vanish here.
true satisfies [Exclude<keyof Task, Held | Refused>] extends [never] ? true : false;

/**
 * Records of tasks that completed at their first attempt, as rows of two lists.
 *
 * Thousands of records are kept for whoever may still ask. As objects, the collector of young objects would copy
 * each of them twice before it dies old: a fifth of what a small task costs. A row is no object; its record is made
 * again when somebody reads it.
 */
export class SettledRecords {
  readonly #values: unknown[];
  readonly #times: Float64Array;

  constructor(rows: number) {
    this.#values = new Array<unknown>(rows * valuesPerRow).fill(undefined);
    this.#times = new Float64Array(rows * timesPerRow);
  }

  /** False for a record that says more than a row can. */
  static canHold({ status, attempts, capability, priority, agentVersion, spend }: Task): boolean {
    return (
      status === TaskStatus.COMPLETED &&
      attempts === 1 &&
      capability === undefined &&
      priority === undefined &&
      agentVersion === undefined &&
      spend === undefined
    );
  }

  write(row: number, record: Task): void {
    const values = this.#values;
    const value = row * valuesPerRow;
    values[value] = record.agentType;
    values[value + 1] = record.agentName;
    values[value + 2] = record.description;
    values[value + 3] = record.input;
    values[value + 4] = record.result;
    const times = this.#times;
    const time = row * timesPerRow;
    times[time] = record.createdAt;
    times[time + 1] = record.startedAt!;
    times[time + 2] = record.finishedAt!;
  }

  /** The record of a single task, equal to the one that was written. */
  read(row: number, taskId: string): Task {
    const start = row * valuesPerRow;
    const [agentType, agentName, description, input, result] = this.#values.slice(
      start,
      start + valuesPerRow,
    );
    const [createdAt, startedAt, finishedAt] = this.#times.subarray(row * timesPerRow);
    const spec = { agentType, agentName, description } as Pick<
      Task,
      "agentType" | "agentName" | "description"
    >;
    const record = new PendingRecord(taskId, taskId, spec, input, createdAt);
    record.status = TaskStatus.COMPLETED;
    record.result = result;
    record.attempts = 1;
    record.startedAt = startedAt;
    record.finishedAt = finishedAt;
    return record;
  }

  /** Lets go of what the row refers to. */
  clear(row: number): void {
    const end = (row + 1) * valuesPerRow;
    for (let value = row * valuesPerRow; value < end; value++) this.#values[value] = undefined;
  }
}
