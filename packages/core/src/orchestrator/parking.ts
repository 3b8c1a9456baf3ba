import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { ignoreRejection } from "../runtime/promises.ts";
import type { Lease } from "../stores/task-store.ts";
import { emitEvent } from "../tasks/emit-event.ts";
import { stopFor, storableFailure } from "../tasks/failure.ts";
import type { TaskKernel } from "../tasks/kernel.ts";
import type { Missing } from "../tasks/missing.ts";
import { RunState } from "../tasks/run-state.ts";
import { stopRun } from "./active-run.ts";
import type { Durability } from "./durability.ts";

/** Of more runs than this, the oldest are forgotten: they are taken up once more, and parked again. */
const rememberedRuns = 10_000;

interface Waiting {
  readonly error: OrchestrationError;
  readonly missing: Missing;
}

/** A run that is given back when these have been taken up. */
interface Held {
  readonly until: Set<object>;
  readonly goOn: () => void;
}

/**
 * Runs that this process puts aside without an end, because it lacks what they need, or is closed. They are given back, so
 * that whoever has what is missing can take them up.
 */
export class Parking {
  readonly #kernel: TaskKernel;
  readonly #durability: Durability;
  readonly #waiting = new Map<string, Waiting>();
  /** Each stands for runs that are being taken up. */
  readonly #takingUp = new Set<object>();
  readonly #held = new Set<Held>();
  readonly #givingBack = new Set<Promise<void>>();

  constructor(kernel: TaskKernel, durability: Durability) {
    this.#kernel = kernel;
    this.#durability = durability;
  }

  /**
   * Puts a run aside until what is missing is registered: that is told and stored, what runs is stopped as when the
   * orchestrator is closed, and nothing more is written. A run that is stopped already ends by that.
   */
  park(run: RunState, missing: Missing): void {
    const { journal } = run;
    if (journal === undefined || journal.lost || run.stopped !== undefined || run.ended) return;
    const { failure } = missing;
    const error = describeWait(run.runId, missing);
    emitEvent(run, () => ({
      type: "run-parked",
      failure: storableFailure({ code: failure.code, message: error.message, details: error.details }),
    }));
    const stored = journal.seal();
    this.#remember(run.runId, { error, missing });
    run.needed.left = error;
    run.needed.parked = true;
    run.needed.putAside = async () => {
      await stored.catch(() => undefined);
      await this.#giveBackLater(() => journal.lease);
    };
    stopRun(run, stopFor("cancelled", error));
  }

  /** Puts a run aside because the orchestrator is closed. */
  leave(run: RunState, error: OrchestrationError): void {
    const { journal } = run;
    run.needed.parked = true;
    if (journal === undefined) return;
    run.needed.putAside = async () => {
      await journal.idle();
      await this.#durability.giveBack(journal.lease);
    };
    stopRun(run, stopFor("cancelled", error));
    journal.abandon(error);
  }

  /** True for a run that was parked here and not taken up since. */
  isWaiting(runId: string): boolean {
    return this.#waiting.has(runId);
  }

  /** What becomes of the run, somebody else sees to now. */
  forget(runId: string): void {
    this.#waiting.delete(runId);
  }

  /** Answers for a run that was parked here before and still lacks the same: nothing of it is begun. */
  parkAgain(lease: Lease): RunState | undefined {
    const { runId } = lease;
    const waiting = this.#waiting.get(runId);
    if (waiting?.missing.isStill() !== true) return undefined;
    const run = new RunState(this.#kernel, runId, "task", 1);
    run.ended = run.settled = true;
    run.needed.left = waiting.error;
    ignoreRejection(run.outcome);
    const given = this.#giveBackLater(() => lease);
    this.#givingBack.add(given);
    void given.finally(() => {
      this.#givingBack.delete(given);
      run.reject(waiting.error);
    });
    return run;
  }

  /** Resolves when nothing is left that was found parked still and has to be given back. */
  async givenBack(): Promise<void> {
    await Promise.all(this.#givingBack);
  }

  /** Holds what is parked meanwhile, and gives it back when `takeUp` has ended. */
  async whileTakingUp<Value>(takeUp: () => Promise<Value>): Promise<Value> {
    const token = {};
    this.#takingUp.add(token);
    try {
      return await takeUp();
    } finally {
      this.#takingUp.delete(token);
      for (const held of this.#held) {
        held.until.delete(token);
        if (held.until.size === 0) this.#letGo(held);
      }
    }
  }

  /** Gives back what is held, now. */
  hurry(): void {
    for (const held of this.#held) this.#letGo(held);
  }

  #letGo(held: Held): void {
    this.#held.delete(held);
    held.goOn();
  }

  /** Gives a lease back once whoever takes up runs now has taken up all others: it would be given this one again and again. */
  async #giveBackLater(readLease: () => Lease): Promise<void> {
    if (this.#takingUp.size > 0)
      await new Promise<void>((goOn) => this.#held.add({ until: new Set(this.#takingUp), goOn }));
    await this.#durability.giveBack(readLease());
  }

  #remember(runId: string, waiting: Waiting): void {
    this.#waiting.delete(runId);
    this.#waiting.set(runId, waiting);
    if (this.#waiting.size <= rememberedRuns) return;
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined) this.#waiting.delete(oldest);
  }
}

function describeWait(runId: string, { failure, taskId }: Missing): OrchestrationError {
  const who = taskId === undefined || taskId === runId ? "" : `, which task ${taskId} needs`;
  const message =
    `Run ${runId} is parked: ${failure.message}${who}. ` +
    "It goes on from what is stored at the next resume() once that is registered, here or in another process";
  const details = { ...failure.details, runId, ...(taskId !== undefined && { taskId }) };
  return new OrchestrationError(ErrorCode.NOT_REGISTERED, message, { details });
}
