import type * as playwright from "playwright-core";

type Playwright = typeof playwright;

let loaded: Playwright | undefined;

/** Playwright, loaded with the first browser: it takes its time, and most programs that import this package start none. */
export async function loadPlaywright(): Promise<Playwright> {
  loaded ??= await import("playwright-core");
  return loaded;
}

/** Playwright at once; for what has a run already. Throws before the first browser is looked for. */
export function getPlaywright(): Playwright {
  if (loaded === undefined)
    throw new Error("Playwright is loaded with the first browser, and there was none.");
  return loaded;
}
