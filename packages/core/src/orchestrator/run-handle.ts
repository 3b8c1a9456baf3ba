import type { RunState } from "../tasks/run-state.ts";
import type { RunManager } from "./run-manager.ts";

/** A task that has been started. */
export interface TaskHandle<T> {
  readonly taskId: string;
  /** Resolves with the settled record. */
  readonly settled: Promise<T>;
  /** Cancels the task and everything below it; resolves when all of it has settled. */
  cancel(reason?: string): Promise<void>;
}

/** A run that has been started. */
export interface RunHandle<Outcome> {
  readonly runId: string;
  /** Resolves with what the strategy returns. */
  readonly settled: Promise<Outcome>;
  /** Cancels everything that has not settled; resolves when all of it has. */
  cancel(reason?: string): Promise<void>;
}

export function createTaskHandle<T>(runs: RunManager, run: RunState): TaskHandle<T> {
  const { runId, settled, cancel } = createRunHandle<T>(runs, run);
  return { taskId: runId, settled, cancel };
}

export function createRunHandle<Outcome>(runs: RunManager, run: RunState): RunHandle<Outcome> {
  // Whoever never looks at the outcome is not to be ended by it.
  run.outcome.catch(() => undefined);
  return {
    runId: run.runId,
    settled: run.outcome as Promise<Outcome>,
    async cancel(reason = "on request") {
      runs.stop(run, reason);
      await run.outcome.catch(() => undefined);
      // Of one that was parked, or lost, only its store knows how it stands; the former is taken up once more, to be ended.
      if (run.extra?.left !== undefined) await runs.cancel(run.runId, reason);
    },
  };
}
