import type { Runtime } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import { translateError } from "../errors/translate-error.ts";
import { boundaryContext } from "../policy/boundary-context.ts";
import type { CheckedPolicy } from "../policy/browser-policy.ts";
import type { ProxyLane } from "../proxy/filtering-proxy.ts";
import type { BrowserRun } from "./browser-run.ts";
import { createRun } from "./create-run.ts";
import type { LaunchedBrowser } from "./launch-browser.ts";
import { raceDeadline } from "./race-deadline.ts";
import { createRunEnd } from "./run-end.ts";

/** What the pages of a run are shown. */
export interface RunView {
  /** CSS pixels. @default 1280 × 800 */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Such as "en-US". @default "en-US" */
  readonly locale?: string;
  /** Such as "Europe/Berlin". @default that of the machine */
  readonly timezone?: string;
}

/** What a run is made of. */
export interface OpenRunOptions extends RunView {
  readonly launched: LaunchedBrowser;
  /** Closed with the run, also when it does not come to be. */
  readonly lane: ProxyLane;
  readonly policy: CheckedPolicy;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Told when nothing of the run is left, also when it does not come to be. */
  readonly onClosed: () => void;
}

const longestOpeningMs = 15_000;

/**
 * Opens a fresh context with one tab. Rejects with the signal's reason, with what ended the browser, or with
 * `browser_failed`; nothing is left then.
 */
export async function openRun(options: OpenRunOptions): Promise<BrowserRun> {
  const { launched, lane, runtime, signal, onClosed } = options;
  const runEnd = createRunEnd();
  runEnd.follow(signal, launched.gone, lane.exhausted);
  const opening = launched.browser.newContext({
    ...boundaryContext(lane.server),
    acceptDownloads: true,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    locale: options.locale ?? "en-US",
    ...(options.timezone !== undefined && { timezoneId: options.timezone }),
  });
  const context = await raceDeadline({
    runtime,
    signal: runEnd.signal,
    timeoutMs: longestOpeningMs,
    createTimeout: () => new BrowserError("browser_failed", "The browser did not open a context."),
    work: () => opening,
  }).catch(async (error: unknown) => {
    runEnd.release();
    // It may still come, and nobody would close it.
    opening.then((late) => late.close()).catch(() => {});
    await lane.close();
    onClosed();
    throw runEnd.signal.aborted ? runEnd.signal.reason : translateError(error, "opening a run");
  });
  const { run, begin } = createRun(context, runEnd, options);
  try {
    await run.within("opening a run", longestOpeningMs, begin);
    return run;
  } catch (error) {
    await run.close();
    throw error;
  }
}
