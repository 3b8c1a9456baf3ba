import { BrowserError } from "../errors/browser-error.ts";
import type { CheckedPolicy } from "../policy/browser-policy.ts";
import type { FilteringProxy } from "../proxy/filtering-proxy.ts";
import { findBrowser } from "./find-browser.ts";
import { launchBrowser, type LaunchedBrowser } from "./launch-browser.ts";
import type { CheckedPoolOptions } from "./pool-options.ts";
import type { BrowserWithProxy } from "./shared-browser.ts";

/** Opens the way out of a browser. */
export type OpenProxy = (policy: CheckedPolicy) => Promise<FilteringProxy>;

const isRoot = (): boolean => process.getuid?.() === 0;

const saysNoSandbox = (error: unknown): boolean =>
  BrowserError.is(error) && /no usable sandbox|sandbox/iu.test(String(error.cause));

/** Finds a browser, opens its way out, and starts it. Nothing is left when it rejects. */
export async function startBrowser(
  options: CheckedPoolOptions,
  policy: CheckedPolicy,
  openProxy: OpenProxy,
  signal: AbortSignal,
): Promise<BrowserWithProxy> {
  const { executablePath } = await findBrowser(options);
  signal.throwIfAborted();
  const proxy = await openProxy(policy);
  const launch = (sandbox: boolean): Promise<LaunchedBrowser> =>
    launchBrowser({
      executablePath,
      headless: options.headless,
      sandbox,
      proxyServer: proxy.server,
      environment: options.environment,
      runtime: options.runtime,
      signal,
      timeoutMs: options.launchTimeoutMs,
    });
  try {
    const launched = await launch(options.sandbox ?? !isRoot()).catch((error: unknown) => {
      if (options.sandbox !== undefined || !saysNoSandbox(error)) throw error;
      return launch(false);
    });
    return { launched, proxy };
  } catch (error) {
    await proxy.close();
    throw error;
  }
}
