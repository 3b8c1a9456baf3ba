/// <reference lib="dom" preserve="true" />
import type { ElementHandle } from "playwright-core";
import type { Observation } from "./observation.ts";

/** How much of a page to look at. */
export interface ObserveOptions {
  /** Elements that are listed at most. @default 1,000 */
  readonly maxElements?: number;
  /** Milliseconds for all frames together. @default 2,000 */
  readonly timeoutMs?: number;
}

/** Looks at the tabs of one run, and finds again what it saw. */
export interface Observer {
  /** Looks at the current tab; refs of the observation before are stale from then on. */
  observe(options?: ObserveOptions): Promise<Observation>;
  /** The latest observation, `undefined` before the first. */
  readonly latest: Observation | undefined;
  /** The element of a ref. Rejects with `stale_ref` when the snapshot is not the latest, or the element is gone. */
  resolve(target: { readonly ref: string; readonly snapshotId: string }): Promise<ElementHandle<Element>>;
}
