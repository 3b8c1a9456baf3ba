import { systemRuntime } from "@convoke/core";
import { afterAll, onTestFinished } from "vitest";
import type { BrowserPolicy, CheckedPolicy } from "../../src/policy/browser-policy.ts";
import type { BrowserRun } from "../../src/session/browser-run.ts";
import { launchBrowser, type LaunchedBrowser } from "../../src/session/launch-browser.ts";
import { openRun } from "../../src/session/open-run.ts";
import { openStandInProxy } from "./stand-in-proxy.ts";

let launching: Promise<LaunchedBrowser> | undefined;

afterAll(async () => {
  if (launching) await (await launching).close(5000);
});

async function launch(): Promise<LaunchedBrowser> {
  const proxy = await openStandInProxy();
  return launchBrowser({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    headless: true,
    sandbox: false,
    proxyServer: proxy.server,
    environment: process.env,
    runtime: systemRuntime,
    signal: new AbortController().signal,
    timeoutMs: 30_000,
  });
}

/** What a test's run can be told. */
export interface TestRunOptions {
  readonly policy?: BrowserPolicy;
  readonly signal?: AbortSignal;
}

/**
 * Opens a run that is closed when the test ends, in a browser that serves the whole test file. Without a policy it may
 * go to every origin of this machine.
 */
export async function openTestRun({ policy, signal }: TestRunOptions = {}): Promise<BrowserRun> {
  launching ??= launch();
  const launched = await launching;
  const proxy = await openStandInProxy();
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
  const run = await openRun({
    launched,
    lane: await proxy.openLane(),
    policy: checked,
    runtime: systemRuntime,
    signal: signal ?? new AbortController().signal,
  });
  onTestFinished(() => run.close());
  return run;
}
