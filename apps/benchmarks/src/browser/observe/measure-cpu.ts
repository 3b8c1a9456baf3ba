import type { CDPSession, Page } from "playwright-core";

/** What something took: the page's thread, and the time on the wall. */
export interface Took {
  /** Milliseconds of processor time of the page's main thread, which is where pages are looked at. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

async function readThreadMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}

/** Does some work with a page and tells what it took. */
export async function measurePageCpu(page: Page, work: () => Promise<unknown>): Promise<Took> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const before = await readThreadMs(session);
    const startedAt = performance.now();
    await work();
    const wallMs = performance.now() - startedAt;
    return { cpuMs: (await readThreadMs(session)) - before, wallMs };
  } finally {
    await session.detach();
  }
}
