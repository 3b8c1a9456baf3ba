import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { answerLiveTask, hasWaitingTask } from "../tasks/answers.ts";
import { findLiveTask } from "../tasks/find-live-task.ts";
import type { Journal } from "../tasks/journal.ts";
import type { RunState } from "../tasks/run-state.ts";

export interface HeartbeatOptions {
  readonly runtime: Runtime;
  readonly leaseMs: number;
}

/** Renews the leases of runs, all by one timer, and hears the answers that their store has received. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #runs = new Set<RunState>();
  readonly #renewing = new Set<RunState>();
  readonly #hearing = new Set<RunState>();
  /** Those whose store has just failed to renew them. */
  readonly #refused = new Set<RunState>();
  #stopBeat: (() => void) | undefined;
  #stopRetry: (() => void) | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  add(run: RunState): void {
    this.#runs.add(run);
    this.#beatLater();
  }

  remove(run: RunState): void {
    this.#runs.delete(run);
    this.#refused.delete(run);
    // A timer for nothing would keep the process alive.
    if (this.#runs.size === 0) this.stop();
  }

  stop(): void {
    this.#stopBeat?.();
    this.#stopRetry?.();
    this.#stopBeat = this.#stopRetry = undefined;
    this.#refused.clear();
  }

  #beatLater(): void {
    const { runtime, leaseMs } = this.#options;
    this.#stopBeat ??= runtime.schedule(() => {
      this.#stopBeat = undefined;
      for (const run of this.#runs) void this.#renew(run);
      this.#beatLater();
    }, leaseMs / 3);
  }

  /** A disk that is full for a moment, or a store that starts again, costs no run: it is asked while the leases hold. */
  #retryLater(): void {
    const { runtime, leaseMs } = this.#options;
    const now = runtime.now();
    const held = Array.from(this.#refused, ({ journal }) => (journal?.heldUntil ?? now) - now);
    this.#stopRetry ??= runtime.schedule(
      () => {
        this.#stopRetry = undefined;
        const refused = [...this.#refused];
        this.#refused.clear();
        for (const run of refused) void this.#renew(run);
      },
      Math.max(0, Math.min(leaseMs / 12, ...held)),
    );
  }

  async #renew(run: RunState): Promise<void> {
    const { journal } = run;
    // Renewals that a slow store has not answered yet would only pile up.
    if (journal === undefined || journal.lost || this.#renewing.has(run)) return;
    this.#renewing.add(run);
    try {
      await journal.renew();
    } catch (error) {
      const isFailure = OrchestrationError.is(error) && error.code === ErrorCode.STORE_FAILED;
      // Otherwise the journal has given the run up, if it has not ended.
      if (!isFailure || journal.lost || !this.#runs.has(run)) return;
      this.#refused.add(run);
      this.#retryLater();
      return;
    } finally {
      this.#renewing.delete(run);
    }
    if (this.#hearing.has(run)) return;
    this.#hearing.add(run);
    // What cannot be read now is asked for with the next renewal.
    await hearAnswers(run, journal).catch(() => undefined);
    this.#hearing.delete(run);
  }
}

/** Another process may have answered a question that a task of the run waits for. */
async function hearAnswers(run: RunState, journal: Journal): Promise<void> {
  if (!hasWaitingTask(run)) return;
  for (const { taskId, key, value } of await journal.loadAnswers()) {
    const task = findLiveTask(run, taskId);
    if (task?.extra?.waiters?.has(key) === true) answerLiveTask(task, key, value);
  }
}
