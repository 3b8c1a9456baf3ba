import { awaitUnlessAborted } from "@convoke/core";
import type { ActionContext } from "../actions/action-context.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { findVisibleText } from "../expect/find-visible-text.ts";
import { waitForExpectation } from "../expect/wait-for-expectation.ts";
import type { Expectation } from "../program/expectation.ts";
import type { ModelAction } from "./model-reply.ts";
import { hasWords, type SeenTexts } from "./seen-texts.ts";
import { oneLine } from "../observe/quote.ts";

/** What the end that a model has declared comes to. */
export type Ending =
  | { readonly kind: "given_up"; readonly why: string }
  | { readonly kind: "unmet"; readonly missing: string }
  | { readonly kind: "reached"; readonly answer?: string; readonly isBorneOut?: boolean };

/** What an end is checked with. */
export interface EndingTools {
  readonly expect: Expectation | undefined;
  readonly context: ActionContext;
  readonly signal: AbortSignal;
  readonly seenTexts: SeenTexts;
}

const longestAnswer = 2_000;
/** Milliseconds: the page has come to rest before. */
const mostWaitMs = 1_000;
const longestLookMs = 5_000;

/** Checks the goal's own condition, where it has one, and whether the answer was seen on a page. */
export async function checkEnding(
  { action, value }: ModelAction,
  { expect, context, signal, seenTexts }: EndingTools,
): Promise<Ending> {
  if (action === "give_up") return { kind: "given_up", why: oneLine(value, 300) || "it says no reason" };
  if (expect !== undefined) {
    try {
      const timeoutMs = Math.min(context.timeoutMs, mostWaitMs);
      await waitForExpectation(expect, context, { timeoutMs, signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!BrowserError.is(error) || error.reason !== "expectation_failed") throw error;
      return { kind: "unmet", missing: oneLine(error.message, 500) };
    }
  }
  const answer = context.secrets.redact(value.trim().slice(0, longestAnswer).toWellFormed());
  if (answer === "") return { kind: "reached" };
  const isBorneOut = seenTexts.bearsOut(answer) || (await isVisible(answer, context, signal));
  return { kind: "reached", answer, isBorneOut };
}

/** Looks at the whole text of the page: an observation lists only so many elements. */
async function isVisible(answer: string, { run }: ActionContext, signal: AbortSignal): Promise<boolean> {
  try {
    const { isFound, excerpt } = await awaitUnlessAborted(signal, () =>
      run.within("looking for the answer", longestLookMs, () => findVisibleText(run.page, answer)),
    );
    return isFound && hasWords(excerpt, answer);
  } catch {
    signal.throwIfAborted();
    // A page that cannot be read bears nothing out.
    return false;
  }
}
