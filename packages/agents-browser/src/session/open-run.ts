import type { Runtime } from "@convoke/core";
import type { BrowserContext, Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import { translateError } from "../errors/translate-error.ts";
import type { CheckedPolicy } from "../policy/browser-policy.ts";
import type { ProxyLane } from "../proxy/filtering-proxy.ts";
import type { BrowserRun } from "./browser-run.ts";
import type { LaunchedBrowser } from "./launch-browser.ts";
import { raceDeadline } from "./race-deadline.ts";
import { answerDialogs } from "./run-dialogs.ts";
import { receiveDownloads } from "./run-downloads.ts";
import { createRunEnd } from "./run-end.ts";
import { keepTabs } from "./run-tabs.ts";

/** What the pages of a run are shown. */
export interface RunView {
  /** CSS pixels. @default 1280 × 800 */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Such as "en-US". @default "en-US" */
  readonly locale?: string;
  /** Such as "Europe/Berlin". @default the machine's */
  readonly timezone?: string;
}

/** What a run is made of. */
export interface OpenRunOptions extends RunView {
  readonly launched: LaunchedBrowser;
  readonly lane: ProxyLane;
  readonly policy: CheckedPolicy;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
}

const longestOpeningMs = 15_000;
const longestClosingMs = 3000;

/** Opens a fresh context with one tab. Rejects with the signal's reason, or what ended the browser; nothing is left then. */
export async function openRun(options: OpenRunOptions): Promise<BrowserRun> {
  const { launched, lane, runtime, signal } = options;
  const runEnd = createRunEnd();
  runEnd.follow(signal, launched.gone, lane.exhausted);
  const opening = launched.browser.newContext({
    acceptDownloads: true,
    serviceWorkers: "block",
    permissions: [],
    proxy: { server: lane.server, bypass: "<-loopback>" },
    viewport: options.viewport ?? { width: 1280, height: 800 },
    locale: options.locale ?? "en-US",
    ...(options.timezone !== undefined && { timezoneId: options.timezone }),
  });
  try {
    const context = await raceDeadline({
      runtime,
      signal: runEnd.signal,
      timeoutMs: longestOpeningMs,
      createTimeout: () => new BrowserError("browser_failed", "The browser did not open a context."),
      work: () => opening,
    });
    const run = createRun(context, runEnd, options);
    await run.openTab().catch(async (error: unknown) => {
      await run.close();
      throw error;
    });
    return run;
  } catch (error) {
    runEnd.release();
    opening.then((context) => context.close()).catch(() => {});
    throw translateError(error, "opening a context");
  }
}

function createRun(
  context: BrowserContext,
  runEnd: ReturnType<typeof createRunEnd>,
  { launched, lane, policy, runtime }: OpenRunOptions,
): BrowserRun {
  const { end } = runEnd;
  const downloads = receiveDownloads({ ...policy, end });
  const dialogs = answerDialogs(context, policy.maxDialogs, end);
  const tabs = keepTabs(context, policy.maxTabs, { end, onTab: (page) => downloads.watch(page) });
  let closing: Promise<void> | undefined;

  const within: BrowserRun["within"] = async (what, timeoutMs, work) => {
    try {
      return await raceDeadline({
        runtime,
        signal: runEnd.signal,
        timeoutMs,
        createTimeout: () => new BrowserError("timeout", `${what} took longer than ${timeoutMs} ms.`),
        work,
      });
    } catch (error) {
      if (runEnd.signal.aborted && error === runEnd.signal.reason) throw error;
      throw translateError(error, what);
    }
  };
  const close = async (): Promise<void> => {
    end(new BrowserError("page_closed", "The run is closed."));
    runEnd.release();
    await raceDeadline({
      runtime,
      signal: launched.gone,
      timeoutMs: longestClosingMs,
      createTimeout: () => new BrowserError("timeout", "closing took too long"),
      work: () => context.close(),
    }).catch(() => launched.kill());
    await Promise.all([lane.close(), downloads.close()]);
  };
  return {
    context,
    get page() {
      return tabs.current;
    },
    get tabs() {
      return tabs.all;
    },
    signal: runEnd.signal,
    runtime,
    policy,
    get traffic() {
      return lane.traffic;
    },
    get dialogs() {
      return dialogs.seen;
    },
    answerDialogs: dialogs.answer,
    openTab: (): Promise<Page> => within("opening a tab", longestOpeningMs, () => tabs.open()),
    selectTab: tabs.select,
    closeTab: (index) => within("closing a tab", longestClosingMs, () => tabs.close(index)),
    within,
    receiveDownload: (timeoutMs, trigger) =>
      within("downloading", timeoutMs, async (signal) => {
        const received = downloads.next(signal);
        const [download] = await Promise.all([received, trigger()]);
        return download;
      }),
    close: () => (closing ??= close()),
  };
}
