import { delay, systemRuntime } from "@convoke/core";
import type { AllowedSite } from "./allowed-site.ts";
import { openTrap } from "./trap.ts";
import type { Way } from "./way.ts";
import type { World } from "./worlds.ts";

/** What came of one try. */
export interface Try {
  /** Whether the page was loaded at all; a try without says nothing. */
  readonly isLoaded: boolean;
  readonly connections: number;
  readonly datagrams: number;
  readonly refusals: number;
}

/** For what was on its way when the context closed. */
const afterwardsMs = 200;

/** Opens the way's page in a fresh context, waits, and counts what reached the forbidden server. */
export async function tryWay(
  way: Way,
  { world, site, waitMs }: { readonly world: World; readonly site: AllowedSite; readonly waitMs: number },
): Promise<Try> {
  const signal = new AbortController().signal;
  const trap = await openTrap();
  const folder = site.add(way, trap.port);
  try {
    const { page, refusals, close } = await world.open(way.isPublicAllowed === true);
    try {
      // Pages that lead elsewhere at once, or to nowhere, fail to load: that is not what is measured.
      await page.goto(folder.places.home, { waitUntil: "domcontentloaded" }).catch(() => {});
      await way.act?.(page, folder.places).catch(() => {});
      await delay(systemRuntime, waitMs, signal);
    } finally {
      await close();
    }
    await delay(systemRuntime, afterwardsMs, signal);
    const { connections, datagrams } = trap;
    return { isLoaded: folder.loads() > 0, connections, datagrams, refusals: refusals() };
  } finally {
    folder.remove();
    await trap.close();
  }
}
