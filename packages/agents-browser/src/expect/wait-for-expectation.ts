import { delay } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import type { Expectation } from "../program/expectation.ts";
import {
  checkExpectation,
  type ExpectationCheck,
  type ExpectationResult,
  type ExpectationTools,
} from "./check-expectation.ts";

/** Milliseconds between looks; the last one repeats. */
const pausesMs = [20, 50, 100, 100, 200];
const mostPerLookMs = 10_000;

/** How long to wait. */
export interface WaitOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Looks again and again until an expectation holds. Rejects with `expectation_failed` after `timeoutMs`: its message
 * names every check that did not pass with what was expected and seen, `details.checks` holds them all. Rejects with
 * the signal's reason, with `timeout` when the page never answered, and with what can never hold (`invalid_program`, `stale_ref`, `page_closed`).
 *
 * @example
 * await waitForExpectation({ text: "Thank you" }, { run, observer }, { timeoutMs: 5_000, signal });
 */
export async function waitForExpectation(
  expectation: Expectation,
  tools: ExpectationTools,
  { timeoutMs, signal }: WaitOptions,
): Promise<ExpectationResult> {
  const { runtime } = tools.run;
  const deadline = runtime.now() + timeoutMs;
  let latest: ExpectationResult | undefined;
  let problem: unknown;
  for (let round = 0; ; round += 1) {
    signal.throwIfAborted();
    const leftMs = Math.max(1, deadline - runtime.now());
    try {
      // A look is given a moment even when the time is nearly up, so that what holds by then is seen.
      const lookMs = Math.min(Math.max(leftMs, 500), mostPerLookMs);
      latest = await checkExpectation(expectation, tools, { timeoutMs: lookMs });
      problem = undefined;
      if (latest.passed) return latest;
    } catch (error) {
      signal.throwIfAborted();
      if (!isPassing(error) || tools.run.signal.aborted) throw error;
      problem = error;
    }
    const pauseMs = pausesMs[Math.min(round, pausesMs.length - 1)];
    const restMs = deadline - runtime.now();
    if (restMs <= 0) break;
    await delay(runtime, Math.min(pauseMs, restMs), AbortSignal.any([signal, tools.run.signal]));
  }
  if (latest === undefined) throw problem;
  throw createFailure(latest.checks, timeoutMs, problem);
}

/** Whether another look may go better: a page that is being left, or answers late. */
function isPassing(error: unknown): boolean {
  if (!BrowserError.is(error)) return true;
  return ["timeout", "page_unresponsive", "browser_failed"].includes(error.reason);
}

function createFailure(checks: readonly ExpectationCheck[], timeoutMs: number, cause: unknown): BrowserError {
  const unmet = checks.filter(({ passed }) => !passed);
  const lines = unmet.map(({ what, expected, actual }) => `${what}: expected ${expected}, seen ${actual}`);
  return new BrowserError("expectation_failed", `After ${timeoutMs} ms: ${lines.join("; ")}`, {
    ...(cause !== undefined && { cause }),
    details: { checks, unmet },
  });
}
