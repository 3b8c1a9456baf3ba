import { Budget } from "../budget/budget.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Plan } from "../strategies/plan.ts";
import { createRecord } from "../tasks/create-record.ts";
import { describeCancel } from "../tasks/describe-cancel.ts";
import { findLiveTask } from "../tasks/find-live-task.ts";
import { stopFor } from "../tasks/failure.ts";
import type { TaskKernel } from "../tasks/kernel.ts";
import type { Missing } from "../tasks/missing.ts";
import { RunState } from "../tasks/run-state.ts";
import { askStore } from "./ask-store.ts";
import { beginRun, stopRun } from "./active-run.ts";
import { copyLists } from "./copy-lists.ts";
import { Durability } from "./durability.ts";
import { checkSameStrategy, findKnownRun } from "./known-run.ts";
import type { ChosenOptions } from "./orchestrator-options.ts";
import { Parking } from "./parking.ts";
import { PlanFunctions } from "./plan-functions.ts";
import { recallRun, replayRun } from "./recall.ts";
import { Resumption } from "./resumption.ts";
import { readLimit, type ResumeOptions } from "./resume-options.ts";
import { boundRun, validateRunOptions } from "./run-control.ts";
import type { RunOptions } from "./run-options.ts";
import { countTasks, validatePlan } from "./run-plan.ts";
import { readStoredPlan } from "./stored-plan.ts";

const noOptions: RunOptions = {};

/** What a store gets for its last answers when an orchestrator is closed, after the grace period of executors. */
const storePatienceMs = 5_000;

/** Everything that runs: submitted, found, resumed, ended. */
export class RunManager {
  readonly kernel: TaskKernel;
  readonly #durability: Durability | undefined;
  readonly #budget: Budget | undefined;
  readonly #functions: PlanFunctions;
  readonly #parking: Parking | undefined;
  readonly #resumption: Resumption | undefined;
  #closed: OrchestrationError | undefined;
  /** What is being taken up. */
  readonly #resuming = new Set<Promise<unknown>>();

  constructor(kernel: TaskKernel, owner: string, options: ChosenOptions) {
    const { runtime, store, budget, leaseMs, maxResumes } = options;
    this.kernel = kernel;
    const functions = (this.#functions = new PlanFunctions(options.functions));
    if (store !== undefined) {
      const durability = (this.#durability = new Durability({ store, kernel, owner, leaseMs, functions }));
      const parking = (this.#parking = new Parking(kernel, durability));
      this.#resumption = new Resumption({
        kernel,
        durability,
        parking,
        functions,
        maxResumes,
        isClosed: () => this.#closed !== undefined,
        begin: (run, plan, runOptions) => this.#beginOwned(durability, run, plan, runOptions),
      });
    }
    if (budget !== undefined) this.#budget = new Budget(budget, "the orchestrator", runtime.now(), 0);
  }

  /** The common path: a plan that nobody needs a handle for. */
  execute(plan: Plan, options: RunOptions = noOptions): Promise<unknown> {
    try {
      return this.submit(plan, options).outcome;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Starts a plan; throws for one that cannot be run. A known id answers with the run that has it. */
  submit(submitted: Plan, options: RunOptions, caller?: "startRun"): RunState {
    this.refuseClosed();
    validatePlan(submitted, caller);
    const plan = copyLists(submitted);
    if (options !== noOptions) validateRunOptions(options, plan.strategy);
    const id = plan.strategy === "task" ? (plan.task.id ?? options.id) : options.id;
    const known = id === undefined ? undefined : findKnownRun(this.kernel, id);
    if (known !== undefined) {
      checkSameStrategy(known.runId, known, plan);
      return known;
    }
    const run = new RunState(this.kernel, id ?? this.kernel.index.nextId(), plan.strategy, countTasks(plan));
    if (id === undefined) this.kernel.index.addNumbered(run);
    else this.kernel.index.addNamed(run);
    if (this.#durability === undefined) {
      this.#begin(run, plan, options);
      return run;
    }
    // Until the store has answered, its record can be asked for already.
    if (plan.strategy === "task") run.keep(0, createRecord(run, run.runId, plan.task, plan.task.input));
    this.#open(this.#durability, run, plan, options).catch((error: unknown) => run.reject(error));
    return run;
  }

  /** Takes up unfinished runs of the store that nobody alive owns. */
  async resume(options: ResumeOptions): Promise<readonly RunState[]> {
    if (this.#resumption === undefined) {
      const message = "resume needs a store: pass one to new Orchestrator({ store })";
      throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
    }
    const limit = readLimit(options);
    this.refuseClosed();
    return this.#whileOpen(this.#resumption.takeUp(limit));
  }

  /** Puts a run aside that lacks what it needs here. */
  park(run: RunState, missing: Missing): void {
    this.#parking?.park(run, missing);
  }

  /** The outcome of a stored run that has ended: its plan over its records, nothing is executed. */
  async findOutcome(runId: string): Promise<unknown> {
    const durability = this.#durability;
    const stored = await (durability && askStore(() => durability.load(runId)));
    if (stored === undefined || stored.status === "running") return undefined;
    const { plan } = readStoredPlan(stored.plan);
    const run = new RunState(this.kernel, runId, plan.strategy, countTasks(plan));
    run.needed.aside = true;
    replayRun(run, stored, this.#functions);
    return run.outcome;
  }

  stop(run: RunState, reason: string): void {
    stopRun(run, describeCancel(reason));
  }

  /** Stops a run or a task by id; false when there is nothing to stop. */
  async cancel(id: string, reason: string): Promise<boolean> {
    const run = this.kernel.index.find(id.split("/", 1)[0]);
    if (run === undefined) {
      const resumption = this.#resumption;
      const parked = await (resumption &&
        askStore(() => this.#whileOpen(resumption.cancelParked(id, describeCancel(reason)))));
      await parked?.outcome.catch(() => undefined);
      return parked !== undefined;
    }
    if (run.settled) return false;
    if (!id.includes("/")) {
      this.stop(run, reason);
      await run.outcome.catch(() => undefined);
      // One that was parked meanwhile is taken up once more, to be ended; one that was lost is none of ours.
      return run.extra?.left === undefined || this.cancel(id, reason);
    }
    const task = findLiveTask(run, id);
    if (task === undefined) return false;
    await new Promise<void>((resolve) => {
      (task.needed.whenSettled ??= []).push(resolve);
      task.stop(describeCancel(reason).error);
    });
    return true;
  }

  /** Ends what runs; durable runs are left for a later process to go on with. */
  async close(): Promise<void> {
    const error = new OrchestrationError(ErrorCode.CLOSED, "The orchestrator was closed");
    this.#closed = error;
    const runs = [...this.kernel.index.live()];
    for (const run of runs) {
      // One that was stopped before is not parked: whoever stopped it is told so when that is stored.
      if (run.stopped !== undefined) continue;
      if (run.journal === undefined) stopRun(run, stopFor("cancelled", error));
      else this.#parking?.leave(run, error);
    }
    this.#parking?.hurry();
    const ended = Promise.allSettled([...runs.map(({ outcome }) => outcome), ...this.#resuming]).then(() =>
      Promise.all([this.#parking?.givenBack(), this.#resumption?.giveBackUnread()]),
    );
    if (this.#durability === undefined) {
      await ended;
      return;
    }
    const patience = Promise.withResolvers<void>();
    const { runtime, gracePeriodMs } = this.kernel;
    const stopWaiting = runtime.schedule(patience.resolve, gracePeriodMs + storePatienceMs);
    // A store that never answers must not hold up a shutdown.
    await Promise.race([ended, patience.promise]);
    stopWaiting();
    for (const run of runs) if (!run.settled) run.reject(storeWasSilent());
    this.#durability.close();
  }

  /** Throws `closed` for whoever begins something after `close`. */
  refuseClosed(): void {
    if (this.#closed === undefined) return;
    throw new OrchestrationError(ErrorCode.CLOSED, "The orchestrator was closed: create a new one");
  }

  /** Lets `close` wait for what it interrupts. */
  #whileOpen<Value>(takingUp: Promise<Value>): Promise<Value> {
    this.#resuming.add(takingUp);
    const forget = (): void => void this.#resuming.delete(takingUp);
    takingUp.then(forget, forget);
    return takingUp;
  }

  #begin(run: RunState, plan: Plan, options: RunOptions): void {
    if (options !== noOptions || this.#budget !== undefined) boundRun(run, this.#budget, options);
    beginRun(run, plan);
  }

  async #open(durability: Durability, run: RunState, plan: Plan, options: RunOptions): Promise<void> {
    let stored: Plan;
    try {
      stored = await durability.open(run, plan, options.budget);
    } catch (error) {
      const isKnown = OrchestrationError.is(error) && error.code === ErrorCode.DUPLICATE_TASK;
      let problem: unknown = error;
      try {
        if (isKnown && (await recallRun(durability, this.#functions, run, plan))) return;
      } catch (recallError) {
        problem = recallError;
      }
      this.kernel.index.forget(run);
      throw OrchestrationError.from(problem, ErrorCode.STORE_FAILED);
    }
    if (this.#closed !== undefined && run.stopped?.error === this.#closed) {
      // Closed while it was opened: a later process goes on with it.
      this.#parking?.leave(run, this.#closed);
    }
    this.#beginOwned(durability, run, stored, options);
  }

  #beginOwned(durability: Durability, run: RunState, plan: Plan, options: RunOptions): void {
    run.needed.release = () => durability.release(run);
    this.#begin(run, plan, options);
  }
}

function storeWasSilent(): OrchestrationError {
  const message =
    "The orchestrator was closed before the store had answered: what it holds, a later process goes on with";
  return new OrchestrationError(ErrorCode.STORE_FAILED, message);
}
