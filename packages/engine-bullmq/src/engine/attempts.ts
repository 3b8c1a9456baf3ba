import { type AttemptHost, ErrorCode, OrchestrationError } from "@convoke/core";
import { writeJson } from "@convoke/core/store-kit";
import { isWorkerMessage } from "../wire/check-message.ts";
import { isItWanted } from "../wire/names.ts";
import { checkSize, fail, readOutcome } from "../wire/outcome.ts";
import { toWireError } from "../wire/wire-error.ts";
import type { AttemptDesk } from "./attempt-desk.ts";
import { auditAttempts } from "./audit.ts";
import type { JobQueue } from "./job-queue.ts";
import type { EngineLink } from "./link.ts";
import { beginAnew, createAttemptCalls, nameAttempt, type OpenAttempt } from "./open-attempt.ts";
import type { ChosenEngineOptions } from "./options.ts";
import { receiveMessage } from "./receive.ts";
import type { SlotGate } from "./slot-gate.ts";
import { takeBack } from "./take-back.ts";

/** The attempts that this coordinator waits for. */
export interface Attempts {
  run(queue: JobQueue, gate: SlotGate | undefined, host: AttemptHost): Promise<unknown>;
  receive(message: unknown): void;
  /** Looks after those that have not been heard of for a while, or that were dispatched before a rebirth. */
  audit(isRebirth?: boolean): Promise<void>;
  /** Whether a dispatch is still to reach its queue. */
  isWanted(attemptId: string): boolean;
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
  /** Those in line for a slot, too. */
  const all = new Set<OpenAttempt>();
  const gates = new WeakMap<OpenAttempt, SlotGate>();
  let dispatches = 0;
  let isClosed = false;

  const desk: AttemptDesk = {
    link,
    options,
    open,
    dispatch(attempt) {
      open.delete(attempt.job.attemptId);
      // Until it has a new name, nothing is heard of it.
      attempt.job = { ...attempt.job, attemptId: "" };
      attempt.delivery = 0;
      attempt.worker = undefined;
      beginAnew(attempt, options);
      const gate = gates.get(attempt);
      if (gate === undefined) void dispatchOwned(attempt);
      else gate.enter(attempt, () => void dispatchOwned(attempt));
    },
    redo(attempt) {
      // What nobody had begun has harmed nobody.
      if (attempt.delivery > 0 && ++attempt.lost > options.maxRecoveries) desk.giveUp(attempt);
      else desk.dispatch(attempt);
    },
    finish(attempt, outcome) {
      if (!attempt.isOpen) return;
      attempt.isOpen = false;
      open.delete(attempt.job.attemptId);
      all.delete(attempt);
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

  /** In the name of a life of this process in which the run is sure to be its own: of any earlier one, it would be void. */
  async function dispatchOwned(attempt: OpenAttempt): Promise<void> {
    try {
      for (;;) {
        if (link.life.generation === undefined && !(await link.life.inForce())) return;
        // Rejects when the run is another's by now.
        await attempt.host.recall(isItWanted);
        const { generation } = link.life;
        if (!attempt.isOpen) return;
        if (generation !== undefined) return put(attempt, generation);
      }
    } catch (error) {
      desk.finish(attempt, fail(error));
    }
  }

  function put(attempt: OpenAttempt, generation: number): void {
    const { taskId, attempt: number } = attempt.job.request;
    const attemptId = nameAttempt(taskId, number, processId, ++dispatches);
    attempt.job = { ...attempt.job, attemptId, generation };
    attempt.isMissing = false;
    attempt.heardAt = runtime.now();
    open.set(attemptId, attempt);
    attempt.queue.add(attempt.job, attempt.priority);
  }

  function stop(attempt: OpenAttempt): void {
    const { host, worker } = attempt;
    const { attemptId } = attempt.job;
    attempt.stop = toWireError(host.signal.reason);
    if (worker !== undefined) {
      void link.tell(worker, { kind: "abort", attemptId, reason: attempt.stop });
      return;
    }
    if (!open.has(attemptId)) {
      // It is still in line.
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
          job: { attemptId: "", coordinator: processId, generation: 0, request, previous },
          delivery: 0,
          worker: undefined,
          calls: createAttemptCalls(options),
          heardAt: 0,
          isMissing: false,
          lost: 0,
          stop: undefined,
          isOpen: true,
          openWaits: 0,
          skipLine: undefined,
          admission: undefined,
          isTold: false,
          settle(outcome) {
            signal.removeEventListener("abort", onAbort);
            try {
              resolve(readOutcome(outcome));
            } catch (error) {
              reject(error);
            }
          },
        };
        all.add(attempt);
        const onAbort = (): void => stop(attempt);
        signal.addEventListener("abort", onAbort, { once: true });
        if (gate !== undefined) gates.set(attempt, gate);
        desk.dispatch(attempt);
      });
    },
    receive(message) {
      if (isWorkerMessage(message)) receiveMessage(desk, message, (attempt) => gates.get(attempt));
    },
    audit: (isRebirth) => auditAttempts(desk, isRebirth),
    isWanted(attemptId) {
      const attempt = open.get(attemptId);
      return attempt !== undefined && attempt.stop === undefined;
    },
    close() {
      isClosed = true;
      for (const attempt of all) desk.finish(attempt, fail(refuseClosed()));
    },
  };
}

function checkPayload(request: unknown, previous: unknown, maxPayloadBytes: number): void {
  const text = `${writeJson(request)}${writeJson(previous)}`;
  checkSize(text, maxPayloadBytes, "The request with the records of earlier steps", ErrorCode.INVALID_INPUT);
}

export function refuseClosed(): OrchestrationError {
  return new OrchestrationError(ErrorCode.CLOSED, "The engine is closed: it runs no attempts any more");
}
