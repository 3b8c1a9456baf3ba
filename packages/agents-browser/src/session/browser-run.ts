// Playwright's types, which are part of ours, speak of elements: programs without the DOM library get it by this line.
/// <reference lib="dom" preserve="true" />

import type { Runtime } from "@convoke/core";
import type { BrowserContext, Page } from "playwright-core";
import type { CheckedPolicy } from "../policy/browser-policy.ts";
import type { Traffic } from "../proxy/filtering-proxy.ts";
import type { FailedLanding } from "./watch-navigation.ts";

/** A dialog that a page opened; it was answered at once. */
export interface SeenDialog {
  readonly type: "alert" | "confirm" | "prompt" | "beforeunload";
  /** At most 1,000 characters. */
  readonly message: string;
  readonly accepted: boolean;
}

/** How the next dialogs are answered. @default alerts are accepted, everything else is dismissed */
export interface DialogAnswer {
  readonly accept: boolean;
  /** For prompts. */
  readonly text?: string;
}

/** What a page sent as a file, under a name that we chose, in a folder of the run. */
export interface ReceivedDownload {
  /** What the page would call it: shown, never used as a path. */
  readonly suggestedName: string;
  readonly url: string;
  readonly path: string;
  readonly bytes: number;
}

/** One task's world: a fresh context with its own tabs, cookies and way out; gone when it is closed. */
export interface BrowserRun {
  readonly context: BrowserContext;
  /** The tab that actions go to. Throws `page_closed` when there is none. */
  readonly page: Page;
  /** In the order in which they were opened. */
  readonly tabs: readonly Page[];
  /** Aborts when the caller does, the browser is gone, or a limit is exceeded; the reason tells which. */
  readonly signal: AbortSignal;
  readonly runtime: Runtime;
  readonly policy: CheckedPolicy;
  readonly traffic: Traffic;
  readonly dialogs: readonly SeenDialog[];
  answerDialogs(answer: DialogAnswer): void;
  openTab(): Promise<Page>;
  selectTab(index: number): void;
  closeTab(index: number): Promise<void>;
  /**
   * Does work on a page with a deadline that also ends what has none of its own, such as an evaluation on a page that
   * never answers. Rejects with `timeout` (named by `what`), with the run's reason when it ended, or with the work's error as a `BrowserError`.
   */
  within<Value>(
    what: string,
    timeoutMs: number,
    work: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value>;
  /** Whether a tab is on its way to another page, and has no answer yet. */
  isNavigating(page: Page): boolean;
  /** Set while a tab shows the proxy's refusal, or the browser's own page about a failure, in place of a page. */
  readLanding(page: Page): FailedLanding | undefined;
  /** Waits for the next download, started by `trigger`. */
  receiveDownload(timeoutMs: number, trigger: () => Promise<void>): Promise<ReceivedDownload>;
  /** Closes the context and its way out, within a few seconds, also on a page that hangs. */
  close(): Promise<void>;
}
