import { type ArtifactStore, memoryArtifactStore, type Runtime, systemRuntime } from "@convoke/core";
import type { ActionContext } from "./actions/action-context.ts";
import { createObserver } from "./observe/create-observer.ts";
import type { Approve } from "./policy/approval.ts";
import type { BrowserPolicy } from "./policy/browser-policy.ts";
import { checkPolicy } from "./policy/check-policy.ts";
import { createApprover } from "./policy/create-approver.ts";
import { createSecrets } from "./policy/create-secrets.ts";
import type { SecretOptions } from "./policy/secrets.ts";
import type { BrowserOptions } from "./session/browser-options.ts";
import { createBrowserPool } from "./session/browser-pool.ts";

/** What every run of a browser has in common. */
export interface BrowserSetup {
  /** Where runs may go. @default every public http and https origin */
  readonly policy?: BrowserPolicy;
  /** Which browser, and how its pages are shown. @default the first that is found */
  readonly browser?: BrowserOptions;
  /** Where screenshots, traces and downloads go. @default in memory, bounded */
  readonly artifacts?: ArtifactStore;
  /** What actions may fill in by its name, each for its origins. */
  readonly secrets?: Readonly<Record<string, SecretOptions>>;
  /** Asked before anything is submitted, paid, deleted, uploaded, downloaded, or followed to another origin. */
  readonly approve?: Approve;
  /** Milliseconds for an action that names none. @default 10,000 */
  readonly actionTimeoutMs?: number;
  /** Runs at once; further ones wait. @default 4 */
  readonly maxRuns?: number;
}

/** What one run is opened with. */
export interface UseOptions {
  /** Ends the run. */
  readonly signal?: AbortSignal;
  /** @default systemRuntime */
  readonly runtime?: Runtime;
  /** Milliseconds for an action that names none. @default that of the browser */
  readonly timeoutMs?: number;
}

/** A real browser behind a policy, for programs that need no orchestrator. */
export interface Browser {
  /**
   * Opens a run with a fresh context, does some work with it, and closes it. Rejects with what the work rejects with,
   * with the signal's reason, and with `browser_missing` or `browser_failed`.
   */
  use<Value>(work: (context: ActionContext) => Promise<Value>, options?: UseOptions): Promise<Value>;
  /** Ends every run and every browser process. */
  close(): Promise<void>;
}

/**
 * Makes a browser, which is started when it is first used. Throws `invalid_argument` and `invalid_program` for options,
 * policies and secrets that cannot be meant.
 *
 * @example
 * const browser = createBrowser({ policy: { allow: ["https://example.org"] } });
 * const { title } = await browser.use((context) => runProgram({ url: "https://example.org", actions: [] }, context));
 * await browser.close();
 */
export function createBrowser(setup: BrowserSetup = {}): Browser {
  const { artifacts = memoryArtifactStore(), actionTimeoutMs = 10_000, maxRuns } = setup;
  const { viewport, locale, timezone, ...launch } = setup.browser ?? {};
  const view = { ...(viewport && { viewport }), ...(locale && { locale }), ...(timezone && { timezone }) };
  const policy = checkPolicy(setup.policy);
  const secrets = createSecrets(setup.secrets);
  const approve = createApprover(setup.approve === undefined ? {} : { approve: setup.approve });
  const pool = createBrowserPool({ ...launch, ...(maxRuns !== undefined && { maxRuns }) });
  return {
    async use(work, { signal = new AbortController().signal, runtime = systemRuntime, timeoutMs } = {}) {
      signal.throwIfAborted();
      const run = await pool.openRun({ ...view, policy, signal, runtime });
      try {
        return await work({
          run,
          observer: createObserver(run),
          artifacts,
          secrets,
          approve,
          timeoutMs: timeoutMs ?? actionTimeoutMs,
        });
      } finally {
        await run.close();
      }
    },
    close: () => pool.close(),
  };
}
