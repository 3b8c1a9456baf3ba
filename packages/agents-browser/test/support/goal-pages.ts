import { afterAll, beforeAll } from "vitest";
import type { ActionContext } from "../../src/actions/action-context.ts";
import { createObserver } from "../../src/observe/create-observer.ts";
import { type BrowserPool, createBrowserPool } from "../../src/session/browser-pool.ts";
import type { BrowserRun } from "../../src/session/browser-run.ts";
import { checkTestPolicy } from "./open-test-run.ts";

const unused = (): never => {
  throw new Error("not in this test");
};

/** One tab for all tests of a file, which shows what each test gives it. */
export interface GoalPages {
  show(html: string): Promise<ActionContext>;
  /** The text of the first element that a selector finds. */
  text(selector: string): Promise<string>;
}

/** Opens one run before the tests of a file and closes it after them; every side effect is approved. */
export function openGoalPages(): GoalPages {
  let pool: BrowserPool;
  let run: BrowserRun;
  beforeAll(async () => {
    pool = createBrowserPool({ maxRuns: 1 });
    run = await pool.openRun({ policy: checkTestPolicy(), signal: new AbortController().signal });
  });
  afterAll(async () => {
    await run.close();
    await pool.close();
  });
  return {
    async show(html) {
      await run.page.setContent(`<!doctype html><title>t</title><body>${html}`);
      return {
        run,
        observer: createObserver(run),
        artifacts: { put: unused, get: unused } as never,
        secrets: { read: unused, redact: (value) => value },
        approve: () => true,
        timeoutMs: 5000,
      };
    },
    async text(selector) {
      return (await run.page.locator(selector).first().textContent()) ?? "";
    },
  };
}
