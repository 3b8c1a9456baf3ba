import { BrowserError } from "../../errors/browser-error.ts";
import { callOptions } from "../act-on.ts";
import type { Acting } from "../acting.ts";
import { checkAddress } from "../../policy/check-address.ts";
import { explainNavigation, findRefusal } from "../explain-navigation.ts";
import type { Handler } from "./handler.ts";

/** The part of the time that a page may take to load its last picture; whoever waits for more says what for. */
const shareForLoading = 0.6;

export const goto: Handler<"goto"> = async (action, acting) => {
  const url = checkAddress(action.url, acting.context.run.policy, baseOf(acting.page.url()));
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
  try {
    const response = await page.goto(url.href, { ...callOptions(acting), waitUntil: "commit" });
    status = response?.status();
    const refusal = response && findRefusal(response.url(), acting.context.run, refusals);
    if (refusal) throw refusal;
  } catch (error) {
    acting.signal.throwIfAborted();
    throw explainNavigation(error, url, acting.context.run, refusals);
  }
  await waitUntilLoaded(acting);
  if (status !== undefined && status >= 400 && !mayBeError) {
    throw new BrowserError("http_error", `${url.origin} answered with status ${status}.`, {
      details: { status },
    });
  }
}

async function waitUntilLoaded(acting: Acting): Promise<void> {
  const { page, signal } = acting;
  await page.waitForLoadState("domcontentloaded", callOptions(acting));
  try {
    await page.waitForLoadState("load", {
      signal,
      timeout: Math.max(1, acting.remainingMs() * shareForLoading),
    });
  } catch {
    // The document is there; a picture or a frame that never comes keeps nobody from acting.
    signal.throwIfAborted();
  }
}

export const back: Handler<"back"> = async (action, acting) => {
  const { page } = acting;
  const refusals = acting.context.run.traffic.refusals;
  const before = page.url();
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
