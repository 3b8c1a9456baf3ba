import { delay, systemRuntime } from "@convoke/core";
import type { AllowedSite } from "./allowed-site.ts";
import type { PageKeeper } from "./page-keeper.ts";
import { openTrap } from "./trap.ts";
import type { Way } from "./way.ts";

/** What came of one try. */
export interface Try {
  /** Whether the page was loaded at all; a try without says nothing. */
  readonly isLoaded: boolean;
  readonly connections: number;
  readonly datagrams: number;
  readonly refusals: number;
}

/** For what was on its way when the page was left. */
const afterwardsMs = 200;

/** Opens the way's page, waits, leaves it, and counts what reached the forbidden server. */
export async function tryWay(
  way: Way,
  {
    pages,
    site,
    waitMs,
  }: { readonly pages: PageKeeper; readonly site: AllowedSite; readonly waitMs: number },
): Promise<Try> {
  const { signal } = new AbortController();
  const trap = await openTrap();
  const folder = site.add(way, trap.port);
  try {
    const opened = await pages.take(way.isPublicAllowed === true).catch(() => undefined);
    if (opened === undefined) return { isLoaded: false, connections: 0, datagrams: 0, refusals: 0 };
    const { page, refusals } = opened;
    const refusedBefore = refusals();
    let isLeft = false;
    try {
      // Pages that lead elsewhere at once, or to nowhere, fail to load: that is not what is measured.
      await page.goto(folder.places.home, { waitUntil: "domcontentloaded" }).catch(() => {});
      await way.act?.(page, folder.places).catch(() => {});
      await delay(systemRuntime, waitMs, signal);
      // What a page does when it is left belongs to its try.
      isLeft = await page.goto("about:blank").then(
        () => true,
        () => false,
      );
    } finally {
      await pages.giveBack(opened, isLeft);
    }
    await delay(systemRuntime, afterwardsMs, signal);
    const { connections, datagrams } = trap;
    return { isLoaded: folder.loads() > 0, connections, datagrams, refusals: refusals() - refusedBefore };
  } finally {
    folder.remove();
    await trap.close();
  }
}
