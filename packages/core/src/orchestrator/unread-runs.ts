import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { ignoreRejection } from "../runtime/promises.ts";
import type { Lease } from "../stores/task-store.ts";
import { toFailure } from "../tasks/failure.ts";
import type { TaskKernel } from "../tasks/kernel.ts";
import { RunState } from "../tasks/run-state.ts";
import type { Durability } from "./durability.ts";

/** Of more runs than this, the oldest are forgotten: they are read once more, and told of again. */
const rememberedRuns = 10_000;

/** What stores say, too, of records that they cannot have written. */
const damaged = "damaged";

/**
 * Runs that were claimed here and could not be read. Their leases are kept for half of their time, so that nobody asks for
 * them all the time, and given back then, so that no death is counted: another process may be able to read them.
 */
export class UnreadRuns {
  readonly #kernel: TaskKernel;
  readonly #durability: Durability;
  /** Those that it is of no use to read again. */
  readonly #damaged = new Set<string>();
  readonly #held = new Map<Lease, () => void>();

  constructor(kernel: TaskKernel, durability: Durability) {
    this.#kernel = kernel;
    this.#durability = durability;
  }

  /** True for a run whose record was found damaged. */
  isDamaged(runId: string): boolean {
    return this.#damaged.has(runId);
  }

  /** Remembers a run whose record is damaged, tells of it, and answers for it: its outcome is the error. */
  leave(runId: string, cause: unknown): RunState {
    const { events, clock } = this.#kernel;
    const error = describeDamage(runId, cause);
    this.#damaged.add(runId);
    if (this.#damaged.size > rememberedRuns) {
      const [oldest = ""] = this.#damaged;
      this.#damaged.delete(oldest);
    }
    if (events.active)
      events.publish({ type: "run-lost", runId, at: clock.now(), failure: toFailure(error) });
    const run = new RunState(this.#kernel, runId, "task", 1);
    run.ended = run.settled = true;
    run.needed.left = error;
    ignoreRejection(run.outcome);
    run.reject(error);
    return run;
  }

  /** Keeps a lease for half of its time, and gives it back. */
  hold(lease: Lease): void {
    const { runtime } = this.#kernel;
    const heldMs = Math.max(0, this.#durability.heldUntil(lease) - runtime.now()) / 2;
    const stopWaiting = runtime.schedule(() => void this.#giveBack(lease), heldMs, { inBackground: true });
    this.#held.set(lease, stopWaiting);
  }

  /** Gives back all that is held, now. */
  async giveBackAll(): Promise<void> {
    await Promise.all(Array.from(this.#held.keys(), (lease) => this.#giveBack(lease)));
  }

  async #giveBack(lease: Lease): Promise<void> {
    this.#held.get(lease)?.();
    this.#held.delete(lease);
    await this.#durability.giveBack(lease);
  }
}

/** True for the error of a record that will not get better by being read again. */
export function isDamage(error: unknown): boolean {
  return OrchestrationError.is(error) && error.details["problem"] === damaged;
}

/** Makes a run of what could be loaded of it; throws that it is damaged when none can be made. */
export function withDamage<Made>(makeRun: () => Made): Made {
  try {
    return makeRun();
  } catch (error) {
    if (isDamage(error)) throw error;
    const details = { problem: damaged };
    throw new OrchestrationError(ErrorCode.STORE_FAILED, describeThrown(error), { cause: error, details });
  }
}

function describeDamage(runId: string, cause: unknown): OrchestrationError {
  const message =
    `Run ${runId} cannot be taken up, since what is stored of it cannot be read: ${describeThrown(cause)}. It is left as it ` +
    "is, and not read again in this process. A newer version that has written it can go on with it; otherwise put its " +
    "record right, or take it out of the store, and start the process anew";
  return new OrchestrationError(ErrorCode.STORE_FAILED, message, {
    cause,
    details: { runId, problem: damaged },
  });
}
