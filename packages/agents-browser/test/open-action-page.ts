import { systemRuntime } from "@convoke/core";
import type { Browser } from "playwright-core";
import type { ActionContext } from "../src/actions/action-context.ts";
import { BrowserError } from "../src/errors/browser-error.ts";
import type { BrowserRun } from "../src/session/browser-run.ts";

/** A context for actions on a fresh page of a browser. */
export async function openActionPage(
  browser: Browser,
  changes: Partial<ActionContext> & { readonly allows?: (url: URL) => boolean } = {},
): Promise<ActionContext & { readonly close: () => Promise<void> }> {
  const context = await browser.newContext();
  await context.newPage();
  const runtime = systemRuntime;
  const ended = new AbortController();
  const run = {
    context,
    get page() {
      return context.pages().at(-1)!;
    },
    get tabs() {
      return context.pages();
    },
    signal: ended.signal,
    runtime,
    policy: { allows: changes.allows ?? (() => true), maxDownloadBytes: 1_000_000 },
    traffic: { requests: 0, bytes: 0, refused: [], refusals: 0 },
    dialogs: [],
    async within(what: string, timeoutMs: number, work: (signal: AbortSignal) => Promise<unknown>) {
      const late = new AbortController();
      const cancel = runtime.schedule(
        () => late.abort(new BrowserError("timeout", `${what} took longer than ${timeoutMs} ms.`)),
        timeoutMs,
      );
      try {
        const signal = AbortSignal.any([late.signal, ended.signal]);
        return await new Promise((resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          work(signal).then(resolve, reject);
        });
      } finally {
        cancel();
      }
    },
  } as unknown as BrowserRun;
  return {
    run,
    observer: undefined as never,
    artifacts: undefined as never,
    secrets: { read: (name) => `value of ${name}`, redact: (value) => value },
    approve: () => true,
    timeoutMs: 3000,
    ...changes,
    close: () => context.close(),
  };
}
