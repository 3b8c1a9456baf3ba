import type { Runtime } from "@convoke/core";
import type { FilteringProxy } from "../proxy/filtering-proxy.ts";
import type { LaunchedBrowser } from "./launch-browser.ts";

/** A running browser with its way out. */
export interface BrowserWithProxy {
  readonly launched: LaunchedBrowser;
  readonly proxy: FilteringProxy;
}

/** The browser of one policy, as the runs that share it see it. */
export interface SharedBrowser {
  /** Waits for the start, which the first user sets off. Rejects with the signal's reason. */
  use(signal: AbortSignal): Promise<BrowserWithProxy>;
  /** To be called once for each `use` that resolved. */
  release(): void;
  /** Whether another run may be put into it. */
  readonly isOpen: boolean;
  readonly isIdle: boolean;
  /** Ends the browser and its proxy, whoever uses it. */
  close(timeoutMs: number): Promise<void>;
}

/** When a browser ends, and who wants to know. */
export interface SharedBrowserOptions {
  readonly start: (signal: AbortSignal) => Promise<BrowserWithProxy>;
  readonly runtime: Runtime;
  readonly recycleAfterRuns: number;
  readonly idleMs: number;
  /** Told once, as soon as it takes no more runs. */
  readonly onRetired: () => void;
  /** Told once, when its process is gone. */
  readonly onClosed: () => void;
}

const longestClosingMs = 3000;

/** Creates a browser that is started when it is first used, and ended when it was idle, served enough runs, or crashed. */
export function createSharedBrowser({
  start,
  runtime,
  recycleAfterRuns,
  idleMs,
  onRetired,
  onClosed,
}: SharedBrowserOptions): SharedBrowser {
  const starting = new AbortController();
  let started: Promise<BrowserWithProxy> | undefined;
  let users = 0;
  let served = 0;
  let isOpen = true;
  let cancelIdle: (() => void) | undefined;
  let closing: Promise<void> | undefined;

  const retire = (): void => {
    if (!isOpen) return;
    isOpen = false;
    onRetired();
  };
  const end = async (timeoutMs: number): Promise<void> => {
    retire();
    cancelIdle?.();
    starting.abort(new Error("The browser is not needed any more."));
    const running = await started?.catch(() => undefined);
    await running?.launched.close(timeoutMs);
    await running?.proxy.close();
    onClosed();
  };
  const close = (timeoutMs: number): Promise<void> => (closing ??= end(timeoutMs));
  const begin = async (): Promise<BrowserWithProxy> => {
    try {
      const running = await start(starting.signal);
      // A crash fails the runs by itself; what is left is to forget the browser, and to end its proxy.
      running.launched.gone.addEventListener("abort", () => void close(longestClosingMs), { once: true });
      return running;
    } catch (error) {
      retire();
      throw error;
    }
  };
  const becomeIdle = async (): Promise<void> => {
    const running = await started;
    if (!running || users > 0 || !isOpen) return;
    running.launched.keepHostAlive(false);
    cancelIdle?.();
    cancelIdle = runtime.schedule(() => void close(longestClosingMs), idleMs, { inBackground: true });
  };
  const leave = (): void => {
    users -= 1;
    if (users > 0) return;
    void (isOpen ? becomeIdle() : close(longestClosingMs));
  };

  return {
    get isOpen() {
      return isOpen;
    },
    get isIdle() {
      return isOpen && users === 0;
    },
    async use(signal) {
      signal.throwIfAborted();
      cancelIdle?.();
      users += 1;
      served += 1;
      if (served >= recycleAfterRuns) retire();
      const wasStarted = started !== undefined;
      started ??= begin();
      let leaveEarly: (() => void) | undefined;
      try {
        const running = await new Promise<BrowserWithProxy>((resolve, reject) => {
          leaveEarly = () => reject(signal.reason);
          signal.addEventListener("abort", leaveEarly, { once: true });
          started?.then(resolve, reject);
        });
        if (wasStarted) running.launched.keepHostAlive(true);
        return running;
      } catch (error) {
        users -= 1;
        // Nobody waits for the start any more.
        if (users === 0) void close(longestClosingMs);
        throw error;
      } finally {
        if (leaveEarly) signal.removeEventListener("abort", leaveEarly);
      }
    },
    release: leave,
    close,
  };
}
