import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { ignoreRejection, isPromiseLike } from "../runtime/promises.ts";
import { resolveReferences } from "./references.ts";
import type { Task } from "./task.ts";
import type { InputFunction, TaskSpec } from "./task-spec.ts";

/**
 * A task's input as its executor gets it: computed by its function, or with its references resolved.
 *
 * Throws `invalid_input` when the function fails or a reference is malformed, and `unresolved_reference` when there is
 * nothing where a reference points.
 */
export function resolveInput(
  spec: TaskSpec,
  name: string,
  previous: () => readonly Task[],
  lookup: (id: string) => Task | undefined,
): unknown {
  const { input } = spec;
  if (typeof input !== "function") {
    if (typeof input !== "object" || input === null) return input;
    try {
      return resolveReferences(input, lookup);
    } catch (error) {
      const { code, message, details } = OrchestrationError.from(error, ErrorCode.INVALID_INPUT);
      const ownCode = code === ErrorCode.UNRESOLVED_REFERENCE ? code : ErrorCode.INVALID_INPUT;
      throw new OrchestrationError(ownCode, `Task "${name}": ${message}`, { cause: error, details });
    }
  }
  let computed: unknown;
  try {
    computed = (input as InputFunction)(previous());
  } catch (error) {
    const message = `The input function of task "${name}" failed: ${describeThrown(error)}`;
    throw new OrchestrationError(ErrorCode.INVALID_INPUT, message, { cause: error });
  }
  if (isPromiseLike(computed)) {
    ignoreRejection(computed);
    const message = `The input function of task "${name}" returned a promise: compute the value at once, or let an agent do the waiting`;
    throw new OrchestrationError(ErrorCode.INVALID_INPUT, message);
  }
  return computed;
}
