import { systemRuntime } from "@convoke/core";
import { selectors } from "playwright-core";
import { engineScript } from "./page/script.ts";

/** Unlike that of any other copy of this package in the process. */
const name = `convoke_${systemRuntime.createId().replaceAll("-", "")}`;
let registered: Promise<void> | undefined;

/**
 * Makes our selector engine known to Playwright, once per process. Documents that were open before do not know it
 * until they are loaded anew, so call it before a run's first page.
 */
export function prepareObserving(): Promise<void> {
  registered ??= selectors.register(name, { content: engineScript }, { contentScript: true });
  return registered;
}

/** The selector that asks the engine something. */
export function questionSelector(question: Readonly<Record<string, unknown>>): string {
  return `${name}=${encodeURIComponent(JSON.stringify(question))}`;
}
