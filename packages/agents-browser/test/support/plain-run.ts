import { type Browser, chromium, type Page } from "playwright-core";
import { delay, systemRuntime } from "@convoke/core";
import { BrowserError } from "../../src/errors/browser-error.ts";
import type { Observer } from "../../src/observe/observer.ts";
import type { BrowserRun } from "../../src/session/browser-run.ts";

/** A run on one page of a real browser, without a session: for tests of what only reads pages. */
export interface PlainRun {
  readonly run: BrowserRun;
  readonly observer: Observer;
  readonly page: Page;
  show(html: string): Promise<void>;
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CONVOKE_BROWSER_PATH ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export async function openPlainRun(
  browser: Browser,
  signal = new AbortController().signal,
): Promise<PlainRun> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const within: BrowserRun["within"] = async (what, timeoutMs, work) => {
    const stop = new AbortController();
    const combined = AbortSignal.any([signal, stop.signal]);
    const expired = delay(systemRuntime, timeoutMs, combined).then(() => {
      throw new BrowserError("timeout", `${what} took longer than ${timeoutMs} ms`);
    });
    try {
      return await Promise.race([expired, work(combined)]);
    } finally {
      stop.abort();
      expired.catch(() => undefined);
    }
  };
  const run = {
    context,
    page,
    tabs: [page],
    signal,
    runtime: systemRuntime,
    within,
  } as unknown as BrowserRun;
  const observer: Observer = {
    observe: () => Promise.reject(new Error("not in this test")),
    latest: undefined,
    resolve: ({ ref }) => Promise.reject(new BrowserError("stale_ref", `${ref} is gone`)),
  };
  return { run, observer, page, show: async (html) => page.setContent(html) };
}
