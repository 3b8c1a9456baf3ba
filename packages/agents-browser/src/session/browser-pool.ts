import type { Runtime } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import type { CheckedPolicy } from "../policy/browser-policy.ts";
import { createFilteringProxy } from "../proxy/create-filtering-proxy.ts";
import type { BrowserRun } from "./browser-run.ts";
import { openRun, type RunView } from "./open-run.ts";
import { type BrowserPoolOptions, checkPoolOptions } from "./pool-options.ts";
import { createRunSlots } from "./run-slots.ts";
import { createSharedBrowser, type SharedBrowser } from "./shared-browser.ts";
import { type OpenProxy, startBrowser } from "./start-browser.ts";

/** One run that is wanted. */
export interface RunRequest extends RunView {
  readonly policy: CheckedPolicy;
  readonly signal: AbortSignal;
  /** @default that of the pool */
  readonly runtime?: Runtime;
}

/** Browsers, started when they are needed and shared by the runs of one policy. */
export interface BrowserPool {
  /**
   * Opens a run, whose `close` must be called. Waits while `maxRuns` are open. Rejects with the signal's reason, with
   * `browser_missing`, or with `browser_failed`; the next call tries anew.
   */
  openRun(request: RunRequest): Promise<BrowserRun>;
  /** Runs that wait in line. */
  readonly waiting: number;
  /** Ends every run and every browser, within 5 seconds. */
  close(): Promise<void>;
}

const longestClosingMs = 3000;

/**
 * Creates a pool: one browser per policy, a fresh context per run, at most `maxRuns` at once. Throws
 * `invalid_argument` for options that cannot be meant.
 *
 * @example
 * const pool = createBrowserPool({ maxRuns: 2 });
 * const run = await pool.openRun({ policy: checkPolicy({ allow: ["https://example.org"] }), signal });
 * try {
 *   await run.within("going there", 10_000, (signal) => run.page.goto("https://example.org", { signal }));
 * } finally {
 *   await run.close();
 * }
 */
export function createBrowserPool(
  options: BrowserPoolOptions = {},
  openProxy: OpenProxy = (policy) => createFilteringProxy({ policy }),
): BrowserPool {
  const checked = checkPoolOptions(options);
  const { runtime, maxRuns, recycleAfterRuns, idleMs } = checked;
  const slots = createRunSlots(maxRuns);
  const byPolicy = new Map<string, SharedBrowser>();
  const all = new Set<SharedBrowser>();
  const openRuns = new Set<BrowserRun>();
  const closed = new AbortController();
  let closing: Promise<void> | undefined;

  /** Browsers of many policies would pile up while they are idle. */
  const makeRoom = (): void => {
    if (byPolicy.size < maxRuns) return;
    const idle = [...byPolicy.values()].find(({ isIdle }) => isIdle);
    if (idle) void idle.close(longestClosingMs);
  };
  const share = (policy: CheckedPolicy): SharedBrowser => {
    const known = byPolicy.get(policy.key);
    if (known) return known;
    makeRoom();
    const shared = createSharedBrowser({
      start: (signal) => startBrowser(checked, policy, openProxy, signal),
      runtime,
      recycleAfterRuns,
      idleMs,
      onRetired: () => {
        if (byPolicy.get(policy.key) === shared) byPolicy.delete(policy.key);
      },
      onClosed: () => all.delete(shared),
    });
    byPolicy.set(policy.key, shared);
    all.add(shared);
    return shared;
  };
  const openIn = async (
    shared: SharedBrowser,
    request: RunRequest,
    giveBack: () => void,
  ): Promise<BrowserRun> => {
    const { launched, proxy } = await shared.use(request.signal);
    const lane = await proxy.openLane().catch((error: unknown) => {
      shared.release();
      throw error;
    });
    let isClosed = false;
    let forget = (): void => {};
    const run = await openRun({
      ...request,
      runtime: request.runtime ?? runtime,
      launched,
      lane,
      onClosed: () => {
        isClosed = true;
        forget();
        shared.release();
        giveBack();
      },
    });
    if (!isClosed) {
      openRuns.add(run);
      forget = () => openRuns.delete(run);
    }
    return run;
  };
  const close = async (): Promise<void> => {
    closed.abort(new BrowserError("browser_failed", "The browser pool is closed."));
    await Promise.all([...all].map((shared) => shared.close(longestClosingMs)));
    await Promise.all([...openRuns].map((run) => run.close()));
  };

  return {
    get waiting() {
      return slots.waiting;
    },
    async openRun(request) {
      const signal = AbortSignal.any([request.signal, closed.signal]);
      const giveBack = await slots.take(signal);
      try {
        return await openIn(share(request.policy), { ...request, signal }, giveBack);
      } catch (error) {
        giveBack();
        throw error;
      }
    },
    close: () => (closing ??= close()),
  };
}
