import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { DurableEvent } from "../events/event.ts";
import type { AfterContinuations } from "../runtime/give-way.ts";
import type {
  AnswerRecord,
  Lease,
  SpendRecord,
  StepRecord,
  TaskRecord,
  TaskStore,
  Writes,
} from "../stores/task-store.ts";
import { createBatch, type UnnumberedEvent } from "./journal-batch.ts";

export interface JournalOptions {
  readonly store: TaskStore;
  readonly lease: Lease;
  /** How long the lease holds after each renewal, in milliseconds. */
  readonly leaseMs: number;
  /** Until when the lease holds by the clock of this process. */
  readonly heldUntil: number;
  readonly now: () => number;
  /** When that which nobody waits for is written at the latest. */
  readonly later: AfterContinuations;
  /** Resolves when the claims of this process that are under way have been heard: one may bring a newer lease. */
  readonly claimed: () => Promise<unknown>;
  /** Receives events once they are committed. */
  readonly publish: (event: DurableEvent) => void;
  /** Called once when the run can no longer be written. */
  readonly onLost: (error: OrchestrationError) => void;
}

/**
 * Writes one run to the store. What nobody waits for rides along in the next commit, which comes by itself when nothing
 * goes on at once: what is short is written as a whole, and not step by step.
 *
 * After the first failed commit nothing is written any more: what the store holds stays consistent, and
 * another owner can go on from there.
 */
export class Journal {
  readonly #options: JournalOptions;
  lease: Lease;
  #heldUntil: number;
  #holding: Promise<void> | undefined = undefined;
  #batch = createBatch();
  #underWay: Promise<void> = Promise.resolve();
  #scheduled: Promise<void> | undefined = undefined;
  #lost: OrchestrationError | undefined = undefined;
  #isRiding = false;
  #isSealed = false;
  /** True once the store was asked to commit the end of the run: whether it has, its answer says. */
  #isEnding = false;
  #hasEnded = false;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.lease = options.lease;
    this.#heldUntil = options.heldUntil;
  }

  get fence(): number {
    return this.lease.fence;
  }

  /** Until when the lease holds by the clock of this process. */
  get heldUntil(): number {
    return this.#heldUntil;
  }

  get lost(): boolean {
    return this.#lost !== undefined;
  }

  /** True once the end of the run is committed. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  putTask(record: TaskRecord): void {
    if (this.#isSealed) return;
    this.#batch.tasks.set(record.task.taskId, record);
    this.#rideAlong();
  }

  putStep(record: StepRecord): void {
    if (!this.#isSealed) this.#batch.steps.push(record);
  }

  putSpend(record: SpendRecord): void {
    if (this.#isSealed) return;
    this.#batch.spend.set(record.ticketId, record);
    this.#rideAlong();
  }

  putEvent(event: UnnumberedEvent): void {
    if (this.#isSealed) return;
    this.#batch.events.push(event);
    this.#rideAlong();
  }

  putEnd(end: NonNullable<Writes["run"]>): void {
    this.#batch.run = end;
  }

  /** Resolves when everything put so far is committed; rejects when the run can no longer be written. */
  commit(): Promise<void> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    if (this.#isSealed) return this.#scheduled ?? this.#underWay;
    return (this.#scheduled ??= this.#underWay.then(() => this.#write()));
  }

  /** Commits what was put so far, and takes nothing more: the run goes on elsewhere. */
  seal(): Promise<void> {
    const last = this.commit();
    this.#isSealed = true;
    return last;
  }

  /** Resolves when no commit is under way. */
  idle(): Promise<void> {
    return this.#underWay;
  }

  /** Goes on under a newer lease, which holds until then by the clock of this process. */
  goOnUnder(lease: Lease, heldUntil: number): void {
    this.lease = lease;
    this.#heldUntil = heldUntil;
  }

  /**
   * Extends the lease. Rejects when that is refused, and gives the run up unless it has ended. A store that fails may come
   * back: as long as the lease holds, it can be asked again.
   */
  async renew(): Promise<void> {
    const { store, leaseMs, now } = this.#options;
    const askedAt = now();
    const { lease } = this;
    try {
      const renewed = await store.renew(lease);
      if (this.lease !== lease) return;
      this.lease = renewed;
      this.#heldUntil = askedAt + leaseMs;
    } catch (error) {
      if (await this.#hasNewer(lease)) return;
      const problem = OrchestrationError.from(error, ErrorCode.STORE_FAILED);
      const isPassing = problem.code === ErrorCode.STORE_FAILED && now() < this.#heldUntil;
      // A run that has ended has no lease any more, which a renewal may learn before the commit is heard of.
      if (!this.#isEnding && !isPassing) this.abandon(problem);
      throw problem;
    }
  }

  /**
   * Asked before something begins: a promise when the lease has run out meanwhile, as it does in a process that was
   * paused. Another owner may have done it already.
   */
  hold(now: number): Promise<void> | undefined {
    if (now < this.#heldUntil) return undefined;
    return (this.#holding ??= this.renew().finally(() => {
      this.#holding = undefined;
    }));
  }

  /** The answers that the store has received for the run. */
  loadAnswers(): Promise<readonly AnswerRecord[]> {
    return this.#options.store.loadAnswers(this.lease.runId);
  }

  /** Stops writing, so that another owner can take the run over. */
  abandon(error: OrchestrationError): void {
    if (this.#lost !== undefined) return;
    this.#lost = error;
    this.#batch = createBatch();
    this.#options.onLost(error);
  }

  #rideAlong(): void {
    if (this.#isRiding || this.#lost !== undefined || this.#scheduled !== undefined) return;
    this.#isRiding = true;
    this.#options.later.add(this.#writeAlone);
  }

  readonly #writeAlone = (): void => {
    // A run that has ended takes nothing more.
    if (!this.#hasEnded) this.commit().catch(() => undefined);
  };

  async #write(): Promise<void> {
    this.#scheduled = undefined;
    if (this.#isRiding) this.#options.later.delete(this.#writeAlone);
    this.#isRiding = false;
    if (this.#lost !== undefined) throw this.#lost;
    const { run, tasks, steps, spend, events } = this.#batch;
    this.#batch = createBatch();
    const writes: Writes = {
      run,
      tasks: [...tasks.values()],
      steps,
      spend: [...spend.values()],
      events,
    };
    if (run !== undefined) this.#isEnding = true;
    const { publish } = this.#options;
    const written = this.#commitOwned(writes);
    this.#underWay = written.then(
      () => undefined,
      () => undefined,
    );
    try {
      const { cursor } = await written;
      if (run !== undefined) this.#hasEnded = true;
      const first = cursor - events.length + 1;
      events.forEach(({ runId, sequence, event }, index) =>
        publish({ ...event, runId, sequence, cursor: first + index } as DurableEvent),
      );
    } catch (error) {
      this.abandon(OrchestrationError.from(error, ErrorCode.STORE_FAILED));
      throw this.#lost;
    }
  }

  /** What is refused under a lease that this very process has replaced meanwhile is written under its successor. */
  async #commitOwned(writes: Writes): Promise<{ readonly cursor: number }> {
    for (;;) {
      const { lease } = this;
      try {
        return await this.#options.store.commit(lease, writes);
      } catch (error) {
        const isRefused = OrchestrationError.is(error) && error.code === ErrorCode.LEASE_LOST;
        if (!isRefused || !(await this.#hasNewer(lease)) || this.#lost !== undefined) throw error;
      }
    }
  }

  /** Whether the run goes on under a newer lease by now, which a claim of this very process has brought. */
  async #hasNewer({ fence }: Lease): Promise<boolean> {
    if (this.fence === fence) await this.#options.claimed();
    return this.fence > fence;
  }
}
