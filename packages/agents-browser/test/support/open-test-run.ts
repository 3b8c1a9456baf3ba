import { afterAll, onTestFinished } from "vitest";
import type { BrowserPolicy, CheckedPolicy } from "../../src/policy/browser-policy.ts";
import { checkPolicy } from "../../src/policy/check-policy.ts";
import { type BrowserPool, createBrowserPool } from "../../src/session/browser-pool.ts";
import type { BrowserRun } from "../../src/session/browser-run.ts";
import type { RunView } from "../../src/session/open-run.ts";

let pool: BrowserPool | undefined;

afterAll(async () => {
  await pool?.close();
});

/** What a test's run can be told. */
export interface TestRunOptions extends RunView {
  readonly policy?: BrowserPolicy;
  readonly signal?: AbortSignal;
}

const namesOfThisMachine: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** A policy that, unless it names origins, lets a run go to every one of this machine: tests serve on any port. */
export function checkTestPolicy(policy: BrowserPolicy = {}): CheckedPolicy {
  const checked = checkPolicy(policy);
  if (policy.allow !== undefined || policy.allowPrivate !== undefined) return checked;
  const isOfThisMachine = ({ protocol, hostname }: URL): boolean =>
    protocol.startsWith("http") && namesOfThisMachine.includes(hostname);
  return {
    ...checked,
    allows: (url) => isOfThisMachine(url) || checked.allows(url),
    allowsPrivate: (url) => isOfThisMachine(url) || checked.allowsPrivate(url),
    key: `this machine ${checked.key}`,
  };
}

/**
 * Opens a run that is closed when the test ends, in a browser that serves the whole test file. Unless the policy names
 * origins it may go to every one of this machine.
 */
export async function openTestRun({ policy, signal, ...view }: TestRunOptions = {}): Promise<BrowserRun> {
  pool ??= createBrowserPool({ maxRuns: 8 });
  const run = await pool.openRun({
    ...view,
    policy: checkTestPolicy(policy),
    signal: signal ?? new AbortController().signal,
  });
  onTestFinished(() => run.close());
  return run;
}
