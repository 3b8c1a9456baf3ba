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

interface RunEnd {
  /** Whether the slot is still held. */
  readonly holdsSlot: boolean;
  /** Whether the job is still this worker's, which must end it then. */
  readonly isOurs: boolean;
}

/** The attempts that run in this worker. */
export interface HostedAttempts {
  /** The coordinators that wait for them. */
  coordinators(): ReadonlySet<string>;
  /** Runs one delivery to its end in a slot that was taken for it. Never rejects. */
  run(queue: AgentQueue, delivery: Delivery, slots: Slots): Promise<RunEnd>;
  handle(message: CoordinatorMessage): void;
  /** Extends the locks of all jobs; an attempt whose job is somebody else's by now is aborted. */
  keepLocks(): Promise<void>;
  /** Asks after what may have been lost; of all attempts when the connection `isBack`. */
  remind(isBack: boolean): void;
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
  isOurs: boolean;
}

/** Half of the time that a lock lasts. */
const doubtfulAfterMs = 1_500;

const dropped: RunEnd = { holdsSlot: true, isOurs: true };

export function createHostedAttempts(options: HostedAttemptsOptions): HostedAttempts {
  const { workerId, outbox, maxPayloadBytes, runtime, lives } = options;
  const hosted = new Set<Hosted>();
  /** More than one when a job that this worker has lost came back to it. */
  const byId = new Map<string, Set<Hosted>>();
  let isGivingBack = false;

  let nextTurn: (() => void)[] = [];

  async function endTurn(): Promise<void> {
    await giveWay();
    const all = nextTurn;
    nextTurn = [];
    for (const work of all) work();
  }

  function atEndOfTurn(work: () => void): void {
    if (nextTurn.push(work) === 1) void endTurn();
  }

  async function run(queue: AgentQueue, delivery: Delivery, slots: Slots): Promise<RunEnd> {
    const job = readJob(delivery.job.data);
    // Nobody could be told of it; and a job by another name is the copy of one.
    if (job === undefined || job.attemptId !== delivery.id) return dropped;
    const { attemptId, coordinator, generation } = job;
    try {
      if (delivery.job.deferredFailure !== undefined) {
        await outbox.send(coordinator, { kind: "lost", attemptId });
        return dropped;
      }
      const judged = lives.judge(coordinator, generation);
      const standing = judged === "in-force" ? judged : await judged;
      if (standing === "over") void outbox.send(coordinator, { kind: "void", attemptId });
      if (standing !== "in-force") return dropped;
    } catch {
      return dropped;
    }
    if (isGivingBack) {
      await queue.giveBack(delivery).catch(() => undefined);
      return { holdsSlot: true, isOurs: false };
    }
    const { agent } = queue;
    const { delivery: number, askedAt } = delivery;
    // Whoever had it before may have ended it, and so may another worker when this process has slept since it asked.
    const isDoubtful = number > 1 || runtime.now() - askedAt > doubtfulAfterMs;
    const terms = { agent, job, delivery: number, isDoubtful, workerId, slots, maxPayloadBytes, runtime };
    const { judge } = lives;
    const attempt = createRemoteAttempt({ ...terms, send: outbox.send, judge, atEndOfTurn });
    const { promise: returned, resolve } = Promise.withResolvers<void>();
    const entry: Hosted = { queue, delivery, attempt, returned, isOurs: true };
    hosted.add(entry);
    const same = byId.get(attemptId) ?? new Set();
    byId.set(attemptId, same.add(entry));
    await attempt.run();
    hosted.delete(entry);
    same.delete(entry);
    if (same.size === 0) byId.delete(attemptId);
    resolve();
    return { holdsSlot: attempt.holdsSlot, isOurs: entry.isOurs };
  }

  async function keepLocks(): Promise<void> {
    const byQueue = Map.groupBy(hosted, ({ queue }) => queue);
    await Promise.all(
      [...byQueue].map(async ([queue, entries]) => {
        const kept = entries.filter(({ isOurs }) => isOurs);
        const lost = new Set(await queue.keepLocks(kept.map(({ delivery }) => delivery)));
        for (const entry of kept) {
          // It may have ended while the answer was under way: then it has no lock any more, and needs none.
          if (!lost.has(entry.delivery.token) || !hosted.has(entry)) continue;
          entry.isOurs = false;
          entry.attempt.lose(createLostError(entry));
        }
      }),
    );
  }

  return {
    coordinators: () => new Set(Array.from(hosted, ({ attempt }) => attempt.coordinator)),
    run,
    keepLocks,
    handle(message) {
      for (const { attempt } of byId.get(message.attemptId) ?? []) {
        if (message.delivery !== undefined && message.delivery !== attempt.delivery) continue;
        if (message.kind === "abort") attempt.abort(fromWireError(message.reason), message.again === true);
        else if (message.kind === "repeat") attempt.repeat(message.call);
        else if (message.kind === "answer") attempt.answer(message.call, message.outcome, message.generation);
      }
    },
    remind(isBack) {
      for (const { attempt } of hosted) attempt.remind(isBack);
    },
    abandon(coordinator) {
      for (const { attempt } of hosted) {
        if (attempt.coordinator !== coordinator) continue;
        const message = `The coordinator that waited for the attempt (${coordinator}) is gone: whoever takes over its run starts it again.`;
        attempt.lose(new OrchestrationError(ErrorCode.LEASE_LOST, message));
      }
    },
    async giveBack(graceMs) {
      isGivingBack = true;
      const entries = [...hosted].filter(({ isOurs }) => isOurs);
      const message = "The worker is being closed: the attempt is given to another one.";
      for (const entry of entries) {
        entry.isOurs = false;
        entry.attempt.lose(new OrchestrationError(ErrorCode.CLOSED, message));
      }
      const { promise: isOver, resolve } = Promise.withResolvers<void>();
      const cancel = runtime.schedule(resolve, graceMs);
      await Promise.all(
        entries.map(async ({ queue, delivery, returned }) => {
          await Promise.race([returned, isOver]);
          // One that cannot be given back keeps no other.
          await queue.giveBack(delivery).catch(() => undefined);
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
    const { attemptId, coordinator, generation, request, previous } = job ?? {};
    if (typeof generation !== "number") return undefined;
    if (typeof attemptId !== "string" || typeof coordinator !== "string") return undefined;
    if (typeof request !== "object" || request === null || !Array.isArray(previous)) return undefined;
    return { attemptId, coordinator, generation, request, previous };
  } catch {
    return undefined;
  }
}
