import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { WorkerMessage } from "../wire/messages.ts";
import { fail } from "../wire/outcome.ts";
import type { AttemptDesk } from "./attempt-desk.ts";
import type { OpenAttempt } from "./open-attempt.ts";
import type { Answer } from "./served-calls.ts";
import { isWait, serveCall } from "./serve-call.ts";
import type { SlotGate } from "./slot-gate.ts";

type Call = WorkerMessage & { readonly kind: "call" };

/** Does what an executor has asked for, and answers; during a wait, its attempt holds no slot of its gate. */
export async function answerCall(
  desk: AttemptDesk,
  attempt: OpenAttempt,
  { method, args, call, delivery, attemptId }: Call,
  gate: SlotGate | undefined,
): Promise<void> {
  const { link, options } = desk;
  const { calls, admission } = attempt;
  // The waits of an older delivery are not those of a newer one.
  const isCurrent = (): boolean => attempt.isOpen && attempt.calls === calls;
  if (admission !== undefined) await admission;
  if (!isCurrent()) return;
  const waits = gate !== undefined && isWait(method);
  if (waits && ++attempt.openWaits === 1) {
    gate.leave(attempt);
    // An earlier answer was in line for a slot that is not needed now: it would never get one.
    attempt.skipLine?.();
  }
  // Whoever does not find a step goes on to do it: that is to be true while this life lasts.
  if (method === "recall" && !(await link.life.inForce())) return;
  const outcome = await serveCall(attempt.host, method, args, options.maxPayloadBytes);
  if (!isCurrent()) return;
  if (waits && --attempt.openWaits === 0 && attempt.stop === undefined) await takeSlot(attempt, gate);
  if (!isCurrent()) return;
  const generation = link.life.generation ?? 0;
  const answer: Answer = { kind: "answer", attemptId, delivery, call, outcome, generation };
  calls.end(answer);
  await giveAnswer(desk, attempt, answer);
}

/** Resolves once the attempt has a slot, or is to go on without one. */
export function takeSlot(attempt: OpenAttempt, gate: SlotGate): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      if (attempt.skipLine === goOn) attempt.skipLine = undefined;
      resolve();
    };
    attempt.skipLine = goOn;
    gate.enter(attempt, goOn);
  });
}

/** Answers once more what may have been lost; what is under way is answered when it is done. */
export async function answerAgain(
  desk: AttemptDesk,
  attempt: OpenAttempt,
  { call, delivery, attemptId }: Pick<Call, "call" | "delivery" | "attemptId">,
): Promise<void> {
  const { link } = desk;
  const { worker } = attempt;
  const found = attempt.calls.find(call);
  if (found === "under-way" || worker === undefined) return;
  if (found === "unknown") {
    await link.tell(worker, { kind: "repeat", attemptId, delivery, call });
    return;
  }
  if (found !== "forgotten") return giveAnswer(desk, attempt, found);
  const message = `The answer to call ${call} was lost, and too many came after it for it to be kept. Ask anew`;
  const outcome = fail(new OrchestrationError(ErrorCode.STORE_FAILED, message));
  await giveAnswer(desk, attempt, { kind: "answer", attemptId, delivery, call, outcome, generation: 0 });
}

/** What Redis refuses for good becomes an answer that says so; an attempt that cannot have that either is ended. */
export async function giveAnswer(
  { link, finish }: AttemptDesk,
  attempt: OpenAttempt,
  answer: Answer,
): Promise<void> {
  const { worker, calls } = attempt;
  // It is given when the worker has said who it is.
  if (worker === undefined) return;
  const refused = await link.tell(worker, answer);
  if (refused === undefined) return;
  const outcome = fail(refused);
  if ((await link.tell(worker, { ...answer, outcome })) === undefined) return;
  if (attempt.calls === calls) finish(attempt, outcome);
}
