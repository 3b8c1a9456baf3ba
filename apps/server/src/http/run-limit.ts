import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "./problem.ts";

/** What has been started: `RunHandle` and `TaskHandle` of the orchestrator. */
interface Started {
  readonly settled: Promise<unknown>;
  /** Of a handle of a run. */
  readonly runId?: string;
  /** Of a handle of a single task, whose id is that of its run. */
  readonly taskId?: string;
}

/** How many runs may be under way at once. */
export interface RunLimit {
  /** Runs that are under way. */
  readonly active: number;
  /** Whether a run is under way here: also while it is being opened, when the store does not know it yet. */
  has(runId: string): boolean;
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
 * @param onGivenUp Told of each run that ends without an outcome, such as one that its store refuses to write any more.
 *
 * @example
 * const { runId } = runLimit.start(() => orchestrator.startRun(plan, { budget }));
 */
export function createRunLimit(
  maxRuns: number,
  onGivenUp: (runId: string, error: unknown) => void = () => undefined,
): RunLimit {
  /** How often each was started: the same run may be asked for again, by its own id, while it is under way. */
  const active = new Map<string, number>();
  let total = 0;
  const count = (started: Started): void => {
    const runId = started.runId ?? started.taskId ?? "";
    total++;
    active.set(runId, (active.get(runId) ?? 0) + 1);
    const leave = (): void => {
      total--;
      const others = (active.get(runId) ?? 1) - 1;
      if (others === 0) active.delete(runId);
      else active.set(runId, others);
    };
    started.settled.then(leave, (error: unknown) => {
      leave();
      onGivenUp(runId, error);
    });
  };
  return {
    get active() {
      return total;
    },
    has: (runId) => active.has(runId),
    start(begin) {
      if (total >= maxRuns)
        throw new ProblemError(
          ServerProblemCode.TOO_MANY_RUNS,
          `${total} runs are under way, and this server takes ${maxRuns} at once: come again when some have ended, or raise CONVOKE_MAX_RUNS.`,
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
