import type { ChildProcess } from "node:child_process";
import { delay, type Runtime } from "@convoke/core";
import type { Browser } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import { boundaryArguments, proxyBypass } from "../policy/boundary-arguments.ts";
import { readBrowserEnvironment } from "./browser-environment.ts";
import { loadPlaywright } from "./playwright.ts";
import { killProcess, waitForEnd, watchForProcess } from "./started-process.ts";

/** How to start a browser. */
export interface LaunchOptions {
  readonly executablePath: string;
  readonly headless: boolean;
  /** Whether Chromium isolates its renderers from the system; as root it cannot. */
  readonly sandbox: boolean;
  /** Every request goes there, those to this machine included. */
  readonly proxyServer: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** A browser process that this process started. */
export interface LaunchedBrowser {
  readonly browser: Browser;
  readonly pid: number;
  /** Aborts with `browser_crashed` when the process is gone, also after `close`. */
  readonly gone: AbortSignal;
  /** Whether the browser keeps the host process running; it does at first. */
  keepHostAlive(keep: boolean): void;
  /** Asks the browser to end, and kills it when it has not within `timeoutMs`. */
  close(timeoutMs: number): Promise<void>;
  /** Ends the process at once. */
  kill(): Promise<void>;
}

const fixedArguments: readonly string[] = ["--disable-gpu", ...boundaryArguments];

/** Says which of the processes is ours, for `ps` too. */
const createMark = (runtime: Runtime): string => `--convoke-browser=${runtime.createId()}`;

/** Starts a browser. Rejects with `browser_failed`, or with the signal's reason, and leaves no process then. */
export async function launchBrowser(options: LaunchOptions): Promise<LaunchedBrowser> {
  const { runtime, signal } = options;
  const { chromium } = await loadPlaywright();
  signal.throwIfAborted();
  const mark = createMark(runtime);
  const watch = watchForProcess(mark);
  let stopped: Promise<void> | undefined;
  const stop = (): void => {
    const child = watch.find();
    if (child?.pid === undefined) return;
    stopped ??= waitForEnd(child);
    killProcess(child);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    const browser = await chromium.launch({
      executablePath: options.executablePath,
      args: [...fixedArguments, mark],
      headless: options.headless,
      chromiumSandbox: options.sandbox,
      env: readBrowserEnvironment(options.environment),
      proxy: { server: options.proxyServer, bypass: proxyBypass },
      timeout: options.timeoutMs,
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
    });
    const child = watch.find();
    if (!child || child.pid === undefined) {
      await browser.close();
      throw new BrowserError("browser_failed", "The browser's process was not found after its start.");
    }
    const launched = holdBrowser(browser, child, child.pid, runtime);
    if (signal.aborted) {
      await launched.kill();
      signal.throwIfAborted();
    }
    return launched;
  } catch (error) {
    stop();
    await stopped;
    signal.throwIfAborted();
    throw describeLaunchFailure(error, options.executablePath);
  } finally {
    signal.removeEventListener("abort", stop);
    watch.stop();
  }
}

function holdBrowser(browser: Browser, child: ChildProcess, pid: number, runtime: Runtime): LaunchedBrowser {
  const gone = new AbortController();
  const ended = waitForEnd(child);
  browser.once("disconnected", () => {
    gone.abort(new BrowserError("browser_crashed", "The browser's process has ended."));
  });
  const kill = async (): Promise<void> => {
    killProcess(child);
    await ended;
    // Lets Playwright notice, and remove the browser's profile.
    await browser.close().catch(() => {});
  };
  return {
    browser,
    pid,
    gone: gone.signal,
    keepHostAlive(keep) {
      for (const handle of [child, ...child.stdio]) {
        const { ref, unref } = (handle ?? {}) as { ref?(): void; unref?(): void };
        (keep ? ref : unref)?.call(handle);
      }
    },
    async close(timeoutMs) {
      const closed = new AbortController();
      const closing = browser.close().then(
        () => closed.abort(),
        () => closed.abort(),
      );
      await delay(runtime, timeoutMs, closed.signal).then(kill, () => closing);
      await ended;
    },
    kill,
  };
}

function describeLaunchFailure(error: unknown, executablePath: string): BrowserError {
  if (BrowserError.is(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [line = ""] = message.slice(0, 2000).split("\n");
  return new BrowserError(
    "browser_failed",
    `The browser ${executablePath} did not start: ${line.slice(0, 300)}`,
    {
      cause: error,
    },
  );
}
