import { delay } from "@convoke/core";
import type { Action } from "../program/action.ts";
import type { BrowserRun } from "../session/browser-run.ts";
import type { FailedLanding } from "../session/watch-navigation.ts";
import type { Acting } from "./acting.ts";
import { explainLanding } from "./explain-navigation.ts";

/** So long an action that set off a navigation waits for its answer. */
const longestSettlingMs = 1500;

/** What the current tab shows in place of a page, if so. */
export function readCurrentLanding(run: BrowserRun): FailedLanding | undefined {
  try {
    return run.readLanding(run.page);
  } catch {
    // There is no tab.
    return undefined;
  }
}

/** Waits, but not for long, until the tab has its answer when the action sent it elsewhere. */
export async function waitUntilLanded({
  context: { run },
  page,
  signal,
  remainingMs,
}: Acting): Promise<void> {
  const endsAt = run.runtime.now() + Math.min(longestSettlingMs, remainingMs());
  while (run.isNavigating(page) && run.runtime.now() < endsAt) await delay(run.runtime, 25, signal);
}

/**
 * Throws when the action led to a refusal or a failure in place of a page (`before` is what was shown when it began), or
 * waited for something there: `outside_policy`, `limit_exceeded`, `tls_error` or `unreachable`.
 */
export function requirePage(action: Action, before: FailedLanding | undefined, run: BrowserRun): void {
  const landing = readCurrentLanding(run);
  if (landing === undefined) return;
  const isLookedAt = action.action === "wait" || action.action === "expect" || action.expect !== undefined;
  const isLedThere = landing !== before && action.action !== "tab";
  if (isLookedAt || isLedThere) throw explainLanding(landing, run);
}
