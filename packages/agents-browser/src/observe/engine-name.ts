import { systemRuntime } from "@convoke/core";
import type { BrowserContext } from "playwright-core";
import { noteListeners } from "./page/listeners.ts";
import { engineScript, listenerEvent } from "./page/script.ts";

/** Unlike that of any other copy of this package in the process. */
const name = `convoke_${systemRuntime.createId().replaceAll("-", "")}`;
let registered: Promise<void> | undefined;

/**
 * Makes our selector engine known to Playwright, once per process. Documents that were open before do not know it
 * until they are loaded anew, so call it before a run's first page.
 */
export function prepareObserving(): Promise<void> {
  registered ??= register();
  return registered;
}

async function register(): Promise<void> {
  // Only those who use a browser shall wait for the library to be loaded.
  const { selectors } = await import("playwright-core");
  await selectors.register(name, { content: engineScript }, { contentScript: true });
}

const noted = new WeakSet<BrowserContext>();

/** Has the documents that a context will load note which elements listen. */
export async function noteListenersIn(context: BrowserContext): Promise<void> {
  if (noted.has(context)) return;
  noted.add(context);
  await context.addInitScript(`(${noteListeners.toString()})(${JSON.stringify(listenerEvent)})`);
}

/** The selector that asks the engine something. */
export function questionSelector(question: Readonly<Record<string, unknown>>): string {
  return `${name}=${encodeURIComponent(JSON.stringify(question))}`;
}
