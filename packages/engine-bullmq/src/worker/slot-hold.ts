import type { Slots } from "./slots.ts";

/** The slot of one attempt, which it holds while it works, and gives away while it waits. */
export interface SlotHold {
  readonly isHeld: boolean;
  /** Gives the slot away, unless another wait has done so. */
  beginWait(): void;
  /** Ends a wait; the last one takes a slot again before `proceed` is called. */
  endWait(proceed: () => void): void;
  /** Ends a wait whose answer nobody gives any more. */
  dropWait(): void;
  /** Leaves the line for a slot; whoever waits in it goes on without one. */
  leaveLine(): void;
  readonly isInLine: boolean;
}

/** Creates the hold of an attempt that has a slot; once `signal` has aborted, waits end without one. */
export function createSlotHold(slots: Slots, signal: AbortSignal): SlotHold {
  let isHeld = true;
  let openWaits = 0;
  let reentry: { readonly proceeds: (() => void)[]; withdraw: () => void } | undefined;

  return {
    get isHeld() {
      return isHeld;
    },
    get isInLine() {
      return reentry !== undefined;
    },
    beginWait() {
      openWaits++;
      if (!isHeld) return;
      isHeld = false;
      slots.release();
    },
    endWait(proceed) {
      openWaits--;
      if (openWaits > 0 || isHeld || signal.aborted) {
        proceed();
        return;
      }
      if (reentry !== undefined) {
        reentry.proceeds.push(proceed);
        return;
      }
      const proceeds = [proceed];
      reentry = { proceeds, withdraw: () => undefined };
      const withdraw = slots.enter(() => {
        reentry = undefined;
        // Another wait may have begun while this one was in line.
        if (openWaits > 0) slots.release();
        else isHeld = true;
        for (const each of proceeds) each();
      });
      if (reentry !== undefined) reentry.withdraw = withdraw;
    },
    dropWait() {
      openWaits--;
    },
    leaveLine() {
      reentry?.withdraw();
      const proceeds = reentry?.proceeds ?? [];
      reentry = undefined;
      for (const proceed of proceeds) proceed();
    },
  };
}
