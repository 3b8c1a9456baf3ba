import type { BrowserContextOptions } from "playwright-core";
import { proxyBypass } from "./boundary-arguments.ts";

/** What each context has to be made with, beside what its owner chooses. `server` is that of the run's lane. */
export function boundaryContext(
  server: string,
): Required<Pick<BrowserContextOptions, "permissions" | "proxy" | "serviceWorkers">> {
  return {
    // The context's own proxy replaces that of the launch.
    proxy: { server, bypass: proxyBypass },
    // They answer for pages, outlive them, and are seen by no route.
    serviceWorkers: "block",
    permissions: [],
  };
}
