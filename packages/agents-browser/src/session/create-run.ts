import type { BrowserContext, Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import { translateError } from "../errors/translate-error.ts";
import type { BrowserRun } from "./browser-run.ts";
import { createFrameGuard } from "./guard-frames.ts";
import type { OpenRunOptions } from "./open-run.ts";
import { raceDeadline } from "./race-deadline.ts";
import { probeResponsiveness } from "./responsiveness.ts";
import { answerDialogs } from "./run-dialogs.ts";
import { receiveDownloads } from "./run-downloads.ts";
import type { RunEnd } from "./run-end.ts";
import { keepTabs } from "./run-tabs.ts";
import { watchNavigations } from "./watch-navigation.ts";

const longestTabMs = 10_000;
const longestClosingMs = 2500;

/** A run, and what it has to do before it is handed out. */
export interface CreatedRun {
  readonly run: BrowserRun;
  /** Opens the first tab. */
  begin(): Promise<void>;
}

/** Makes a run of a context that shows nothing yet. */
export function createRun(
  context: BrowserContext,
  { signal, end, release }: RunEnd,
  { launched, lane, policy, runtime, onClosed }: OpenRunOptions,
): CreatedRun {
  const downloads = receiveDownloads(launched.browser, context, policy, end);
  const dialogs = answerDialogs(context, policy.maxDialogs, end);
  const navigations = watchNavigations();
  const guardFrames = createFrameGuard(end);
  const tabs = keepTabs(context, policy.maxTabs, {
    end,
    onTab(page) {
      downloads.watch(page);
      guardFrames(page);
      navigations.watch(page);
    },
  });
  let closing: Promise<void> | undefined;

  const within: BrowserRun["within"] = async (what, timeoutMs, work) => {
    const probe = probeResponsiveness({
      page: tabs.latest,
      runtime,
      timeoutMs,
      isNavigating: navigations.isNavigating,
    });
    const createTimeout = (cause?: unknown): BrowserError =>
      probe.isUnresponsive
        ? new BrowserError(
            "page_unresponsive",
            `${what} did not end within ${timeoutMs} ms: the page does not answer.`,
            {
              cause,
            },
          )
        : new BrowserError("timeout", `${what} took longer than ${timeoutMs} ms.`, { cause });
    try {
      return await raceDeadline({ runtime, signal, timeoutMs, createTimeout, work });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const translated = translateError(error, what);
      if (BrowserError.is(translated) && translated.reason === "timeout" && error !== translated) {
        throw createTimeout(error);
      }
      throw translated;
    } finally {
      probe.stop();
    }
  };
  const closeContext = async (): Promise<void> => {
    if (launched.gone.aborted) return;
    await raceDeadline({
      runtime,
      signal: launched.gone,
      timeoutMs: longestClosingMs,
      createTimeout: () => new BrowserError("timeout", "The context did not close."),
      work: () => context.close(),
      // What does not close in time would be left behind: its browser goes, and with it the runs that share it.
    }).catch(() => launched.kill());
  };
  const close = async (): Promise<void> => {
    // The way out first: what still loads ends, and nothing new begins.
    try {
      await lane.close();
      await closeContext();
      await downloads.close();
    } finally {
      onClosed();
    }
  };
  const closeOnce = (): Promise<void> => {
    if (!closing) {
      closing = close();
      end(new BrowserError("page_closed", "The run is closed."));
      release();
    }
    return closing;
  };
  // Whatever ends a run ends what Playwright is still doing for it.
  if (signal.aborted) void closeOnce();
  else signal.addEventListener("abort", () => void closeOnce(), { once: true });

  const run: BrowserRun = {
    context,
    get page() {
      return tabs.current;
    },
    get tabs() {
      return tabs.all;
    },
    signal,
    runtime,
    policy,
    get traffic() {
      return lane.traffic;
    },
    get dialogs() {
      return dialogs.seen;
    },
    answerDialogs: dialogs.answer,
    openTab: (): Promise<Page> => within("Opening a tab", longestTabMs, () => tabs.open()),
    selectTab: tabs.select,
    closeTab: (index) => within("Closing a tab", longestTabMs, () => tabs.close(index)),
    within,
    isNavigating: navigations.isNavigating,
    readLanding: navigations.readLanding,
    receiveDownload: (timeoutMs, trigger) =>
      within("The download", timeoutMs, async (stopped) => {
        const [download] = await Promise.all([downloads.next(stopped), trigger()]);
        return download;
      }),
    close: closeOnce,
  };
  return {
    run,
    async begin() {
      await downloads.begin(await tabs.open());
    },
  };
}
