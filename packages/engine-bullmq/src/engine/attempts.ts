import { type AttemptHost, ErrorCode, OrchestrationError } from "@convoke/core";
import { writeJson } from "@convoke/core/store-kit";
import type { WireOutcome, WorkerMessage } from "../wire/messages.ts";
import { checkSize, fail, readOutcome } from "../wire/outcome.ts";
import { toWireError } from "../wire/wire-error.ts";
import { auditAttempts } from "./audit.ts";
import type { JobQueue } from "./job-queue.ts";
import type { EngineLink } from "./link.ts";
import { nameAttempt, type OpenAttempt } from "./open-attempt.ts";
import type { ChosenEngineOptions } from "./options.ts";
import { receiveMessage } from "./receive.ts";
import type { SlotGate } from "./slot-gate.ts";

/** Everything that the engine does with attempts, as its parts see it. */
export interface AttemptDesk {
  readonly link: EngineLink;
  readonly options: ChosenEngineOptions;
  readonly open: ReadonlyMap<string, OpenAttempt>;
  /** Puts it into its queue again, under a new name. */
  dispatch(attempt: OpenAttempt): void;
  /** Settles an attempt, whichever part of the engine has learnt of its end. */
  finish(attempt: OpenAttempt, outcome: WireOutcome): void;
  /** Gives an attempt up whose workers were lost. */
  giveUp(attempt: OpenAttempt): void;
}

/** The attempts that this coordinator waits for. */
export interface Attempts {
  run(queue: JobQueue, gate: SlotGate | undefined, host: AttemptHost): Promise<unknown>;
  receive(messages: readonly unknown[]): void;
  /** Looks after those that have not been heard of for a while. */
  audit(): Promise<void>;
  isOpen(attemptId: string): boolean;
  /** Rejects whatever is open. */
  close(): void;
}

export function createAttempts(
  link: EngineLink,
  options: ChosenEngineOptions,
  onLost: (attempt: OpenAttempt, error: OrchestrationError) => void,
): Attempts {
  const { processId, runtime } = link;
  const open = new Map<string, OpenAttempt>();
  const gates = new WeakMap<OpenAttempt, SlotGate>();
  let dispatches = 0;
  let isClosed = false;

  const desk: AttemptDesk = {
    link,
    options,
    open,
    dispatch(attempt) {
      const { taskId, attempt: number } = attempt.job.request;
      open.delete(attempt.job.attemptId);
      const attemptId = nameAttempt(taskId, number, processId, ++dispatches);
      attempt.job = { ...attempt.job, attemptId };
      attempt.delivery = 0;
      attempt.worker = undefined;
      attempt.calls.clear();
      attempt.isMissing = false;
      attempt.heardAt = runtime.now();
      open.set(attemptId, attempt);
      attempt.queue.add(attempt.job, attempt.priority);
    },
    finish(attempt, outcome) {
      if (!attempt.isOpen) return;
      attempt.isOpen = false;
      open.delete(attempt.job.attemptId);
      gates.get(attempt)?.leave(attempt);
      attempt.settle(outcome);
    },
    giveUp(attempt) {
      const { taskId, agentType, agentName } = attempt.job.request;
      const error = new OrchestrationError(
        ErrorCode.WORKER_LOST,
        `The workers that had task ${taskId} for agent "${agentName}" of type "${agentType}" died or fell silent, one after ` +
          `another (maxRecoveries ${options.maxRecoveries}): does its executor end its process?`,
        { details: { agentType, agentName, maxRecoveries: options.maxRecoveries } },
      );
      if (attempt.isOpen && attempt.stop === undefined) onLost(attempt, error);
      desk.finish(attempt, attempt.stop === undefined ? fail(error) : { ok: false, error: attempt.stop });
    },
  };

  function stop(attempt: OpenAttempt): void {
    const { host, worker } = attempt;
    const { attemptId } = attempt.job;
    attempt.stop = toWireError(host.signal.reason);
    if (worker !== undefined) {
      link.tell(worker, { kind: "abort", attemptId, reason: attempt.stop });
      return;
    }
    if (!open.has(attemptId)) {
      // It is still in line for a slot.
      desk.finish(attempt, { ok: false, error: attempt.stop });
      return;
    }
    takeBack(desk, attempt).catch(() => undefined);
  }

  return {
    run(queue, gate, host) {
      const { signal } = host;
      if (isClosed) return Promise.reject(refuseClosed());
      if (signal.aborted) return Promise.reject(signal.reason);
      const { request, previous } = host;
      return new Promise((resolve, reject) => {
        checkPayload(request, previous, options.maxPayloadBytes);
        const attempt: OpenAttempt = {
          host,
          queue,
          priority: request.priority ?? 0,
          job: { attemptId: "", coordinator: processId, request, previous },
          delivery: 0,
          worker: undefined,
          calls: new Set(),
          heardAt: 0,
          isMissing: false,
          lost: 0,
          stop: undefined,
          isOpen: true,
          openWaits: 0,
          settle(outcome) {
            signal.removeEventListener("abort", onAbort);
            try {
              resolve(readOutcome(outcome));
            } catch (error) {
              reject(error);
            }
          },
        };
        const onAbort = (): void => stop(attempt);
        signal.addEventListener("abort", onAbort, { once: true });
        if (gate === undefined) {
          desk.dispatch(attempt);
          return;
        }
        gates.set(attempt, gate);
        gate.enter(attempt, () => desk.dispatch(attempt));
      });
    },
    receive(messages) {
      for (const message of messages) {
        receiveMessage(desk, message as WorkerMessage, (attempt) => gates.get(attempt));
      }
    },
    audit: () => auditAttempts(desk),
    isOpen: (attemptId) => open.has(attemptId),
    close() {
      isClosed = true;
      for (const attempt of [...open.values()]) desk.finish(attempt, fail(refuseClosed()));
    },
  };
}

/** Takes an attempt that nobody has begun out of its queue; when a worker has it after all, it is told once it says so. */
export async function takeBack(desk: AttemptDesk, attempt: OpenAttempt): Promise<void> {
  const { attemptId } = attempt.job;
  const isFree = await attempt.queue.remove(attemptId);
  if (!isFree || attempt.job.attemptId !== attemptId || attempt.stop === undefined) return;
  desk.finish(attempt, { ok: false, error: attempt.stop });
}

function checkPayload(request: unknown, previous: unknown, maxPayloadBytes: number): void {
  const text = `${writeJson(request)}${writeJson(previous)}`;
  checkSize(text, maxPayloadBytes, "The request with the records of earlier steps", ErrorCode.INVALID_INPUT);
}

function refuseClosed(): OrchestrationError {
  return new OrchestrationError(ErrorCode.CLOSED, "The engine is closed: it runs no attempts any more");
}
