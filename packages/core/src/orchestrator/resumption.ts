import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { ignoreRejection } from "../runtime/promises.ts";
import type { Lease } from "../stores/task-store.ts";
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

/** Runs that are asked for at once. */
const claimedAtOnce = 100;

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

  constructor(options: ResumptionOptions) {
    this.#options = options;
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

  async #takeUp(limit: number): Promise<readonly RunState[]> {
    const { durability, parking, maxResumes, isClosed } = this.#options;
    const resumed: RunState[] = [];
    const seen = new Map<string, RunState | undefined>();
    let problem: OrchestrationError | undefined;
    // What cannot be read comes up again when its lease has run out; what is taken up need not wait for that.
    const note = (error: unknown): undefined => {
      problem ??= OrchestrationError.from(error, ErrorCode.STORE_FAILED);
    };
    let taken = 0;
    while (!isClosed() && taken < limit) {
      const leases = (await durability.claim(Math.min(claimedAtOnce, limit - taken)).catch(note)) ?? [];
      const fresh = leases.filter(({ runId }) => !seen.has(runId) || seen.get(runId)?.journal?.lost === true);
      // A store that hands out nothing new would be asked for ever.
      if (fresh.length === 0) break;
      const load = loadAhead(fresh, (runId) => durability.load(runId));
      for (const lease of fresh) {
        let run = lease.recoveries > maxResumes ? undefined : parking.parkAgain(lease);
        if (run === undefined && (run = await this.#takeOver(lease, { load }).catch(note)) !== undefined)
          taken++;
        seen.set(lease.runId, run);
        if (run !== undefined) resumed.push(run);
      }
    }
    if (problem !== undefined && resumed.length === 0) throw problem;
    return resumed;
  }

  async #takeOver(
    lease: Lease,
    { load, stop }: { readonly load?: ReturnType<typeof loadAhead>; readonly stop?: TaskStop },
  ): Promise<RunState | undefined> {
    const { kernel, durability, parking, functions, maxResumes, isClosed, begin } = this.#options;
    parking.forget(lease.runId);
    const stored = await (load?.(lease) ?? durability.load(lease.runId));
    // Closed meanwhile: a later process takes it up.
    if (stored === undefined || isClosed()) {
      await durability.giveBack(lease);
      return undefined;
    }
    const { plan: bare, budget, functions: names, agents } = readStoredPlan(stored.plan);
    const crashLoop = findCrashLoop(lease, stored, maxResumes);
    // What ends its process may be one of its functions: none of them is called any more.
    const plan = crashLoop === undefined ? functions.restore(bare, names) : bare;
    const run = new RunState(kernel, lease.runId, plan.strategy, countTasks(plan));
    durability.takeOver(run, lease, stored);
    run.needed.resumed = { agents };
    run.stopped = stop ?? crashLoop;
    kernel.index.addNamed(run);
    // Its handle comes later, when all are taken up.
    ignoreRejection(run.outcome);
    // One that is stopped ends without what its functions would make of it.
    const missing = run.stopped === undefined ? functions.findMissing(names) : undefined;
    if (missing === undefined) {
      begin(run, plan, { budget });
      return run;
    }
    run.needed.release = () => durability.release(run);
    parking.park(run, { failure: toFailure(missing), isStill: () => true });
    leaveUnbegun(run);
    return run;
  }
}
