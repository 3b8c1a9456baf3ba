import type { Runtime } from "@convoke/core";
import type { Page } from "playwright-core";

/** Whether a page answers, asked shortly before a deadline. */
export interface ResponsivenessProbe {
  /** True when the page was asked long enough ago, and has not answered. */
  readonly isUnresponsive: boolean;
  stop(): void;
}

/** How long a page may take to answer the simplest question. */
const patienceMs = 500;

/** Asks a page at about half a second before the deadline whether it still answers. */
export function probeResponsiveness(
  page: Page | undefined,
  runtime: Runtime,
  timeoutMs: number,
): ResponsivenessProbe {
  let askedAt: number | undefined;
  let hasAnswered = false;
  const answer = (): void => {
    hasAnswered = true;
  };
  const ask = (): void => {
    if (!page || page.isClosed()) return;
    askedAt = runtime.now();
    // An error is an answer too: the page is on its way somewhere else, or closed.
    page.evaluate("1").then(answer, answer);
  };
  const cancel = runtime.schedule(ask, Math.max(0, timeoutMs - 2 * patienceMs));
  return {
    get isUnresponsive() {
      return (
        askedAt !== undefined &&
        !hasAnswered &&
        runtime.now() - askedAt >= Math.min(patienceMs, timeoutMs / 2)
      );
    },
    stop: cancel,
  };
}
