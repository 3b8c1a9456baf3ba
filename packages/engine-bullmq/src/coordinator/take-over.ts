import type { Runtime } from "@convoke/core";
import { repeat } from "../wire/repeat.ts";

const everyMs = 1_000;

/** So many runs are taken up at a time at most, so that several coordinators share them. */
const runsPerTurn = 16;

/** The part of an orchestrator that takes up runs. */
interface RunResumer {
  resume(options?: { readonly limit?: number }): Promise<readonly { readonly runId: string }[]>;
}

/**
 * Takes up runs without an owner about every second, also after a store that has failed; while there are more, turn follows
 * turn. Returns how to stop.
 */
export function keepTakingOver(orchestrator: RunResumer, runtime: Runtime): () => void {
  let isStopped = false;

  async function takeOver(): Promise<void> {
    const known = new Set<string>();
    for (;;) {
      const runs = await orchestrator.resume({ limit: runsPerTurn });
      // A run that comes again was given back in the meantime: it waits for an agent.
      const hasNew = runs.filter(({ runId }) => !known.has(runId)).length > 0;
      if (isStopped || runs.length < runsPerTurn || !hasNew) return;
      for (const { runId } of runs) known.add(runId);
    }
  }

  const stop = repeat(runtime, everyMs, takeOver);
  return () => {
    isStopped = true;
    stop();
  };
}
