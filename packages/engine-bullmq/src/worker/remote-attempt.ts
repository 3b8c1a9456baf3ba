import {
  type Agent,
  type AgentDescriptor,
  type Amount,
  type AttemptHost,
  ErrorCode,
  OrchestrationError,
  runAttempt,
  type Runtime,
  type Task,
  type Ticket,
} from "@convoke/core";
import type { AttemptJob, CallMethod, WireOutcome, WorkerMessage } from "../wire/messages.ts";
import { isItWanted } from "../wire/names.ts";
import { fail, succeed, toPlainJson } from "../wire/outcome.ts";
import type { Lives } from "./lives.ts";
import { type Answer, createPendingCalls } from "./pending-calls.ts";
import { createProgressLine } from "./progress-line.ts";
import { createSlotHold } from "./slot-hold.ts";
import type { Slots } from "./slots.ts";

/** One attempt that runs here for a coordinator elsewhere. */
export interface RemoteAttempt {
  readonly attemptId: string;
  readonly delivery: number;
  readonly coordinator: string;
  /** Whether it holds one of the worker's slots; an attempt that waits holds none. */
  readonly holdsSlot: boolean;
  /** Runs it to its end, and tells its coordinator; never rejects. */
  run(): Promise<void>;
  /** `generation` is that of the coordinator when it answered. */
  answer(call: number, outcome: WireOutcome, generation: number): void;
  /** Sends a call once more that its coordinator has not received. */
  repeat(call: number): void;
  /** Says again that it has begun and what it waits for, if something has been unanswered for long, or the connection `isBack`. */
  remind(isBack: boolean): void;
  /** Asks the executor to end; its end is still told. A second time nobody answers any more, unless the first is said `again`. */
  abort(reason: Error, isAgain: boolean): void;
  /** Asks the executor to end; from now on nothing more is told, since nobody waits for it here any more. */
  lose(reason: Error): void;
}

export interface RemoteAttemptOptions {
  readonly agent: Agent;
  readonly job: AttemptJob;
  readonly delivery: number;
  /** Whether it may have ended already: then the coordinator is asked before the executor begins. */
  readonly isDoubtful: boolean;
  readonly workerId: string;
  readonly slots: Slots;
  readonly maxPayloadBytes: number;
  readonly runtime: Runtime;
  readonly judge: Lives["judge"];
  send(coordinator: string, message: WorkerMessage): Promise<OrchestrationError | undefined>;
  atEndOfTurn(work: () => void): void;
}

/** Locks last longer than that: who has an answer within this time is not superseded. In milliseconds. */
const staleAfterMs = 1_500;
/** Who is always that slow works all the same. */
const mostAsks = 3;

/** Who waits longer to hear that it is wanted gives its slot to others meanwhile, in milliseconds. */
const shortWaitMs = 1_000;

/** Creates an attempt that holds a slot from its beginning. */
export function createRemoteAttempt(options: RemoteAttemptOptions): RemoteAttempt {
  const { agent, job, delivery, isDoubtful, workerId, slots, maxPayloadBytes, runtime } = options;
  const { attemptId, coordinator, request, previous } = job;
  const controller = new AbortController();
  const { signal } = controller;
  let isSilent = false;
  let hasSaidStarted = false;
  let isReminding = false;
  /** Why nothing more can be asked, once that is so. */
  let refusal: unknown;
  const slot = createSlotHold(slots, signal);
  const calls = createPendingCalls({
    slot,
    runtime,
    send: (call) => send({ kind: "call", attemptId, delivery, ...call }),
  });

  function send(message: WorkerMessage): Promise<OrchestrationError | undefined> {
    if (isSilent) return Promise.resolve(undefined);
    sayStarted();
    return options.send(coordinator, message);
  }

  /** An attempt that ends in the turn in which it has begun need not say so. */
  function sayStarted(): void {
    if (hasSaidStarted || isSilent) return;
    hasSaidStarted = true;
    void options.send(coordinator, { kind: "started", attemptId, delivery, worker: workerId });
  }

  const progress = createProgressLine(
    async (report) => void (await send({ kind: "report", attemptId, delivery, progress: report })),
    maxPayloadBytes,
  );

  async function call(method: CallMethod, args: readonly unknown[], waits = false): Promise<unknown> {
    return (await ask(method, args, waits)).value;
  }

  function ask(method: CallMethod, args: readonly unknown[], waits = false): Promise<Answer> {
    if (isSilent) return Promise.reject(refusal ?? createEndedError());
    if (refusal !== undefined && method !== "settle") return Promise.reject(refusal);
    let plain: readonly unknown[];
    try {
      const what = `What context.${method} was given`;
      plain = toPlainJson(args, maxPayloadBytes, what, ErrorCode.INVALID_ARGUMENT);
    } catch (error) {
      return Promise.reject(error);
    }
    progress.flush();
    return calls.ask(method, plain, waits);
  }

  function createEndedError(): OrchestrationError {
    const message = `Task ${request.taskId} has ended: its executor can start nothing any more`;
    return new OrchestrationError(ErrorCode.CLOSED, message);
  }

  /** Nobody waits any longer for what was asked. */
  function rejectCalls(reason: unknown, isOver: boolean): void {
    refusal ??= reason;
    calls.reject(refusal, isOver);
  }

  /**
   * That nothing is recorded counts only when this process has not slept over the answer, since another delivery may have
   * done the step, or all of it; and while the coordinator lives as it did when it answered, since it may lose the run after.
   */
  async function recall(key: string): Promise<{ readonly value: unknown } | undefined> {
    for (let asked = 1; ; asked++) {
      const askedAt = runtime.now();
      const { value, generation } = await ask("recall", [key]);
      if (value !== undefined) return value as { readonly value: unknown };
      if (runtime.now() - askedAt > staleAfterMs && asked < mostAsks) continue;
      if ((await options.judge(coordinator, generation)) === "in-force") return undefined;
    }
  }

  /** It may be in line for a slot of all coordinators for long; whoever is awaited there may need one of this worker. */
  async function makeSure(): Promise<void> {
    for (let asked = 1; asked <= mostAsks; asked++) {
      let waits = false;
      const cancel = runtime.schedule(() => {
        waits = true;
        slot.beginWait();
      }, shortWaitMs);
      try {
        await recall(isItWanted);
      } catch (error) {
        if (waits) slot.dropWait();
        throw error;
      } finally {
        cancel();
      }
      if (!waits) return;
      await new Promise<void>((resolve) => slot.endWait(resolve));
      signal.throwIfAborted();
    }
  }

  const host: AttemptHost = {
    signal,
    request,
    previous,
    report: (report) => {
      if (!isSilent) progress.add(report);
    },
    delegate: (spec) => call("delegate", [spec], true) as Promise<Task>,
    findAgents: (query) => call("findAgents", [query]) as Promise<readonly AgentDescriptor[]>,
    recall,
    remember: (key, value) => call("remember", value === undefined ? [key] : [key, value]) as Promise<void>,
    waitFor: (key) => call("waitFor", [key], true),
    reserve: (amount: Amount) => call("reserve", [amount]) as Promise<Ticket>,
    settle: (ticket, actual) => call("settle", [ticket, actual]) as Promise<void>,
  };

  async function execute(): Promise<WireOutcome> {
    try {
      // Of one that has ended there is no answer but an abort.
      if (isDoubtful) await makeSure();
      const result = await runAttempt(agent, host, runtime);
      const whose = `of task ${request.taskId} from agent ${agent.agentType} "${agent.name}"`;
      return succeed(result, maxPayloadBytes, `The result ${whose}`);
    } catch (error) {
      return fail(error);
    }
  }

  return {
    attemptId,
    delivery,
    coordinator,
    get holdsSlot() {
      return slot.isHeld;
    },
    async run() {
      options.atEndOfTurn(sayStarted);
      const outcome = await execute();
      progress.flush();
      if (!isSilent) void options.send(coordinator, { kind: "ended", attemptId, delivery, outcome });
      isSilent = true;
      if (calls.size > 0 || slot.isInLine) rejectCalls(createEndedError(), true);
    },
    answer: calls.answer,
    repeat: calls.repeat,
    remind(isBack) {
      if (isSilent || isReminding || !hasSaidStarted || !(isBack || calls.isOverdue())) return;
      isReminding = true;
      const again = calls.list();
      send({ kind: "started", attemptId, delivery, worker: workerId, again }).finally(
        () => (isReminding = false),
      );
    },
    abort(reason, isAgain) {
      if (isAgain && signal.aborted) return;
      const isRepeated = signal.aborted;
      controller.abort(reason);
      rejectCalls(reason, isRepeated);
    },
    lose(reason) {
      isSilent = true;
      controller.abort(reason);
      rejectCalls(reason, true);
    },
  };
}
