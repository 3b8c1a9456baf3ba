import { delay, type Runtime } from "@convoke/core";
import type { Page } from "playwright-core";

/** What a tab's page has set off: navigations of its frames, and new windows. */
export interface Departures {
  /** Forgets what was set off before: `settle` waits for what comes from now on. */
  begin(): void;
  /** To be called for each request of a navigation, in whichever tab: what set it off is no longer waited for. */
  noteRequest(url: string): void;
  /**
   * Resolves once the page has got round to what it had to do, and the request of every navigation that it set off
   * until then was noted or will not come. Rejects with the signal's reason as soon as it aborts.
   */
  settle(runtime: Runtime, signal: AbortSignal): Promise<void>;
}

/** A navigation whose request was not seen. */
interface Departure {
  readonly url: string;
  hasStarted: boolean;
}

/** A page whose scripts never end answers nothing, and some requests never come; nobody waits longer for them. */
const longestWaitMs = 1000;
/** The first answer comes behind the event that is at work, the others behind what that has put off. */
const questions = 3;
/** A page may try to open windows without end. */
const mostOpen = 1000;

const watched = new WeakMap<Page, Promise<Departures>>();

/**
 * Watches what a tab's page sets off, by what the browser itself tells of it: a request is sent some time
 * after the page has asked for it, and on a busy machine long after.
 */
export function watchDepartures(page: Page): Promise<Departures> {
  let known = watched.get(page);
  if (known === undefined) {
    known = beginWatching(page);
    watched.set(page, known);
  }
  return known;
}

async function beginWatching(page: Page): Promise<Departures> {
  const session = await page.context().newCDPSession(page);
  const open = new Map<string, Departure>();
  let windows = 0;
  let allClosed = Promise.withResolvers<void>();
  const add = (key: string, url: string): void => {
    if (/^https?:/.test(url) && open.size < mostOpen)
      open.set(key, { url: stripHash(url), hasStarted: false });
  };
  const closeWhere = (test: (departure: Departure, key: string) => boolean): void => {
    for (const [key, departure] of open) if (test(departure, key)) open.delete(key);
    if (open.size === 0) allClosed.resolve();
  };
  session.on("Page.frameRequestedNavigation", ({ frameId, url }) => add(frameId, url));
  session.on("Page.frameScheduledNavigation", ({ frameId, url }) => add(frameId, url));
  session.on("Page.windowOpen", ({ url }) => add(`window ${(windows += 1)}`, url));
  session.on("Page.frameStartedNavigating", ({ frameId }) => {
    const departure = open.get(frameId);
    if (departure !== undefined) departure.hasStarted = true;
  });
  // What has ended without a request: it was given up, led within the page, or was forbidden by the page itself.
  session.on("Page.frameStoppedLoading", ({ frameId }) =>
    closeWhere(({ hasStarted }, key) => key === frameId && hasStarted),
  );
  session.on("Page.frameClearedScheduledNavigation", ({ frameId }) =>
    closeWhere(({ hasStarted }, key) => key === frameId && !hasStarted),
  );
  session.on("Page.navigatedWithinDocument", ({ frameId }) => closeWhere((_, key) => key === frameId));
  session.on("Page.frameDetached", ({ frameId }) => closeWhere((_, key) => key === frameId));
  await session.send("Page.enable");

  const hearAndClose = async (): Promise<void> => {
    try {
      for (let count = 0; count < questions; count += 1) {
        await session.send("Runtime.evaluate", { expression: "0" });
      }
    } catch {
      // The tab is gone, and has answered all that it will.
      return;
    }
    allClosed = Promise.withResolvers();
    if (open.size > 0) await allClosed.promise;
  };
  return {
    begin: () => open.clear(),
    noteRequest: (url) => closeWhere((departure) => departure.url === stripHash(url)),
    async settle(runtime, signal) {
      const settled = new AbortController();
      try {
        const isOver = delay(runtime, longestWaitMs, AbortSignal.any([signal, settled.signal]));
        await Promise.race([hearAndClose(), isOver]);
      } finally {
        settled.abort();
        open.clear();
      }
    },
  };
}

function stripHash(url: string): string {
  return url.split("#", 1)[0]!;
}
