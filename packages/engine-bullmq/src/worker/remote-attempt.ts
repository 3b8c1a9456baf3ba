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
import { fail, readOutcome, succeed, toPlainJson } from "../wire/outcome.ts";
import type { Lives } from "./lives.ts";
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
  /** Asks the executor to end; its end is still told. */
  abort(reason: Error): void;
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
  send(coordinator: string, message: WorkerMessage): Promise<void>;
  atEndOfTurn(work: () => void): void;
}

/** Locks last longer than that: who has an answer within this time is not superseded. In milliseconds. */
const staleAfterMs = 1_500;
/** Who is always that slow works all the same. */
const mostAsks = 3;

interface PendingCall {
  readonly waits: boolean;
  /** Whether an abort leaves it open: what was spent is booked all the same. */
  readonly staysOpen: boolean;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
}

interface Answer {
  readonly value: unknown;
  readonly generation: number;
}

/** Creates an attempt that holds a slot from its beginning. */
export function createRemoteAttempt(options: RemoteAttemptOptions): RemoteAttempt {
  const { agent, job, delivery, isDoubtful, workerId, slots, maxPayloadBytes, runtime } = options;
  const { attemptId, coordinator, request, previous } = job;
  const controller = new AbortController();
  const { signal } = controller;
  const calls = new Map<number, PendingCall>();
  let lastCall = 0;
  let isSilent = false;
  let hasSaidStarted = false;
  /** Why nothing more can be asked, once that is so. */
  let refusal: unknown;
  const slot = createSlotHold(slots, signal);

  function send(message: WorkerMessage): Promise<void> {
    if (isSilent) return Promise.resolve();
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
    (report) => send({ kind: "report", attemptId, delivery, progress: report }),
    maxPayloadBytes,
  );

  async function call(method: CallMethod, args: readonly unknown[], waits = false): Promise<unknown> {
    return (await ask(method, args, waits)).value;
  }

  function ask(method: CallMethod, args: readonly unknown[], waits = false): Promise<Answer> {
    const staysOpen = method === "settle";
    if (isSilent) return Promise.reject(refusal ?? createEndedError());
    if (refusal !== undefined && !staysOpen) return Promise.reject(refusal);
    let plain: readonly unknown[];
    try {
      const what = `What context.${method} was given`;
      plain = toPlainJson(args, maxPayloadBytes, what, ErrorCode.INVALID_ARGUMENT);
    } catch (error) {
      return Promise.reject(error);
    }
    const number = ++lastCall;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    calls.set(number, { waits, staysOpen, resolve, reject });
    if (waits) slot.beginWait();
    progress.flush();
    void send({ kind: "call", attemptId, delivery, call: number, method, args: plain });
    return promise;
  }

  function createEndedError(): OrchestrationError {
    const message = `Task ${request.taskId} has ended: its executor can start nothing any more`;
    return new OrchestrationError(ErrorCode.CLOSED, message);
  }

  /** Nobody waits any longer for what was asked. */
  function rejectCalls(reason: unknown, isOver: boolean): void {
    refusal ??= reason;
    for (const [number, pending] of calls) {
      if (pending.staysOpen && !isOver) continue;
      calls.delete(number);
      if (pending.waits) slot.dropWait();
      pending.reject(refusal);
    }
    slot.leaveLine();
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
      if (isDoubtful) await recall(isItWanted);
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
    answer(number, outcome, generation) {
      const pending = calls.get(number);
      if (pending === undefined) return;
      calls.delete(number);
      const give = (): void => {
        try {
          pending.resolve({ value: readOutcome(outcome), generation });
        } catch (error) {
          pending.reject(error);
        }
      };
      if (pending.waits) slot.endWait(give);
      else give();
    },
    abort(reason) {
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
