import type { Page, Request } from "playwright-core";

/** Which tabs are on their way to another page, and have no answer yet. */
export interface NavigationWatch {
  watch(page: Page): void;
  isNavigating(page: Page): boolean;
}

/** Whether a request is for what the tab itself shows next. */
function isOfTab(request: Request, page: Page): boolean {
  if (!request.isNavigationRequest()) return false;
  try {
    return request.frame() === page.mainFrame();
  } catch {
    // The frame of a popup is not there yet when its first request begins.
    return true;
  }
}

/** Creates the watch of a run's tabs. */
export function watchNavigations(): NavigationWatch {
  const pending = new WeakMap<Page, Request>();
  return {
    isNavigating: (page) => pending.has(page),
    watch(page) {
      page.on("request", (request) => {
        if (isOfTab(request, page)) pending.set(page, request);
      });
      page.on("requestfailed", (request) => {
        if (pending.get(page) === request) pending.delete(page);
      });
      page.on("framenavigated", (frame) => {
        if (frame === page.mainFrame()) pending.delete(page);
      });
    },
  };
}
