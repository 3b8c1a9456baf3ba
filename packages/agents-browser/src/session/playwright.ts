import type * as playwright from "playwright-core";

type Playwright = typeof playwright;

let loaded: Playwright | undefined;

/** Playwright, loaded with the first browser: it takes its time, and most programs that import this package start none. */
export async function loadPlaywright(): Promise<Playwright> {
  loaded ??= await import("playwright-core");
  return loaded;
}
