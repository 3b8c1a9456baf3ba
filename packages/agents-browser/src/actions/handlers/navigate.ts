import { awaitUnlessAborted, delay } from "@convoke/core";
import type { Frame } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import { callOptions } from "../act-on.ts";
import { approveVisit } from "../approve-action.ts";
import type { Acting } from "../acting.ts";
import { checkAddress } from "../../policy/check-address.ts";
import { explainNavigation, findRefusal } from "../explain-navigation.ts";
import type { Handler } from "./handler.ts";

/** The part of the time that a page may take to load its last picture; whoever waits for more says what for. */
const shareForLoading = 0.6;
const longestFailureMs = 500;

export const goto: Handler<"goto"> = async (action, acting) => {
  const url = checkAddress(action.url, acting.context.run.policy, baseOf(acting.page.url()));
  await approveVisit(action, url, acting);
  await visit(acting, url, action.expect !== undefined);
  return { recorded: { ...action, url: url.href } };
};

/** What a relative address is resolved against; empty pages are nowhere. */
export function baseOf(address: string): string | undefined {
  return /^https?:/.test(address) ? address : undefined;
}

/** Goes to an address that was checked, and waits until the page is loaded, or all but. */
export async function visit(acting: Acting, url: URL, mayBeError: boolean): Promise<void> {
  const { page } = acting;
  const refusals = acting.context.run.traffic.refusals;
  let status: number | undefined;
  let isReceived = false;
  let isFailureShown = false;
  const note = (frame: Frame): void => {
    isFailureShown ||= frame === page.mainFrame() && frame.url().startsWith("chrome-error:");
    isReceived ||= frame === page.mainFrame() && /^https?:/.test(frame.url());
  };
  let tell = (): void => {};
  const download = new Promise<void>((resolve) => {
    tell = resolve;
  });
  page.on("framenavigated", note);
  page.on("download", tell);
  try {
    const response = await page.goto(url.href, { ...callOptions(acting), waitUntil: "commit" });
    status = response?.status();
    const refusal = response && findRefusal(response.url(), acting.context.run, refusals);
    if (refusal) throw refusal;
  } catch (error) {
    acting.signal.throwIfAborted();
    if (error instanceof Error && /net::ERR_(?!ABORTED)/.test(error.message))
      await waitForFailure(() => isFailureShown, acting);
    // A page that starts a download by itself is there all the same.
    if (!isReceived || !isDownload(error)) throw explainNavigation(error, url, acting.context.run, refusals);
  } finally {
    page.off("framenavigated", note);
  }
  try {
    await waitUntilLoaded(acting, download);
  } finally {
    page.off("download", tell);
  }
  if (status !== undefined && status >= 400 && !mayBeError) {
    throw new BrowserError("http_error", `${url.origin} answered with status ${status}.`, {
      details: { status },
    });
  }
}

async function waitUntilLoaded(acting: Acting, download?: Promise<void>): Promise<void> {
  const { page, signal } = acting;
  // Playwright takes a download for the next page, and waits for that.
  const read = download?.then(() => waitUntilRead(acting));
  const wait = (state: "domcontentloaded" | "load", timeout: number): Promise<void> => {
    const loaded = page.waitForLoadState(state, { signal, timeout });
    loaded.catch(() => undefined);
    return read === undefined ? loaded : Promise.race([loaded, read]);
  };
  await wait("domcontentloaded", Math.max(1, acting.remainingMs()));
  try {
    await wait("load", Math.max(1, acting.remainingMs() * shareForLoading));
  } catch {
    // The document is there; a picture or a frame that never comes keeps nobody from acting.
    signal.throwIfAborted();
  }
}

/** The browser's page about a failure comes a little after it, and would interrupt what is gone to next. */
async function waitForFailure(isShown: () => boolean, { context, signal }: Acting): Promise<void> {
  const { runtime } = context.run;
  const endsAt = runtime.now() + longestFailureMs;
  while (!isShown() && runtime.now() < endsAt) await delay(runtime, 10, signal);
}

/** Waits until the document was read to its end. */
async function waitUntilRead({ page, signal, context, remainingMs }: Acting): Promise<void> {
  while (remainingMs() > 0) {
    const state = await awaitUnlessAborted(signal, () => page.evaluate("document.readyState"));
    if (state !== "loading") return;
    await delay(context.run.runtime, 50, signal);
  }
}

function isDownload(error: unknown): boolean {
  return error instanceof Error && /Download is starting/.test(error.message);
}

export const back: Handler<"back"> = async (action, acting) => {
  const { page } = acting;
  const refusals = acting.context.run.traffic.refusals;
  const before = page.url();
  acting.gesture?.expectVisit(undefined);
  try {
    const response = await page.goBack({ ...callOptions(acting), waitUntil: "commit" });
    if (response === null && page.url() === before) {
      throw new BrowserError("not_actionable", "There is no page to go back to in this tab.");
    }
  } catch (error) {
    acting.signal.throwIfAborted();
    if (BrowserError.is(error)) throw error;
    throw explainNavigation(error, undefined, acting.context.run, refusals);
  }
  await waitUntilLoaded(acting);
  return { recorded: action };
};
