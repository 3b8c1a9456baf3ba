import {
  boundaryArguments,
  boundaryContext,
  checkPolicy,
  createFilteringProxy,
  proxyBypass,
} from "@convoke/agents-browser";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { siteName } from "./allowed-site.ts";

/** A place where pages are opened, each in a fresh context. */
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

/** Reports are sent at once, not after a minute. */
const launchArguments = ["--no-sandbox", "--disable-gpu", "--short-reporting-delay"];

/** A browser without any boundary, in which the ways have to lead out: else the measurement could not fail. */
export async function openControlWorld(executablePath: string): Promise<World> {
  const browser = await chromium.launch({
    executablePath,
    args: [...launchArguments, "--host-resolver-rules=MAP *.test 127.0.0.1"],
  });
  // Pages on this machine may ask others on it, as a person may let them: what is measured is not Chromium's own guard.
  const context = { permissions: ["local-network-access"] };
  return {
    open: async () => openContext(browser, context, () => 0),
    close: () => browser.close(),
  };
}

/** A browser behind the boundary: the allowed site may be reached, and nothing else on this machine. */
export async function openBoundaryWorld(
  executablePath: string,
  site: { readonly origin: string; readonly namedOrigin: string },
): Promise<World & { readonly unownedRefusals: () => number }> {
  const allowPrivate = [site.origin, site.namedOrigin];
  const resolve = createChangingNames();
  const listed = await createFilteringProxy({ policy: checkPolicy({ allow: [], allowPrivate }), resolve });
  const open = await createFilteringProxy({
    policy: checkPolicy({ allow: "public", allowPrivate }),
    resolve,
  });
  const browser = await chromium.launch({
    executablePath,
    args: [...launchArguments, ...boundaryArguments],
    proxy: { server: listed.server, bypass: proxyBypass },
  });
  return {
    async open(isPublicAllowed) {
      const lane = await (isPublicAllowed ? open : listed).openLane();
      const opened = await openContext(browser, boundaryContext(lane.server), () => lane.traffic.refusals);
      return {
        ...opened,
        async close() {
          await opened.close();
          await lane.close();
        },
      };
    },
    unownedRefusals: () => listed.unowned.refusals,
    async close() {
      await browser.close();
      await Promise.all([listed.close(), open.close()]);
    },
  };
}

async function openContext(
  browser: Browser,
  options: BrowserContextOptions,
  refusals: () => number,
): Promise<OpenPage> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  return { page: await context.newPage(), refusals, close: () => context.close() };
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
