import type { Runtime } from "@convoke/core";
import type { Page } from "playwright-core";

/** Whether a page answers, asked shortly before a deadline. */
export interface ResponsivenessProbe {
  /** True when the page was asked long enough ago, and has not answered. */
  readonly isUnresponsive: boolean;
  stop(): void;
}

/** How long a page may take to answer the simplest question; a busy machine is slow, too. */
const patienceMs = 1000;

/**
 * Asks a page, two seconds before the deadline or at once, whether it still answers. Deadlines shorter than a second tell
 * nothing about a page; nor does one that waits for a server's answer, which the browser keeps from hearing.
 */
export function probeResponsiveness({
  page,
  runtime,
  timeoutMs,
  isNavigating,
}: {
  readonly page: Page | undefined;
  readonly runtime: Runtime;
  readonly timeoutMs: number;
  readonly isNavigating: (page: Page) => boolean;
}): ResponsivenessProbe {
  let askedAt: number | undefined;
  let hasAnswered = false;
  const answer = (): void => {
    hasAnswered = true;
  };
  const ask = (): void => {
    if (!page || page.isClosed()) return;
    askedAt = runtime.now();
    // An error is an answer too: the page is closed.
    page.evaluate("1").then(answer, answer);
  };
  const cancel = runtime.schedule(ask, Math.max(0, timeoutMs - 2 * patienceMs));
  return {
    get isUnresponsive() {
      if (!page || askedAt === undefined || hasAnswered || isNavigating(page)) return false;
      return runtime.now() - askedAt >= patienceMs;
    },
    stop: cancel,
  };
}
