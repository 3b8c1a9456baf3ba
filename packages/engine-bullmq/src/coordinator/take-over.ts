import type { Runtime } from "@convoke/core";
import { repeat } from "../engine/repeat.ts";

const everyMs = 1_000;

/** So many runs are taken up at a time at most, so that several coordinators share them. */
const runsPerTurn = 16;

/** The part of an orchestrator that takes up runs. */
interface RunResumer {
  resume(options?: { readonly limit?: number }): Promise<readonly unknown[]>;
}

/**
 * Takes up runs without an owner about every second, also after a store that has failed; returns how to stop. As long as
 * there are more, it goes on at once: who is busier comes less often.
 */
export function keepTakingOver(orchestrator: RunResumer, runtime: Runtime): () => void {
  let isStopped = false;
  const stop = repeat(runtime, everyMs, async () => {
    while ((await orchestrator.resume({ limit: runsPerTurn })).length === runsPerTurn && !isStopped);
  });
  return () => {
    isStopped = true;
    stop();
  };
}
