import type { Attempt } from "./attempt.ts";

/** Begins to wait: an attempt that waits for somebody else holds no slot, so that the other can have it. */
export function beginWait(attempt: Attempt): void {
  const extra = attempt.needed;
  extra.openWaits = (extra.openWaits ?? 0) + 1;
  releaseSlot(attempt);
}

/** Ends a wait; the last one takes a slot again before `proceed` is called. */
export function endWait(attempt: Attempt, proceed: () => void): void {
  const extra = attempt.needed;
  extra.openWaits = (extra.openWaits ?? 1) - 1;
  if (extra.openWaits > 0 || attempt.closed || attempt.holdsSlot) {
    proceed();
    return;
  }
  if (extra.reentry !== undefined) {
    extra.reentry.proceeds.push(proceed);
    return;
  }
  const { agent, task } = attempt;
  const { admission } = task.run.kernel;
  if (admission.tryEnter(agent)) {
    attempt.holdsSlot = true;
    proceed();
    return;
  }
  if (admission.isDeaf(agent)) {
    // Half done, it is not sent elsewhere: it ends without a slot rather than never.
    proceed();
    return;
  }
  const proceeds = [proceed];
  const { priority = 0 } = task.record;
  const goOn = (): void => {
    extra.reentry = undefined;
    for (const each of proceeds) each();
  };
  const ticket = admission.wait(agent, {
    priority,
    age: task.age,
    admitted() {
      attempt.holdsSlot = true;
      // Another wait may have begun while this one was in line.
      if ((extra.openWaits ?? 0) > 0) releaseSlot(attempt);
      goOn();
    },
    turnedAway: goOn,
  });
  extra.reentry = { ticket, proceeds };
}

/** Gives back whatever the attempt holds of agent and engine, also its place in the line. */
export function leaveSlot(attempt: Attempt): void {
  const { extra } = attempt;
  if (extra?.reentry !== undefined) {
    attempt.task.run.kernel.admission.withdraw(extra.reentry.ticket);
    extra.reentry = undefined;
  }
  releaseSlot(attempt);
}

function releaseSlot(attempt: Attempt): void {
  if (!attempt.holdsSlot) return;
  attempt.holdsSlot = false;
  attempt.task.run.kernel.admission.leave(attempt.agent);
}
