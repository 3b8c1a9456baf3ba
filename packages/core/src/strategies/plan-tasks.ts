import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { validateSpec } from "../tasks/validate-spec.ts";

/** Checks every task of a plan before any of them runs. */
export function validateTasks(specs: readonly TaskSpec[], where: string): void {
  if (!Array.isArray(specs)) {
    const problem =
      typeof specs === "object" && specs !== null
        ? "pass the list itself, not an object that holds it"
        : `pass a list of tasks, not ${showValue(specs)}`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${where}: ${problem}`);
  }
  let named: Set<string> | undefined;
  for (const spec of specs) {
    validateSpec(spec, where);
    if (spec.id !== undefined) named ??= new Set();
  }
  if (named === undefined) return;
  for (const [position, spec] of specs.entries()) {
    const name = nameOf(spec, position);
    if (named.has(name)) {
      const message = `${where}: two tasks are called "${name}": give each an id of its own`;
      throw new OrchestrationError(ErrorCode.DUPLICATE_TASK, message, { details: { id: name } });
    }
    named.add(name);
  }
}

export function validateConcurrency(concurrency: unknown, where: string): void {
  if (concurrency === undefined || concurrency === Infinity) return;
  if (Number.isInteger(concurrency) && (concurrency as number) >= 1) return;
  const message = `${where}: concurrency ${showValue(concurrency)} must be a whole number from 1`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

/** How a task is known within its plan: its id, else its position. */
export function nameOf({ id }: TaskSpec, position: number): string {
  return id ?? String(position);
}

/** Finds the records of a plan by name, for references. */
export function createLookup(
  specs: readonly TaskSpec[],
  records: readonly (Task | undefined)[],
): (id: string) => Task | undefined {
  let positions: Map<string, number> | undefined;
  return (id) => {
    positions ??= new Map(specs.map((spec, position) => [nameOf(spec, position), position]));
    const position = positions.get(id);
    return position === undefined ? undefined : records[position];
  };
}

/** The error of a task that a stopped run does not start any more. */
export function notStarted(spec: TaskSpec, position: number, reason: OrchestrationError): OrchestrationError {
  const message = `Task "${nameOf(spec, position)}" was not started: ${reason.message}`;
  return new OrchestrationError(ErrorCode.CANCELLED, message, { cause: reason, details: reason.details });
}
