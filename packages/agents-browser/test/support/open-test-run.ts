import { systemRuntime } from "@convoke/core";
import { afterAll, onTestFinished } from "vitest";
import type { BrowserPolicy, CheckedPolicy } from "../../src/policy/browser-policy.ts";
import { type BrowserPool, createBrowserPool } from "../../src/session/browser-pool.ts";
import type { BrowserRun } from "../../src/session/browser-run.ts";
import type { RunView } from "../../src/session/open-run.ts";
import { openStandInProxy } from "./stand-in-proxy.ts";

let pool: BrowserPool | undefined;

afterAll(async () => {
  await pool?.close();
});

/** What a test's run can be told. */
export interface TestRunOptions extends RunView {
  readonly policy?: BrowserPolicy;
  readonly signal?: AbortSignal;
}

/**
 * Opens a run that is closed when the test ends, in a browser that serves the whole test file. Without a policy it may
 * go to every origin of this machine.
 */
export async function openTestRun({ policy, signal, ...view }: TestRunOptions = {}): Promise<BrowserRun> {
  pool ??= createBrowserPool({ runtime: systemRuntime }, openStandInProxy);
  const checked: CheckedPolicy = {
    allows: () => true,
    allowsPrivate: () => true,
    maxBytes: 100_000_000,
    maxRequests: 2000,
    maxTabs: 8,
    maxDialogs: 50,
    maxDownloads: 20,
    maxDownloadBytes: 50_000_000,
    key: "stand-in",
    ...(policy as object),
  };
  const run = await pool.openRun({
    ...view,
    policy: checked,
    signal: signal ?? new AbortController().signal,
  });
  onTestFinished(() => run.close());
  return run;
}
