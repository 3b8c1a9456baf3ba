import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { collectReferences } from "../tasks/references.ts";
import { findOrigin } from "../tasks/failure-origin.ts";
import { resolveInput } from "../tasks/resolve-input.ts";
import type { Task } from "../tasks/task.ts";
import { TaskStatus } from "../tasks/task-status.ts";
import type { GraphPlan } from "./plan.ts";
import { createLookup, nameOf, notStarted } from "./plan-tasks.ts";
import { createReadyLine } from "./ready-line.ts";
import type { StartedTask, Strategy } from "./run-scope.ts";
import { validateGraph } from "./validate-graph.ts";

/**
 * Starts each task when those it depends on have settled; of those that are ready, the highest priority first.
 *
 * What depends on a task that did not complete is not run: with a reference to it, it is `failed`, else
 * `cancelled`. A strict task that does not complete stops everything that has not settled.
 */
export const runGraph: Strategy<GraphPlan, readonly Task[]> = (
  scope,
  { tasks: specs, concurrency = Infinity },
  done,
) => {
  const { dependencies } = validateGraph(specs);
  const records = new Array<Task>(specs.length);
  const lookup = createLookup(specs, records);
  const dependants: number[][] = specs.map(() => []);
  const missing = dependencies.map(({ length }) => length);
  for (const [position, needed] of dependencies.entries())
    for (const other of needed) dependants[other].push(position);
  const ready = createReadyLine(specs);
  for (let position = 0; position < specs.length; position++)
    if (missing[position] === 0) ready.push(position);
  const started = new Map<number, StartedTask>();
  let settled = 0;
  let open = 0;
  let stopped: OrchestrationError | undefined;
  let ended = false;

  const take = (record: Task, position: number): void => {
    records[position] = record;
    settled++;
    for (const dependant of dependants[position]) if (--missing[dependant] === 0) ready.push(dependant);
    if (stopped !== undefined || specs[position].strict !== true || record.status === TaskStatus.COMPLETED)
      return;
    const message = `task "${nameOf(specs[position], position)}" is strict and ${record.status}: ${record.error ?? ""}`;
    stopped = new OrchestrationError(ErrorCode.SKIPPED, message, { details: { stoppedBy: record.taskId } });
    for (const task of started.values()) task.stop(stopped);
  };
  const settle = (record: Task, position: number): void => {
    open--;
    started.delete(position);
    take(record, position);
    goOn();
  };
  const goOn = (): void => {
    while (open < concurrency) {
      const position = ready.take();
      if (position === undefined) break;
      const spec = specs[position];
      const previous = (): readonly Task[] => dependencies[position].map((other) => records[other]);
      const refusal = refuse(position) ?? undefined;
      let input: unknown;
      if (refusal === undefined) {
        try {
          input = resolveInput(spec, nameOf(spec, position), previous, lookup);
        } catch (error) {
          take(scope.skip(spec, position, OrchestrationError.from(error, ErrorCode.INVALID_INPUT)), position);
          continue;
        }
        open++;
        const task = scope.start(spec, position, settle, previous, input);
        if (records[position] === undefined) {
          started.set(position, task);
          if (stopped !== undefined) task.stop(stopped);
        }
      } else {
        take(scope.skip(spec, position, refusal), position);
      }
    }
    if (settled === specs.length && !ended) {
      ended = true;
      done(records);
    }
  };
  const refuse = (position: number): OrchestrationError | undefined => {
    const spec = specs[position];
    const reason = scope.reason ?? stopped;
    if (reason !== undefined) return notStarted(spec, position, reason);
    const failed = dependencies[position].find((other) => records[other].status !== TaskStatus.COMPLETED);
    if (failed === undefined) return undefined;
    const name = nameOf(specs[failed], failed);
    // A reference says more about what is missing: it is refused when it is resolved.
    if (collectReferences(spec.input).some(({ id }) => id === name)) return undefined;
    const { status } = records[failed];
    const origin = findOrigin(name, records[failed]);
    const why =
      origin.task === name ? origin.error : `task "${origin.task}" did not complete: ${origin.error}`;
    const message = `Task "${nameOf(spec, position)}" was not started: task "${name}", on which it depends, is ${status}: ${why}`;
    return new OrchestrationError(ErrorCode.DEPENDENCY_FAILED, message, {
      details: { dependency: name, origin },
    });
  };
  goOn();
};
