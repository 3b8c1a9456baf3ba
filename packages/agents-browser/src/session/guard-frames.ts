import type { Frame, Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";

/** Addresses of frames that are no way out: pages, what a page made by itself, and the browser's page about a failure. */
const harmless = /^(?:https?:|about:(?:blank|srcdoc)(?:[?#]|$)|blob:https?:|chrome-error:|$)/u;

/** Embedded frames that may be emptied before a run ends: a page can open one after the other. */
const mostEmptied = 20;

/**
 * Whether a frame may show this address. The policy is not asked again: what an http address outside of it shows is the
 * proxy's refusal.
 */
export const isFrameAddress = (url: string): boolean => harmless.test(url);

/**
 * Ends the run when a tab comes to show `file:`, `data:`, `chrome:` or the like; embedded frames are emptied instead.
 * `view-source:` is not seen here: its frame has the address of the page. No page can go there by itself.
 */
export function createFrameGuard(end: (reason: BrowserError) => void): (page: Page) => void {
  let emptied = 0;
  return (page) => {
    page.on("framenavigated", (frame: Frame) => {
      const url = frame.url();
      if (isFrameAddress(url)) return;
      const isTab = frame === page.mainFrame();
      emptied += 1;
      if (!isTab && emptied <= mostEmptied) {
        frame.goto("about:blank").catch(() => {});
        return;
      }
      page.close().catch(() => {});
      const scheme = url.slice(0, url.indexOf(":") + 1).slice(0, 40);
      end(
        new BrowserError(
          "outside_policy",
          `The page went to an address that begins with ${scheme}; it was closed.`,
          {
            details: { url: url.slice(0, 200) },
          },
        ),
      );
    });
  };
}
