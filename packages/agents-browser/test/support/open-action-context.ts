import { memoryArtifactStore } from "@convoke/core";
import type { ActionContext } from "../../src/actions/action-context.ts";
import { BrowserError } from "../../src/errors/browser-error.ts";
import { createApprover } from "../../src/policy/create-approver.ts";
import { openTestRun, type TestRunOptions } from "./open-test-run.ts";

/** A context for actions in a run of its own; `show` puts a page into its tab. */
export interface TestContext extends ActionContext {
  show(html: string): Promise<void>;
  /** What scripts of the page put into `globalThis.said`. */
  said(): Promise<unknown>;
}

/** Opens one; the run is closed when the test ends. */
export async function openActionContext(
  changes: Partial<ActionContext> & TestRunOptions = {},
): Promise<TestContext> {
  const { policy, signal, ...rest } = changes;
  const run = await openTestRun({ ...(policy && { policy }), ...(signal && { signal }) });
  return {
    run,
    observer: {
      latest: undefined,
      observe: () => Promise.reject(new Error("not in this test")),
      resolve: () => Promise.reject(new BrowserError("stale_ref", "There is no observation.")),
    },
    artifacts: memoryArtifactStore(),
    secrets: {
      read: (name) => {
        throw new BrowserError("unknown_secret", `There is no secret "${name}".`);
      },
      redact: (value) => value,
    },
    approve: createApprover(),
    timeoutMs: 10_000,
    ...rest,
    show: (html) => run.page.setContent(html),
    said: () => run.page.evaluate(() => (globalThis as { said?: unknown }).said),
  };
}
