import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { AgentCapability, AgentDescriptor } from "../registry/agent-descriptor.ts";
import { showValue } from "../errors/show-value.ts";
import { readPath } from "../json/read-path.ts";
import { ignoreRejection, isPromiseLike } from "../runtime/promises.ts";
import type { Task } from "../tasks/task.ts";
import type { RunScope, StartedTask } from "./run-scope.ts";

/** How the part of a result that votes compare is found. */
export interface AnswerSelection {
  /** Overrides everything else; in process only. */
  readonly select?: (result: unknown) => unknown;
  /** What the agent's capability declares, as `readPath` reads it. */
  readonly answerPath?: string;
}

/**
 * Picks the part of a result that votes compare: what `select` answers, else what `answerPath` leads to,
 * else the field `verdict`, else `answer`, else the whole result.
 *
 * Throws `invalid_argument` for a promise: votes are compared at once, and every promise would be an answer
 * of its own.
 *
 * @example
 * selectAnswer({ verdict: "supported", sources: 3 }); // "supported"
 */
export function selectAnswer(result: unknown, { select, answerPath }: AnswerSelection = {}): unknown {
  if (select !== undefined) return refusePromise(select(result), "select returned a promise: pick the part");
  if (typeof result !== "object" || result === null) return result;
  for (const path of [answerPath, "verdict", "answer"]) {
    if (path === undefined) continue;
    const { found, value } = readPath(result, path);
    if (found) return refusePromise(value, `The result holds a promise at "${path}": answer with the value`);
  }
  return result;
}

function refusePromise(answer: unknown, problem: string): unknown {
  if (!isPromiseLike(answer)) return answer;
  ignoreRejection(answer);
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${problem} at once`);
}

/** Throws `invalid_argument` for a `select` that cannot be called; ask before anything runs. */
export function checkSelect(select: unknown, where: string): void {
  if (select === undefined || typeof select === "function") return;
  const message = `${where}: select must be a function of a result, not ${showValue(select)}; for a path, let the agent's capability declare an answerPath`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

/** The agent that ran a task; one that has left since is known by what was started. */
export function findWorker(
  scope: RunScope,
  { agentType, agentName }: Task,
  started: StartedTask | undefined,
): AgentDescriptor | undefined {
  return started?.agent?.agent ?? scope.find(agentType, agentName ?? "");
}

/** The answer path that applies to a task's result: that of its capability, else the first declared one that the result has. */
export function declaredAnswerPath(
  worker: { readonly capabilities: readonly AgentCapability[] } | undefined,
  { capability, result }: Pick<Task, "capability" | "result">,
): string | undefined {
  if (worker === undefined) return undefined;
  if (capability !== undefined) {
    const named = worker.capabilities.find(({ name }) => name === capability)?.answerPath;
    if (named !== undefined) return named;
  }
  return worker.capabilities.find(
    ({ answerPath }) => answerPath !== undefined && readPath(result, answerPath).found,
  )?.answerPath;
}
