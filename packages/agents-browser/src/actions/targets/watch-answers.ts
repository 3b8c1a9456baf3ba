import { BrowserError } from "../../errors/browser-error.ts";
import type { Acting } from "../acting.ts";
import { untilAborted } from "../until-aborted.ts";

/** Silence of so long is no slowness. */
const longestSilenceMs = 1000;

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
  return {
    async ask(question) {
      const late = new AbortController();
      // What is asked when the time is all but up may still take a moment.
      const cancel = runtime.schedule(() => late.abort(), Math.max(100, acting.remainingMs()));
      try {
        const answer = await untilAborted(question(), AbortSignal.any([acting.signal, late.signal]));
        answeredAt = runtime.now();
        return answer;
      } catch (error) {
        if (!late.signal.aborted || acting.signal.aborted) throw error;
        if (answeredAt !== undefined && runtime.now() - answeredAt < longestSilenceMs) return undefined;
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
