import { z } from "zod";
import type { ActionRecord, ArtifactReference } from "../actions/action-record.ts";
import { BrowserError } from "../errors/browser-error.ts";
import type { Action } from "../program/action.ts";
import { targetSchema } from "../program/target.ts";

/** What `take_screenshot` is given. */
export const takeScreenshotSchema = z.strictObject({
  /** Gone to first; the current tab as it is when left out. */
  url: z.string().min(1).max(8192).optional(),
  /** Only this element. */
  target: targetSchema.optional(),
  /** All that scrolling would show. */
  fullPage: z.boolean().optional(),
});
export type TakeScreenshotInput = z.infer<typeof takeScreenshotSchema>;

/** What `take_screenshot` returns: where the picture is kept. */
export interface TakeScreenshotResult extends ArtifactReference {
  readonly type: "take_screenshot";
  /** Of the page that it shows. */
  readonly url: string;
}

/** Does one action on the run: `runAction` with its context. */
export type Act = (action: Action) => Promise<ActionRecord>;

/**
 * Takes a picture of a page, or of one element, into the artifact store. Rejects with `invalid_program` for input of
 * another shape, and otherwise as the actions `goto` and `screenshot` do.
 *
 * @example
 * const { artifact } = await takeScreenshot({ url: "https://example.org/" }, (action) => runAction(action, context));
 */
export async function takeScreenshot(input: TakeScreenshotInput, act: Act): Promise<TakeScreenshotResult> {
  const checked = takeScreenshotSchema.safeParse(input);
  if (!checked.success) {
    const problem = z.prettifyError(checked.error);
    throw new BrowserError(
      "invalid_program",
      `take_screenshot takes { url?, target?, fullPage? }: ${problem}`,
    );
  }
  const { url, ...picture } = checked.data;
  if (picture.target && picture.fullPage) {
    throw new BrowserError(
      "invalid_program",
      "take_screenshot shows a target or the full page, not both: leave one out.",
    );
  }
  if (url !== undefined) await act({ action: "goto", url });
  const record = await act({ action: "screenshot", ...picture });
  if (!record.artifact) throw new BrowserError("browser_failed", "The browser took no picture.");
  return { type: "take_screenshot", url: record.url, ...record.artifact };
}
