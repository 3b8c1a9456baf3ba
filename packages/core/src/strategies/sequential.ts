import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { resolveInput } from "../tasks/resolve-input.ts";
import type { Task } from "../tasks/task.ts";
import { TaskStatus } from "../tasks/task-status.ts";
import type { SequentialPlan } from "./plan.ts";
import { createLookup, nameOf, notStarted } from "./plan-tasks.ts";
import type { Strategy } from "./run-scope.ts";

/** A → B → C. A strict step that does not complete stops the run; the later ones are recorded as cancelled. */
export const runSequential: Strategy<SequentialPlan, readonly Task[]> = (scope, { tasks: specs }, done) => {
  const records: Task[] = [];
  const lookup = createLookup(specs, records);
  let stopped: OrchestrationError | undefined;

  const take = (record: Task): void => {
    const position = records.length;
    records.push(record);
    if (stopped === undefined && specs[position].strict === true && record.status !== TaskStatus.COMPLETED) {
      const name = nameOf(specs[position], position);
      const message = `step "${name}" is strict and ${record.status}: ${record.error ?? "no reason given"}`;
      stopped = new OrchestrationError(ErrorCode.SKIPPED, message, { details: { stoppedBy: record.taskId } });
    }
  };

  const goOn = (): void => {
    while (records.length < specs.length) {
      const position = records.length;
      const spec = specs[position];
      if (scope.reason !== undefined) {
        take(scope.skip(spec, position, notStarted(spec, position, scope.reason)));
        continue;
      }
      if (stopped !== undefined) {
        const message = `Step "${nameOf(spec, position)}" was not executed: ${stopped.message}`;
        take(
          scope.skip(
            spec,
            position,
            new OrchestrationError(ErrorCode.SKIPPED, message, { details: stopped.details }),
          ),
        );
        continue;
      }
      let input: unknown;
      try {
        input = resolveInput(spec, nameOf(spec, position), () => records.slice(), lookup);
      } catch (error) {
        take(scope.skip(spec, position, OrchestrationError.from(error, ErrorCode.INVALID_INPUT)));
        continue;
      }
      scope.start(spec, position, settle, () => records.slice(0, position), input);
      return;
    }
    done(records);
  };
  const settle = (record: Task): void => {
    take(record);
    goOn();
  };
  goOn();
};
