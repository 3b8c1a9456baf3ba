import { systemRuntime } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import { resolveBySystem } from "./find-addresses.ts";
import type { FilteringProxy, FilteringProxyOptions, ProxyLane } from "./filtering-proxy.ts";
import { openLane } from "./open-lane.ts";

/**
 * Starts the only way out of a browser, on a port of its own on 127.0.0.1. What the browser sends on behalf of no run is
 * refused and counted in `unowned`; each run has a lane of its own.
 *
 * @example
 * const proxy = await createFilteringProxy({ policy: checkPolicy({ allow: ["https://example.org"] }) });
 * const lane = await proxy.openLane();
 * const context = await browser.newContext({ proxy: { server: lane.server, bypass: "<-loopback>" } });
 */
export async function createFilteringProxy({
  policy,
  resolve = resolveBySystem,
  runtime = systemRuntime,
  idleMs = 300_000,
}: FilteringProxyOptions): Promise<FilteringProxy> {
  const lanes = new Set<ProxyLane>();
  const context = { policy, resolve, runtime, idleMs };
  const unowned = await openLane({
    ...context,
    policy: { ...policy, allows: () => false, allowsPrivate: () => false },
  });
  let isClosed = false;

  return {
    server: unowned.server,
    unowned: unowned.traffic,
    async openLane() {
      const lane = isClosed ? undefined : await openLane(context);
      if (lane === undefined || isClosed) {
        await lane?.close();
        throw new BrowserError(
          "browser_failed",
          "The proxy is closed, so no run can have a way out; open another one.",
        );
      }
      lanes.add(lane);
      return {
        server: lane.server,
        traffic: lane.traffic,
        exhausted: lane.exhausted,
        async close() {
          lanes.delete(lane);
          await lane.close();
        },
      };
    },
    async close() {
      isClosed = true;
      const open = [unowned, ...lanes];
      lanes.clear();
      await Promise.all(open.map((lane) => lane.close()));
    },
  };
}
