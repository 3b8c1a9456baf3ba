import { type ComponentType, lazy, type LazyExoticComponent } from "react";

const loaders: (() => Promise<unknown>)[] = [];

/** A page whose code comes when it is needed, or with `loadPages` before. */
export function lazyPage<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  loaders.push(load);
  return lazy(async () => ({ default: await load() }));
}

/** Fetches the code of all pages when there is nothing else to do, so that each opens also while the server is away, or has another version. */
export function loadPages(): void {
  const start = (): void => {
    // What cannot be had now is asked for again by the page itself.
    for (const load of loaders) load().catch(() => undefined);
  };
  if ("requestIdleCallback" in window) window.requestIdleCallback(start);
  else start();
}
