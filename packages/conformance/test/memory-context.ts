import { memoryStore } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import type { StoreContext } from "../src/index.ts";

/** A store context whose subject's clock can be put forward behind the back of the case. */
export interface MemoryContext extends StoreContext {
  /** Milliseconds that the subject's clock runs ahead. */
  skewMs: number;
}

/** An empty memory store under a manual clock. */
export function createMemoryContext(): MemoryContext {
  const runtime = createManualRuntime({ startMs: 1_000_000 });
  const context: MemoryContext = {
    skewMs: 0,
    subject: memoryStore({ runtime: { ...runtime, now: () => runtime.now() + context.skewMs } }),
    clock: { now: () => runtime.now(), advance: (ms) => runtime.advance(ms) },
  };
  return context;
}
