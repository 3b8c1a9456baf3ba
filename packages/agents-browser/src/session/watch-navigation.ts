import type { Page, Request, Response } from "playwright-core";

/** What a tab shows in place of a page that the proxy refused, or that nobody answered for. */
export interface FailedLanding {
  /** What was asked for. */
  readonly url: string;
  /** What the browser calls it, when the answer was none of the proxy's. */
  readonly failure?: string;
}

/** Where tabs are on their way to, and how they got there. */
export interface NavigationWatch {
  watch(page: Page): void;
  /** Whether a tab is on its way to another page, and has no answer yet. */
  isNavigating(page: Page): boolean;
  /** Set while the tab shows a refusal instead of a page; another object for each time that it ends there. */
  readLanding(page: Page): FailedLanding | undefined;
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

/** The proxy says so in the answer, and takes the header away from those of servers; in tunnels it says nothing. */
function isRefusal(response: Response): boolean {
  const { "proxy-status": status = "" } = response.headers();
  return response.url().startsWith("http:") && status.startsWith("convoke; error=");
}

/** Creates the watch of a run's tabs. */
export function watchNavigations(): NavigationWatch {
  const pending = new WeakMap<Page, Request>();
  const answers = new WeakMap<Page, FailedLanding>();
  const landings = new WeakMap<Page, FailedLanding>();
  return {
    isNavigating: (page) => pending.has(page),
    readLanding: (page) => landings.get(page),
    watch(page) {
      page.on("request", (request) => {
        if (!isOfTab(request, page)) return;
        pending.set(page, request);
        answers.delete(page);
      });
      page.on("response", (response) => {
        if (!isOfTab(response.request(), page)) return;
        if (isRefusal(response)) answers.set(page, { url: response.url() });
      });
      page.on("requestfailed", (request) => {
        if (!isOfTab(request, page)) return;
        if (pending.get(page) === request) pending.delete(page);
        answers.set(page, { url: request.url(), failure: request.failure()?.errorText ?? "" });
      });
      page.on("framenavigated", (frame) => {
        if (frame !== page.mainFrame()) return;
        pending.delete(page);
        const answer = answers.get(page);
        const isFailed =
          answer !== undefined &&
          (answer.failure === undefined
            ? stripHash(frame.url()) === stripHash(answer.url)
            : frame.url().startsWith("chrome-error:"));
        if (isFailed) landings.set(page, answer);
        else landings.delete(page);
      });
    },
  };
}

function stripHash(url: string): string {
  return url.split("#")[0]!;
}
