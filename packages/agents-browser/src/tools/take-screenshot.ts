import type { ActionRecord, ArtifactReference } from "../actions/action-record.ts";
import { BrowserError } from "../errors/browser-error.ts";
import type { Action } from "../program/action.ts";
import type { BrowserRequestOf } from "./browser-request.ts";

/** What `take_screenshot` returns: where the picture is kept. */
export interface TakeScreenshotResult extends ArtifactReference {
  readonly type: "take_screenshot";
  /** Of the page that it shows. */
  readonly url: string;
}

/** Does one action on the run: `runAction` with its context. */
export type Act = (action: Action) => Promise<ActionRecord>;

/**
 * Takes a picture of a page, or of one element, into the artifact store. Rejects as the actions `goto` and `screenshot`
 * do, and with `invalid_program` for both a target and the full page.
 *
 * @example
 * const { artifact } = await takeScreenshot({ type, url: "https://example.org/" }, (action) => runAction(action, context));
 */
export async function takeScreenshot(
  { url, target, fullPage }: Omit<BrowserRequestOf<"take_screenshot">, "type">,
  act: Act,
): Promise<TakeScreenshotResult> {
  if (target !== undefined && fullPage === true) {
    throw new BrowserError(
      "invalid_program",
      "take_screenshot shows a target or the full page, not both: leave one out.",
    );
  }
  await act({ action: "goto", url });
  const record = await act({ action: "screenshot", target, fullPage });
  if (!record.artifact) throw new BrowserError("browser_failed", "The browser took no picture.");
  return { type: "take_screenshot", url: record.url, ...record.artifact };
}
