import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { resolveInput } from "../tasks/resolve-input.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskPlan } from "./plan.ts";
import type { Strategy } from "./run-scope.ts";

const noTasks: readonly Task[] = [];

/** One task: nothing came before it that its input could use. */
export const runTask: Strategy<TaskPlan, Task> = (scope, { task: spec }, done) => {
  let { input } = spec;
  if (typeof input === "function" || (typeof input === "object" && input !== null)) {
    try {
      input = resolveInput(
        spec,
        spec.description,
        () => noTasks,
        () => undefined,
      ) as typeof input;
    } catch (error) {
      done(scope.skip(spec, 0, OrchestrationError.from(error, ErrorCode.INVALID_INPUT)));
      return;
    }
  }
  scope.start(spec, 0, done, undefined, input);
};
