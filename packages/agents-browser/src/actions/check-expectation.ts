/// <reference lib="dom" />
import { delay } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import type { Expectation } from "../program/expectation.ts";
import type { Acting } from "./acting.ts";

/** Waits until an expectation holds; rejects with `expectation_failed`. */
export async function checkExpectation(expectation: Expectation, acting: Acting): Promise<void> {
  const { page, signal, context } = acting;
  for (;;) {
    const text = expectation.text?.toLowerCase();
    const body = await page
      .mainFrame()
      .evaluate(() => document.body?.innerText ?? "")
      .catch(() => "");
    const holds =
      (text === undefined || String(body).toLowerCase().includes(text)) &&
      (expectation.url === undefined || page.url().includes(expectation.url));
    if (holds) return;
    if (acting.remainingMs() <= 0)
      throw new BrowserError("expectation_failed", "What was expected did not come.");
    await delay(context.run.runtime, 50, signal);
  }
}
