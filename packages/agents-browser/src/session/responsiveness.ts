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

/** Playwright's own `evaluate` waits while the page is on its way somewhere else; the protocol does not. */
async function askPage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: "1" });
  await session.detach();
}

/**
 * Asks a page, two seconds before the deadline or at once, whether it still answers. Deadlines shorter than a second tell
 * nothing about a page.
 */
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
    // An error is an answer too: the page is closed.
    askPage(page).then(answer, answer);
  };
  const cancel = runtime.schedule(ask, Math.max(0, timeoutMs - 2 * patienceMs));
  return {
    get isUnresponsive() {
      return askedAt !== undefined && !hasAnswered && runtime.now() - askedAt >= patienceMs;
    },
    stop: cancel,
  };
}
