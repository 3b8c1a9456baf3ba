import {
  type ArtifactStore,
  awaitUnlessAborted,
  ErrorCode,
  memoryArtifactStore,
  nearestName,
  OrchestrationError,
  type Runtime,
  systemRuntime,
} from "@convoke/core";
import type { ActionContext } from "./actions/action-context.ts";
import { createObserver } from "./observe/create-observer.ts";
import { prepareObserving } from "./observe/engine-name.ts";
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
  /** Asked before anything is submitted, paid, deleted, uploaded, downloaded, or followed to another origin; not about what scripts fetch. */
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
   * with the signal's reason as soon as it aborts, whatever the work still does, and with `browser_missing` or
   * `browser_failed`. Nothing of the run is left then.
   */
  use<Value>(work: (context: ActionContext) => Promise<Value>, options?: UseOptions): Promise<Value>;
  /** Ends every run and every browser process. */
  close(): Promise<void>;
}

const setupNames = Object.keys({
  policy: true,
  browser: true,
  artifacts: true,
  secrets: true,
  approve: true,
  actionTimeoutMs: true,
  maxRuns: true,
} satisfies Record<keyof BrowserSetup, true>);
const useNames = Object.keys({
  signal: true,
  runtime: true,
  timeoutMs: true,
} satisfies Record<keyof UseOptions, true>);
const longestActionMs = 86_400_000;

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
  refuseOthers("createBrowser", setup, setupNames);
  requireTime("actionTimeoutMs", setup.actionTimeoutMs);
  const { artifacts = memoryArtifactStore(), actionTimeoutMs = 10_000, maxRuns } = setup;
  const { viewport, locale, timezone, ...launch } = setup.browser ?? {};
  const view = { ...(viewport && { viewport }), ...(locale && { locale }), ...(timezone && { timezone }) };
  const policy = checkPolicy(setup.policy);
  const secrets = createSecrets(setup.secrets);
  const approve = createApprover(setup.approve === undefined ? {} : { approve: setup.approve });
  const pool = createBrowserPool({ ...launch, ...(maxRuns !== undefined && { maxRuns }) });
  return {
    async use(work, options = {}) {
      refuseOthers("use", options, useNames);
      requireTime("timeoutMs", options.timeoutMs);
      const { signal = new AbortController().signal, runtime = systemRuntime, timeoutMs } = options;
      signal.throwIfAborted();
      // Documents that are opened before it is known cannot be observed.
      await prepareObserving();
      const run = await pool.openRun({ ...view, policy, signal, runtime });
      try {
        const context: ActionContext = {
          run,
          observer: createObserver(run),
          artifacts,
          secrets,
          approve,
          timeoutMs: timeoutMs ?? actionTimeoutMs,
        };
        // Work that does not look at the signal holds nobody up.
        return await awaitUnlessAborted(signal, () => work(context));
      } finally {
        await run.close();
      }
    },
    close: () => pool.close(),
  };
}

function refuseOthers(where: string, options: object, names: readonly string[]): void {
  const isObject = typeof options === "object" && options !== null && !Array.isArray(options);
  const unknown = isObject ? Object.keys(options).find((name) => !names.includes(name)) : "";
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, names);
  const problem = isObject
    ? `unknown option ${JSON.stringify(unknown.slice(0, 80))}${nearest === undefined ? "" : `, did you mean ${nearest}?`}`
    : "its options are no object";
  throw refuse(`${where}: ${problem}; there are ${names.join(", ")}.`, unknown);
}

function requireTime(option: string, value: unknown): void {
  if (
    value === undefined ||
    (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= longestActionMs)
  )
    return;
  throw refuse(
    `${option} is ${String(value).slice(0, 80)}; pass whole milliseconds from 1 to ${longestActionMs}.`,
    option,
  );
}

function refuse(message: string, option: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option } });
}
