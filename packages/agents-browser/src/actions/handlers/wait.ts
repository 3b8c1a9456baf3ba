/// <reference lib="dom" />
import { awaitUnlessAborted, delay } from "@convoke/core";
import type { Page, Request } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import { waitForExpectation } from "../../expect/wait-for-expectation.ts";
import type { Acting } from "../acting.ts";
import { recordExpectation } from "../record-for.ts";
import type { Handler } from "./handler.ts";

/** So long nothing may change, nor be on its way. */
const quietMs = 300;

export const wait: Handler<"wait"> = async (action, acting) => {
  const recorded =
    action.for === undefined ? action : { ...action, for: await recordExpectation(action.for, acting) };
  if (action.for === undefined) {
    await waitUntilQuiet(acting);
  } else {
    await waitForExpectation(action.for, acting.context, {
      timeoutMs: Math.max(1, acting.remainingMs()),
      signal: acting.signal,
    });
  }
  return { recorded };
};

/**
 * Waits until the tab has been quiet for a moment: no change in the document, and no request on its way. A page that
 * never rests is waited for until the time is over, which is no error: quiet is a wish.
 */
async function waitUntilQuiet(acting: Acting): Promise<void> {
  const { page, signal, context } = acting;
  const { runtime } = context.run;
  const requests = countRequests(page);
  try {
    let lastSeen: unknown;
    let quietSince = runtime.now();
    while (acting.remainingMs() > 0) {
      const seen = await awaitUnlessAborted(signal, () =>
        countChanges(page).catch((error: unknown) => {
          if (page.isClosed()) throw new BrowserError("page_closed", "The tab was closed.", { cause: error });
          // The document is just being replaced, which is a change.
          return Symbol("another document");
        }),
      );
      const now = runtime.now();
      if (seen !== lastSeen || requests.running() > 0) quietSince = now;
      else if (now - quietSince >= quietMs) return;
      lastSeen = seen;
      await delay(runtime, 50, signal);
    }
  } finally {
    requests.stop();
  }
}

/** Changes of the main document so far; the counter is set up at the first look. */
async function countChanges(page: Page): Promise<string> {
  const count = await page.mainFrame().evaluate(() => {
    const place = Symbol.for("convoke.changes");
    const holder = document as unknown as Record<symbol, { count: number } | undefined>;
    let counter = holder[place];
    if (counter === undefined) {
      const made = { count: 0 };
      new MutationObserver((changes) => {
        made.count += changes.length;
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      counter = made;
      holder[place] = counter;
    }
    return `${counter.count} ${document.readyState} ${location.href}`;
  });
  return String(count).slice(0, 1000);
}

function countRequests(page: Page): { running(): number; stop(): void } {
  const running = new Set<Request>();
  const begin = (request: Request): void => {
    // Streams of events never end.
    if (request.resourceType() !== "eventsource" && request.resourceType() !== "websocket")
      running.add(request);
  };
  const end = (request: Request): void => {
    running.delete(request);
  };
  page.on("request", begin);
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return {
    running: () => running.size,
    stop() {
      page.off("request", begin);
      page.off("requestfinished", end);
      page.off("requestfailed", end);
    },
  };
}
