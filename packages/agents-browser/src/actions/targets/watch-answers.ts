import { awaitUnlessAborted } from "@convoke/core";
import { BrowserError } from "../../errors/browser-error.ts";
import type { Acting } from "../acting.ts";

/** Silence of so long is no slowness, unless the page has been that slow before: then several times as long. */
const longestSilenceMs = 1000;
const patience = 4;

/** Puts questions to a page, as long as there is time. */
export interface AnswerWatch {
  /**
   * The answer, or `undefined` when the time is over without one. Rejects with `page_unresponsive` when the page has
   * not answered at all, or stopped to.
   */
  ask<Value>(question: () => Promise<Value>): Promise<Value | undefined>;
}

/** Tells a page that is slow from one whose scripts keep it from answering. */
export function watchAnswers(acting: Acting): AnswerWatch {
  const { runtime } = acting.context.run;
  let answeredAt: number | undefined;
  let slowestMs = 0;
  return {
    async ask(question) {
      const late = new AbortController();
      const askedAt = runtime.now();
      const asked = question();
      asked.catch(() => undefined);
      // What is asked when the time is all but up may still take a moment.
      const cancel = runtime.schedule(() => late.abort(), Math.max(100, acting.remainingMs()));
      try {
        const answer = await awaitUnlessAborted(AbortSignal.any([acting.signal, late.signal]), () => asked);
        answeredAt = runtime.now();
        slowestMs = Math.max(slowestMs, answeredAt - askedAt);
        return answer;
      } catch (error) {
        if (!late.signal.aborted || acting.signal.aborted) throw error;
        const patienceMs = Math.max(longestSilenceMs, patience * slowestMs);
        if (answeredAt !== undefined && runtime.now() - answeredAt < patienceMs) return undefined;
        // On a busy machine the answer may be late and still come.
        const isLate = await awaitUnlessAborted(acting.lastLook, () => asked).then(
          () => true,
          () => !acting.lastLook.aborted,
        );
        acting.signal.throwIfAborted();
        if (isLate) return undefined;
        throw new BrowserError(
          "page_unresponsive",
          `The page ${answeredAt === undefined ? "does not answer" : "stopped answering"}: its own scripts keep it busy.`,
        );
      } finally {
        cancel();
      }
    },
  };
}
