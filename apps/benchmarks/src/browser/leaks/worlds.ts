import {
  type BrowserPool,
  checkPolicy,
  createBrowserPool,
  createFilteringProxy,
} from "@convoke/agents-browser";
import { type Browser, chromium, type LaunchOptions, type Page } from "playwright-core";
import { siteName } from "./allowed-site.ts";

/** A place where pages are opened, each in a context of its own. */
export interface World {
  open(isPublicAllowed: boolean): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  /** What was asked of the boundary and refused; 0 where there is none. */
  readonly refusals: () => number;
  close(): Promise<void>;
}

const longestActionMs = 10_000;

/** Reports are sent at once, not after a minute. */
const launchArguments = ["--no-sandbox", "--disable-gpu", "--short-reporting-delay"];

/** A browser without any boundary, in which the ways have to lead out: else the measurement could not fail. */
export function openControlWorld(executablePath: string): World {
  const held = holdBrowser({
    executablePath,
    args: [...launchArguments, "--host-resolver-rules=MAP *.test 127.0.0.1"],
  });
  // Pages on this machine may ask others on it, as a person may let them: what is measured is not Chromium's own guard.
  const permissions = ["local-network-access"];
  return {
    async open() {
      const browser = await held.open();
      const context = await browser.newContext({ permissions });
      context.setDefaultTimeout(longestActionMs);
      return { page: await context.newPage(), refusals: () => 0, close: () => context.close() };
    },
    close: held.close,
  };
}

/** The browser agent's own sessions: the allowed site may be reached, and nothing else on this machine. */
export function openBoundaryWorld(
  executablePath: string,
  site: { readonly origin: string; readonly namedOrigin: string },
): World & { readonly unownedRefusals: () => number } {
  const allowPrivate = [site.origin, site.namedOrigin];
  const listed = checkPolicy({ allow: [], allowPrivate });
  const open = checkPolicy({ allow: "public", allowPrivate });
  const resolve = createChangingNames();
  const unowned: (() => number)[] = [];
  const pool: BrowserPool = createBrowserPool({ executablePath, maxRuns: 100 }, async (policy) => {
    const proxy = await createFilteringProxy({ policy, resolve });
    unowned.push(() => proxy.unowned.refusals);
    return proxy;
  });
  const { signal } = new AbortController();
  return {
    async open(isPublicAllowed) {
      const run = await pool.openRun({ policy: isPublicAllowed ? open : listed, signal });
      run.context.setDefaultTimeout(longestActionMs);
      return { page: run.page, refusals: () => run.traffic.refusals, close: () => run.close() };
    },
    unownedRefusals: () => unowned.reduce((sum, count) => sum + count(), 0),
    close: () => pool.close(),
  };
}

/** One browser, started again when it is gone: a crash is no leak, and its tries are done again. */
function holdBrowser(options: LaunchOptions): { open(): Promise<Browser>; close(): Promise<void> } {
  let launching: Promise<Browser> | undefined;
  return {
    open() {
      launching ??= chromium.launch(options).then((browser) => {
        browser.once("disconnected", () => {
          launching = undefined;
        });
        return browser;
      });
      return launching;
    },
    async close() {
      await (await launching)?.close();
    },
  };
}

/** Names that lead to this machine, some of them in turns or beside a public address. */
function createChangingNames(): (name: string) => Promise<readonly string[]> {
  let asked = 0;
  return (name) => {
    asked += 1;
    if (name === siteName || name === "private.test") return Promise.resolve(["127.0.0.1"]);
    if (name === "mixed.test") return Promise.resolve(["9.9.9.9", "127.0.0.1"]);
    const turns = [["9.9.9.9", "::1"], ["127.0.0.1"], ["::ffff:127.0.0.1"], ["0.0.0.0"]];
    if (name === "rebind.test") return Promise.resolve(turns[asked % turns.length]!);
    return Promise.reject(new Error("no such name"));
  };
}
