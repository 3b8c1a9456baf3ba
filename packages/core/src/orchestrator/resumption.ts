import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { ignoreRejection } from "../runtime/promises.ts";
import type { Lease, StoredRun } from "../stores/task-store.ts";
import type { Plan } from "../strategies/plan.ts";
import { toFailure } from "../tasks/failure.ts";
import type { TaskKernel } from "../tasks/kernel.ts";
import type { TaskStop } from "../tasks/live-task.ts";
import { RunState } from "../tasks/run-state.ts";
import { leaveUnbegun } from "./active-run.ts";
import { findCrashLoop } from "./crash-loop.ts";
import type { Durability } from "./durability.ts";
import { loadAhead } from "./load-ahead.ts";
import type { Parking } from "./parking.ts";
import type { PlanFunctions } from "./plan-functions.ts";
import type { RunOptions } from "./run-options.ts";
import { countTasks } from "./run-plan.ts";
import { readStoredPlan } from "./stored-plan.ts";
import { isDamage, UnreadRuns, withDamage } from "./unread-runs.ts";

/** Runs that are asked for at once. */
const claimedAtOnce = 100;

type Load = ReturnType<typeof loadAhead>;

export interface ResumptionOptions {
  readonly kernel: TaskKernel;
  readonly durability: Durability;
  readonly parking: Parking;
  readonly functions: PlanFunctions;
  readonly maxResumes: number;
  readonly isClosed: () => boolean;
  /** Begins a run that is owned here. */
  readonly begin: (run: RunState, plan: Plan, options: RunOptions) => void;
}

/** Takes up runs that nobody alive owns. */
export class Resumption {
  readonly #options: ResumptionOptions;
  readonly #unread: UnreadRuns;

  constructor(options: ResumptionOptions) {
    this.#options = options;
    this.#unread = new UnreadRuns(options.kernel, options.durability);
  }

  /** Takes up runs, at most `limit`. Rejects when the store fails before any is taken up. */
  takeUp(limit: number): Promise<readonly RunState[]> {
    return this.#options.parking.whileTakingUp(() => this.#takeUp(limit));
  }

  /** Ends a run that was parked here; `undefined` when it is none, or somebody else has it by now. */
  async cancelParked(runId: string, stop: TaskStop): Promise<RunState | undefined> {
    const { durability, parking, isClosed } = this.#options;
    if (!parking.isWaiting(runId) || isClosed()) return undefined;
    return parking.whileTakingUp(async () => {
      const others = new Map<string, Lease>();
      try {
        for (;;) {
          const leases = await durability.claim(claimedAtOnce);
          const own = leases.find((lease) => lease.runId === runId);
          const known = others.size;
          for (const lease of leases) if (lease !== own) others.set(lease.runId, lease);
          if (own !== undefined) return await this.#takeOver(own, { stop });
          if (others.size === known) return undefined;
        }
      } finally {
        for (const lease of others.values()) await durability.giveBack(lease);
      }
    });
  }

  /** Gives back what could not be read, and was kept for a while. */
  giveBackUnread(): Promise<void> {
    return this.#unread.giveBackAll();
  }

  async #takeUp(limit: number): Promise<readonly RunState[]> {
    const { durability, isClosed } = this.#options;
    const resumed: RunState[] = [];
    const seen = new Map<string, RunState | undefined>();
    let problem: OrchestrationError | undefined;
    // What is taken up need not wait for what a store cannot do for the others.
    const note = (error: unknown): undefined => {
      problem ??= OrchestrationError.from(error, ErrorCode.STORE_FAILED);
    };
    let taken = 0;
    while (!isClosed() && taken < limit) {
      const leases = (await durability.claim(Math.min(claimedAtOnce, limit - taken)).catch(note)) ?? [];
      const fresh = leases.filter(({ runId }) => !seen.has(runId) || seen.get(runId)?.journal?.lost === true);
      // A store that hands out nothing new would be asked for ever.
      if (fresh.length === 0) break;
      const parked = new Map(fresh.map((lease) => [lease, this.#parkAgain(lease)]));
      const readable = fresh.filter((lease) => parked.get(lease) === undefined && !this.#leaveDamaged(lease));
      const load = loadAhead(readable, (runId) => durability.load(runId));
      for (const lease of fresh) {
        let run = parked.get(lease);
        if (readable.includes(lease)) {
          try {
            run = await this.#takeOver(lease, { load });
            if (run !== undefined) taken++;
          } catch (error) {
            run = isDamage(error) ? this.#unread.leave(lease.runId, error) : note(error);
          }
        }
        seen.set(lease.runId, run);
        if (run !== undefined) resumed.push(run);
      }
    }
    if (problem !== undefined && resumed.length === 0) throw problem;
    return resumed;
  }

  /** True for a run that was found damaged before: it is not read again. */
  #leaveDamaged(lease: Lease): boolean {
    const isDamaged = this.#unread.isDamaged(lease.runId);
    if (isDamaged) this.#unread.hold(lease);
    return isDamaged;
  }

  /** Answers for a run that is parked still: it is not read either. */
  #parkAgain(lease: Lease): RunState | undefined {
    const { parking, maxResumes } = this.#options;
    return lease.recoveries > maxResumes ? undefined : parking.parkAgain(lease);
  }

  async #takeOver(
    lease: Lease,
    { load, stop }: { readonly load?: Load; readonly stop?: TaskStop },
  ): Promise<RunState | undefined> {
    const { durability, parking, isClosed } = this.#options;
    parking.forget(lease.runId);
    try {
      const stored = await (load?.(lease) ?? durability.load(lease.runId));
      if (stored !== undefined && !isClosed()) return withDamage(() => this.#goOn(lease, stored, stop));
    } catch (error) {
      this.#unread.hold(lease);
      throw error;
    }
    // Closed meanwhile: a later process takes it up.
    await durability.giveBack(lease);
    return undefined;
  }

  /** Makes a run of what is stored of it, and lets it go on. Throws for a record of which none can be made. */
  #goOn(lease: Lease, stored: StoredRun, stop: TaskStop | undefined): RunState {
    const { kernel, durability, parking, functions, maxResumes, begin } = this.#options;
    const { plan: bare, budget, functions: names, ...roster } = readStoredPlan(stored.plan);
    const crashLoop = findCrashLoop(lease, stored, maxResumes);
    // What ends its process may be one of its functions: none of them is called any more.
    const plan = crashLoop === undefined ? functions.restore(bare, names) : bare;
    const run = new RunState(kernel, lease.runId, plan.strategy, countTasks(plan));
    durability.takeOver(run, lease, stored);
    run.needed.resumed = roster;
    run.stopped = stop ?? crashLoop;
    kernel.index.addNamed(run);
    // Its handle comes later, when all are taken up.
    ignoreRejection(run.outcome);
    // One that is stopped ends without what its functions would make of it.
    const missing = run.stopped === undefined ? functions.findMissing(names) : undefined;
    if (missing === undefined) {
      try {
        begin(run, plan, { budget });
        return run;
      } catch (error) {
        durability.release(run);
        kernel.index.forget(run);
        throw error;
      }
    }
    run.needed.release = () => durability.release(run);
    parking.park(run, { failure: toFailure(missing), isStill: () => true });
    leaveUnbegun(run);
    return run;
  }
}
