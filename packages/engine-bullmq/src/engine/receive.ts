import { ErrorCode } from "@convoke/core";
import type { WorkerMessage } from "../wire/messages.ts";
import type { AttemptDesk } from "./attempt-desk.ts";
import { answerAgain, answerCall, giveAnswer, takeSlot } from "./answer-call.ts";
import { beginAnew, type OpenAttempt } from "./open-attempt.ts";
import type { SlotGate } from "./slot-gate.ts";

type GateOf = (attempt: OpenAttempt) => SlotGate | undefined;

/** Takes one message of a worker. Those about deliveries that do not count any more are not acted upon. */
export function receiveMessage(desk: AttemptDesk, message: WorkerMessage, gateOf: GateOf): void {
  const { link, open } = desk;
  const attempt = open.get(message.attemptId);
  if (message.kind === "lost") {
    if (attempt !== undefined) desk.giveUp(attempt);
    return;
  }
  if (message.kind === "void") {
    if (attempt !== undefined) replaceVoid(desk, attempt);
    return;
  }
  const { delivery, attemptId } = message;
  if (attempt === undefined || delivery < attempt.delivery) {
    if (message.kind === "started") tellSuperseded(desk, message.worker, attemptId, delivery);
    return;
  }
  if (message.kind === "started" && isTaken(attempt, message)) {
    startAnew(desk, attempt, message.worker);
    return;
  }
  attempt.heardAt = link.runtime.now();
  attempt.isMissing = false;
  if (delivery > attempt.delivery) beginDelivery(desk, attempt, message, gateOf(attempt));
  switch (message.kind) {
    case "started":
      greetWorker(desk, attempt, message);
      return;
    case "report":
      attempt.host.report(message.progress);
      return;
    case "call":
      takeCall(desk, attempt, message, gateOf(attempt));
      return;
    case "ended":
      desk.finish(attempt, message.outcome);
  }
}

/** A worker has taken it out of its queue: what was dispatched in an earlier life of this process is dispatched in this one. */
function replaceVoid(desk: AttemptDesk, attempt: OpenAttempt): void {
  if (attempt.worker !== undefined)
    tellSuperseded(desk, attempt.worker, attempt.job.attemptId, attempt.delivery);
  if (attempt.stop === undefined) desk.redo(attempt);
  else desk.finish(attempt, { ok: false, error: attempt.stop });
}

function beginDelivery(
  desk: AttemptDesk,
  attempt: OpenAttempt,
  { attemptId, delivery }: { readonly attemptId: string; readonly delivery: number },
  gate: SlotGate | undefined,
): void {
  if (attempt.worker !== undefined) tellSuperseded(desk, attempt.worker, attemptId, attempt.delivery);
  attempt.delivery = delivery;
  attempt.worker = undefined;
  beginAnew(attempt, desk.options);
  // The last delivery was waiting: this one begins to work, and asks before whether it is to.
  if (gate !== undefined && !gate.holds(attempt)) attempt.admission = takeSlot(attempt, gate);
}

/** A worker says that it has the attempt, perhaps once more: then what it may have missed is told again. */
function greetWorker(
  desk: AttemptDesk,
  attempt: OpenAttempt,
  { worker, again, attemptId, delivery }: WorkerMessage & { readonly kind: "started" },
): void {
  const isNew = attempt.worker === undefined;
  attempt.worker = worker;
  if (attempt.stop !== undefined) {
    void desk.link.tell(worker, { kind: "abort", attemptId, reason: attempt.stop, again: true });
  }
  if (again === undefined) {
    // What it has asked came before its name.
    if (isNew) for (const answer of attempt.calls.answers()) void giveAnswer(desk, attempt, answer);
    return;
  }
  const open = new Set(again.open);
  attempt.calls.forget((call) => call <= again.last && !open.has(call));
  for (const call of open) void answerAgain(desk, attempt, { call, attemptId, delivery });
}

function takeCall(
  desk: AttemptDesk,
  attempt: OpenAttempt,
  message: WorkerMessage & { readonly kind: "call" },
  gate: SlotGate | undefined,
): void {
  const { answered = 0 } = message;
  attempt.calls.forget((call) => call <= answered);
  const served = attempt.calls.begin(message.call)
    ? answerCall(desk, attempt, message, gate)
    : answerAgain(desk, attempt, message);
  served.catch(() => undefined);
}

/** Whether another worker has begun the same delivery: Redis has lost that it was taken, e.g. by a restart without its last second. */
function isTaken(attempt: OpenAttempt, { delivery, worker }: { delivery: number; worker: string }): boolean {
  return delivery === attempt.delivery && attempt.worker !== undefined && attempt.worker !== worker;
}

/** Two workers have the same delivery: nobody can tell their words apart, so both are to stop. */
function startAnew(desk: AttemptDesk, attempt: OpenAttempt, other: string): void {
  const { attemptId } = attempt.job;
  for (const worker of [attempt.worker ?? other, other]) {
    tellSuperseded(desk, worker, attemptId, attempt.delivery);
  }
  if (attempt.stop === undefined) desk.dispatch(attempt);
  else desk.finish(attempt, { ok: false, error: attempt.stop });
}

function tellSuperseded({ link }: AttemptDesk, worker: string, attemptId: string, delivery: number): void {
  const message =
    "This delivery of the attempt does not count any more: it has ended, or was given to another worker";
  const reason = { name: "OrchestrationError", message, code: ErrorCode.LEASE_LOST };
  void link.tell(worker, { kind: "abort", attemptId, delivery, reason });
}
