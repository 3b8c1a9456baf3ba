import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "./problem.ts";

/** What has been started: `RunHandle` and `TaskHandle` of the orchestrator. */
interface Started {
  readonly settled: Promise<unknown>;
}

/** How many runs may be under way at once. */
export interface RunLimit {
  /** Runs that are under way. */
  readonly active: number;
  /** Starts a run, or throws `too_many_runs` when as many as may be are under way. */
  start<Handle extends Started>(begin: () => Handle): Handle;
  /** Counts one that is under way whatever the limit says, such as one that was resumed. */
  count(started: Started): void;
}

/** When a caller who was refused should come again, in seconds. */
const retryAfterSeconds = 1;

/**
 * Limits how many runs are under way at once.
 *
 * @example
 * const { runId } = runLimit.start(() => orchestrator.startRun(plan, { budget }));
 */
export function createRunLimit(maxRuns: number): RunLimit {
  let active = 0;
  const leave = (): void => {
    active--;
  };
  const count = ({ settled }: Started): void => {
    active++;
    settled.then(leave, leave);
  };
  return {
    get active() {
      return active;
    },
    start(begin) {
      if (active >= maxRuns)
        throw new ProblemError(
          ServerProblemCode.TOO_MANY_RUNS,
          `${active} runs are under way, and this server takes ${maxRuns} at once: come again when some have ended, or raise CONVOKE_MAX_RUNS.`,
          undefined,
          { "retry-after": String(retryAfterSeconds) },
        );
      const started = begin();
      count(started);
      return started;
    },
    count,
  };
}
