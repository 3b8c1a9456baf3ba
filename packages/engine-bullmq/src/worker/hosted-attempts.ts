import { ErrorCode, giveWay, OrchestrationError, type Runtime } from "@convoke/core";
import type { AttemptJob, CoordinatorMessage } from "../wire/messages.ts";
import { fromWireError } from "../wire/wire-error.ts";
import type { AgentQueue, Delivery } from "./agent-queue.ts";
import type { Lives } from "./lives.ts";
import type { Outbox } from "./outbox.ts";
import { createRemoteAttempt, type RemoteAttempt } from "./remote-attempt.ts";
import type { Slots } from "./slots.ts";

export interface HostedAttemptsOptions {
  readonly workerId: string;
  readonly outbox: Outbox;
  readonly maxPayloadBytes: number;
  readonly runtime: Runtime;
  readonly lives: Lives;
}

/** The attempts that run in this worker. */
export interface HostedAttempts {
  /** The coordinators that wait for them. */
  coordinators(): ReadonlySet<string>;
  /** Runs one delivery to its end in a slot that was taken for it; returns whether the slot is held then. Never rejects. */
  run(queue: AgentQueue, delivery: Delivery, slots: Slots): Promise<boolean>;
  handle(message: CoordinatorMessage): void;
  /** Extends the locks of all jobs; an attempt whose job is somebody else's by now is aborted. */
  keepLocks(): Promise<void>;
  /** Aborts what nobody waits for any longer. */
  abandon(coordinator: string): void;
  /** Aborts everything, and puts the jobs back once their executors have returned, or after `graceMs` if they do not. */
  giveBack(graceMs: number): Promise<void>;
}

interface Hosted {
  readonly queue: AgentQueue;
  readonly delivery: Delivery;
  readonly attempt: RemoteAttempt;
  readonly returned: Promise<void>;
}

export function createHostedAttempts(options: HostedAttemptsOptions): HostedAttempts {
  const { workerId, outbox, maxPayloadBytes, runtime, lives } = options;
  const hosted = new Set<Hosted>();

  let nextTurn: (() => void)[] = [];

  function atEndOfTurn(work: () => void): void {
    if (nextTurn.push(work) > 1) return;
    void giveWay().then(() => {
      const all = nextTurn;
      nextTurn = [];
      for (const each of all) each();
    });
  }

  async function run(queue: AgentQueue, delivery: Delivery, slots: Slots): Promise<boolean> {
    const job = readJob(delivery.job.data);
    // Nobody could be told of it.
    if (job === undefined) return true;
    const { attemptId, coordinator } = job;
    try {
      if (delivery.job.deferredFailure !== undefined) {
        await outbox.send(coordinator, { kind: "lost", attemptId });
        return true;
      }
      const isAlive = lives.isAlive(coordinator);
      if (isAlive !== true && !(await isAlive)) return true;
    } catch {
      return true;
    }
    const { agent } = queue;
    const terms = { agent, job, delivery: delivery.delivery, workerId, slots, maxPayloadBytes, runtime };
    const attempt = createRemoteAttempt({ ...terms, send: outbox.send, atEndOfTurn });
    const { promise: returned, resolve } = Promise.withResolvers<void>();
    const entry = { queue, delivery, attempt, returned };
    hosted.add(entry);
    await attempt.run();
    hosted.delete(entry);
    resolve();
    return attempt.holdsSlot;
  }

  async function keepLocks(): Promise<void> {
    const byQueue = Map.groupBy(hosted, ({ queue }) => queue);
    await Promise.all(
      [...byQueue].map(async ([queue, entries]) => {
        const kept = entries.filter(({ attempt }) => !attempt.isLost);
        const lost = new Set(await queue.keepLocks(kept.map(({ delivery }) => delivery)));
        for (const entry of kept) {
          // It may have ended while the answer was under way: then it has no lock any more, and needs none.
          if (lost.has(entry.delivery.id) && hosted.has(entry)) entry.attempt.lose(createLostError(entry));
        }
      }),
    );
  }

  return {
    coordinators: () => new Set(Array.from(hosted, ({ attempt }) => attempt.coordinator)),
    run,
    keepLocks,
    handle(message) {
      for (const { attempt } of hosted) {
        if (attempt.attemptId !== message.attemptId) continue;
        if (message.delivery !== undefined && message.delivery !== attempt.delivery) continue;
        if (message.kind === "abort") attempt.abort(fromWireError(message.reason));
        else if (message.kind === "answer") attempt.answer(message.call, message.outcome);
      }
    },
    abandon(coordinator) {
      for (const { attempt } of hosted) {
        if (attempt.coordinator !== coordinator) continue;
        const message = `The coordinator that waited for the attempt (${coordinator}) is gone: whoever takes over its run starts it again.`;
        attempt.lose(new OrchestrationError(ErrorCode.LEASE_LOST, message));
      }
    },
    async giveBack(graceMs) {
      const entries = [...hosted].filter(({ attempt }) => !attempt.isLost);
      const message = "The worker is being closed: the attempt is given to another one.";
      for (const { attempt } of entries) attempt.lose(new OrchestrationError(ErrorCode.CLOSED, message));
      const { promise: isOver, resolve } = Promise.withResolvers<void>();
      const cancel = runtime.schedule(resolve, graceMs);
      await Promise.all(
        entries.map(async ({ queue, delivery, returned }) => {
          await Promise.race([returned, isOver]);
          await queue.giveBack(delivery);
        }),
      ).finally(cancel);
    },
  };
}

function createLostError({ attempt, queue }: Hosted): OrchestrationError {
  const { attemptId, delivery } = attempt;
  const { agentType, name } = queue.agent;
  const message =
    `This worker has lost attempt ${attemptId} of agent ${agentType} "${name}": it did not renew its lock in time, ` +
    "and another worker has it. Stop working on it; what was committed stays.";
  return new OrchestrationError(ErrorCode.LEASE_LOST, message, { details: { attemptId, delivery } });
}

function readJob(text: string): AttemptJob | undefined {
  try {
    const job = JSON.parse(text) as Partial<AttemptJob> | null;
    const { attemptId, coordinator, request, previous } = job ?? {};
    if (typeof attemptId !== "string" || typeof coordinator !== "string") return undefined;
    if (typeof request !== "object" || request === null || !Array.isArray(previous)) return undefined;
    return { attemptId, coordinator, request, previous };
  } catch {
    return undefined;
  }
}
