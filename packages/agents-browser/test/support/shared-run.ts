import { afterAll, beforeAll } from "vitest";
import { BrowserError } from "../../src/errors/browser-error.ts";
import type { Observer } from "../../src/observe/observer.ts";
import { type BrowserPool, createBrowserPool } from "../../src/session/browser-pool.ts";
import type { BrowserRun } from "../../src/session/browser-run.ts";
import { checkTestPolicy } from "./open-test-run.ts";

/** One run that all tests of a file look at pages with, one after the other; and refs that are all stale. */
export interface SharedRun {
  readonly run: BrowserRun;
  readonly observer: Observer;
  show(html: string): Promise<void>;
}

/** Opens the run before the file's tests and closes it with its browser after them. */
export function openSharedRun(): SharedRun {
  let pool: BrowserPool | undefined;
  let run: BrowserRun | undefined;
  beforeAll(async () => {
    pool = createBrowserPool({ maxRuns: 1 });
    run = await pool.openRun({ policy: checkTestPolicy(), signal: new AbortController().signal });
  });
  afterAll(async () => {
    await run?.close();
    await pool?.close();
  });
  const current = (): BrowserRun => {
    if (run === undefined) throw new Error("The run is open during tests only");
    return run;
  };
  return {
    get run() {
      return current();
    },
    observer: {
      latest: undefined,
      observe: () => Promise.reject(new Error("Nothing is observed here")),
      resolve: ({ ref }) => Promise.reject(new BrowserError("stale_ref", `${ref} is gone`)),
    },
    show: async (html) => current().page.setContent(html),
  };
}
