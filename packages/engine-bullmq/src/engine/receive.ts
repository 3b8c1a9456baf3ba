import { ErrorCode } from "@convoke/core";
import type { WorkerMessage } from "../wire/messages.ts";
import type { AttemptDesk } from "./attempt-desk.ts";
import type { OpenAttempt } from "./open-attempt.ts";
import { isWait, serveCall } from "./serve-call.ts";
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
  if (delivery > attempt.delivery) beginDelivery(desk, attempt, message);
  switch (message.kind) {
    case "started":
      return;
    case "report":
      attempt.host.report(message.progress);
      return;
    case "call":
      if (!attempt.calls.add(message.call)) return;
      answerCall(desk, attempt, message, gateOf(attempt)).catch(() => undefined);
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
  message: WorkerMessage & { readonly delivery: number },
): void {
  const { attemptId } = message;
  if (attempt.worker !== undefined) tellSuperseded(desk, attempt.worker, attemptId, attempt.delivery);
  attempt.delivery = message.delivery;
  attempt.calls.clear();
  attempt.worker = message.kind === "started" ? message.worker : undefined;
  if (attempt.stop !== undefined && attempt.worker !== undefined) {
    desk.link.tell(attempt.worker, { kind: "abort", attemptId, reason: attempt.stop });
  }
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
  link.tell(worker, { kind: "abort", attemptId, delivery, reason });
}

async function answerCall(
  desk: AttemptDesk,
  attempt: OpenAttempt,
  { method, args, call, delivery, attemptId }: WorkerMessage & { readonly kind: "call" },
  gate: SlotGate | undefined,
): Promise<void> {
  const { link, options } = desk;
  const waits = gate !== undefined && isWait(method);
  if (waits && ++attempt.openWaits === 1) {
    gate.leave(attempt);
    // An earlier answer was in line for a slot that is not needed now: it would never get one.
    attempt.skipLine?.();
  }
  // Whoever does not find a step goes on to do it: that is to be true while this life lasts.
  if (method === "recall" && !(await link.life.inForce())) return;
  const outcome = await serveCall(attempt.host, method, args, options.maxPayloadBytes);
  if (waits && --attempt.openWaits === 0 && attempt.isOpen && attempt.stop === undefined) {
    await new Promise<void>((resolve) => {
      attempt.skipLine = resolve;
      gate.enter(attempt, resolve);
    });
    attempt.skipLine = undefined;
  }
  const { worker } = attempt;
  if (
    !attempt.isOpen ||
    worker === undefined ||
    attempt.job.attemptId !== attemptId ||
    attempt.delivery !== delivery
  ) {
    return;
  }
  link.tell(worker, {
    kind: "answer",
    attemptId,
    delivery,
    call,
    outcome,
    generation: link.life.generation ?? 0,
  });
}
