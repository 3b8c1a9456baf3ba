import {
  ErrorCode,
  OrchestrationError,
  type Page,
  type Task,
  type TaskHandle,
  type TaskSpec,
} from "@convoke/core";
import type { DeadLetter, DeadLetterBox } from "./engine/dead-letter-box.ts";
import type { EngineLink } from "./engine/link.ts";

export type { DeadLetter };

/**
 * Attempts that were given up because their workers were lost again and again; the newest 1,000 are kept. Every method rejects
 * with `store_failed` when Redis refuses, or is not reached within 10 seconds, and with `closed` after `close`.
 */
export interface DeadLetters {
  /** The newest first, at most 50 a page; `cursor` of a page continues it; another one is an `invalid_argument`. */
  list(cursor?: string): Promise<Page<DeadLetter>>;
  /**
   * Starts the task anew, as the run `retry-<id>`; asked again, it answers with the same run, as long as the store keeps that.
   * The letter goes once that run has settled here; when another coordinator ends it, the letter stays until it is retried
   * again or discarded. Rejects with `invalid_argument` for an unknown id.
   */
  retry(id: string): Promise<TaskHandle<Task>>;
  /** Throws a letter away; false when there is none of that id. */
  discard(id: string): Promise<boolean>;
}

/** The part of an orchestrator that starts tasks. */
interface TaskStarter {
  startTask(spec: TaskSpec): TaskHandle<Task>;
}

/** `ask` limits how long Redis is waited for. */
export function createDeadLetters(
  box: DeadLetterBox,
  orchestrator: TaskStarter,
  ask: EngineLink["ask"],
): DeadLetters {
  return {
    list: (cursor) => ask("deadLetters.list", box.list(cursor)),
    async retry(id) {
      const letter = await ask("deadLetters.retry", box.find(id));
      if (letter === undefined) {
        const message = `There is no dead letter ${JSON.stringify(id)}: list() says which there are`;
        throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { id } });
      }
      const { agentType, agentName, capability, description, input, priority } = letter;
      const handle = orchestrator.startTask({
        id: `retry-${id}`,
        agentType,
        agentName,
        ...(capability !== undefined && { capability }),
        description,
        input,
        ...(priority !== undefined && { priority }),
      });
      handle.settled.then(
        () => box.remove(id).catch(() => undefined),
        () => undefined,
      );
      return handle;
    },
    discard: (id) => ask("deadLetters.discard", box.remove(id)),
  };
}
