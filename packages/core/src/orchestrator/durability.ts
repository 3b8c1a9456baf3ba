import type { BudgetLimits } from "../budget/budget-limits.ts";
import type { DurableEvent } from "../events/event.ts";
import type { Plan } from "../strategies/plan.ts";
import { AfterContinuations } from "../runtime/give-way.ts";
import { createLeaseLostError } from "../stores/lease-lost.ts";
import type { Lease, StoredRun, TaskStore } from "../stores/task-store.ts";
import { Journal } from "../tasks/journal.ts";
import type { TaskKernel } from "../tasks/kernel.ts";
import { RunHistory } from "../tasks/run-history.ts";
import type { RunState } from "../tasks/run-state.ts";
import { loseRun } from "./active-run.ts";
import { Heartbeat } from "./heartbeat.ts";
import { nameRun } from "./name-run.ts";
import type { PlanFunctions } from "./plan-functions.ts";
import { restoreSignals, toStoredPlan } from "./stored-plan.ts";

export interface DurabilityOptions {
  readonly store: TaskStore;
  readonly kernel: TaskKernel;
  readonly owner: string;
  readonly leaseMs: number;
  readonly functions: PlanFunctions;
}

/** Runs in a store: opened, owned by lease, renewed, taken over. */
export class Durability {
  readonly #options: DurabilityOptions;
  readonly #heartbeat: Heartbeat;
  /** When the leases that were claimed were asked for. */
  readonly #askedAt = new WeakMap<Lease, number>();
  readonly #claims = new Set<Promise<unknown>>();
  readonly #later = new AfterContinuations();

  constructor(options: DurabilityOptions) {
    this.#options = options;
    const { kernel, leaseMs } = options;
    this.#heartbeat = new Heartbeat({ runtime: kernel.runtime, leaseMs });
  }

  /**
   * Remembers a new run and answers with its plan as every life of the run will see it.
   *
   * Rejects when the id is known or the plan cannot be stored.
   */
  async open(run: RunState, plan: Plan, budget: BudgetLimits | undefined): Promise<Plan> {
    const { store, kernel, owner, leaseMs, functions } = this.#options;
    const stored = toStoredPlan(plan, { budget, functions, roster: kernel.registry.roster });
    const now = kernel.runtime.now();
    const lease = await store.open(
      {
        runId: run.runId,
        strategy: plan.strategy,
        title: nameRun(stored.plan),
        plan: stored,
        createdAt: now,
      },
      owner,
      leaseMs,
    );
    // An answer may be long on its way: the lease holds from the question on.
    this.#own(run, lease, now + leaseMs);
    return restoreSignals(functions.restore(stored.plan, stored.functions), plan);
  }

  /** Takes over unfinished runs that nobody alive owns. Those that are alive here just go on under the lease that they get. */
  async claim(limit: number): Promise<readonly Lease[]> {
    const claim = this.#claim(limit);
    this.#claims.add(claim);
    try {
      return await claim;
    } finally {
      this.#claims.delete(claim);
    }
  }

  async #claim(limit: number): Promise<readonly Lease[]> {
    const { store, kernel, owner, leaseMs } = this.#options;
    const kept = new Set<string>();
    for (;;) {
      const now = kernel.runtime.now();
      const leases = await store.claim(owner, leaseMs, limit);
      for (const lease of leases) this.#askedAt.set(lease, now);
      const strange = leases.filter((lease) => !goesOn(kernel.index.find(lease.runId), lease, now + leaseMs));
      const known = kept.size;
      for (const { runId } of leases) kept.add(runId);
      // Behind those that are alive here others may be in line; a store that hands out nothing new would be asked for ever.
      if (strange.length > 0 || kept.size === known) return strange;
    }
  }

  /** Until when a lease that was claimed holds by the clock of this process. */
  heldUntil(lease: Lease): number {
    const { kernel, leaseMs } = this.#options;
    return (this.#askedAt.get(lease) ?? kernel.runtime.now()) + leaseMs;
  }

  /** Gives a run what it needs to go on where an earlier owner left it. */
  takeOver(run: RunState, lease: Lease, stored: StoredRun): void {
    run.needed.history = new RunHistory(stored);
    run.sequence = stored.sequence;
    run.needed.startedAt = stored.createdAt;
    this.#own(run, lease, this.heldUntil(lease));
  }

  /** Gives a run back; what cannot be given back can be taken over when its lease has run out. */
  async giveBack(lease: Lease): Promise<void> {
    try {
      await this.#options.store.release(lease);
    } catch {
      // Somebody else owns it by now, or its store is out of reach.
    }
  }

  async load(runId: string): Promise<StoredRun | undefined> {
    return this.#options.store.load(runId);
  }

  release(run: RunState): void {
    this.#heartbeat.remove(run);
  }

  close(): void {
    this.#heartbeat.stop();
  }

  #own(run: RunState, lease: Lease, heldUntil: number): void {
    const { store, kernel, leaseMs } = this.#options;
    run.journal = new Journal({
      store,
      lease,
      leaseMs,
      heldUntil,
      now: () => kernel.runtime.now(),
      later: this.#later,
      claimed: () => Promise.allSettled(this.#claims),
      publish(event: DurableEvent) {
        kernel.events.noteCursor(event.cursor);
        kernel.events.publish(event);
      },
      onLost: (error) => loseRun(run, error),
    });
    this.#heartbeat.add(run);
  }
}

/**
 * Whether a run that was claimed is alive here: its lease had run out, since this process was busy or its store away, and the
 * claim came before the renewal. False for one that somebody else has owned in between, and perhaps written: that has to be
 * taken up anew.
 */
function goesOn(run: RunState | undefined, lease: Lease, heldUntil: number): boolean {
  const journal = run?.journal;
  if (journal === undefined || journal.lost || run?.extra?.parked === true) return false;
  if (lease.fence > journal.fence + 1) {
    journal.abandon(createLeaseLostError(journal.lease, "somebody else has owned it since"));
    return false;
  }
  if (lease.fence > journal.fence) journal.goOnUnder(lease, heldUntil);
  return true;
}
