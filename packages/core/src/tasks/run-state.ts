import type { Budget } from "../budget/budget.ts";
import type { Journal } from "./journal.ts";
import type { TaskKernel } from "./kernel.ts";
import type { LiveTask, TaskOwner, TaskStop } from "./live-task.ts";
import type { RunHistory } from "./run-history.ts";
import type { Task } from "./task.ts";

const placeForOne: readonly Task[] = new Array<Task>(1);

/** A run: the root of a tree of tasks. */
export class RunState implements TaskOwner {
  readonly kernel: TaskKernel;
  readonly runId: string;
  readonly strategy: string;
  /** The records of the plan's own tasks, by position; a hole where nothing has started. */
  readonly tasks: Task[];
  /** The records of delegated tasks, by id. */
  descendants: Map<string, Task> | undefined = undefined;
  budget: Budget | undefined = undefined;
  /** Where the run is remembered, when the orchestrator has a store. */
  journal: Journal | undefined = undefined;
  /** What an earlier life of the run has committed. */
  history: RunHistory | undefined = undefined;
  /** Why nothing new may start. */
  stopped: TaskStop | undefined = undefined;
  settled = false;
  /** True after a shutdown: the run goes on in a later process, so nothing about its end is written. */
  parked = false;
  /** Removes what the run has attached to the outside: signal listener, deadline, lease. */
  release: (() => void) | undefined = undefined;
  /** True once its end was told together with the commit. */
  told = false;
  /** Its number in the index, for a run without an id of its own. */
  number: number | undefined = undefined;
  /** True once its outcome is decided. */
  ended = false;
  /** The promise of the plan's outcome, and its two ends. */
  readonly settle: PromiseWithResolvers<unknown> = Promise.withResolvers();
  /** When an earlier life of the run began. */
  startedAt: number | undefined = undefined;
  sequence = 0;
  taskCount = 0;
  firstChild: LiveTask | undefined = undefined;
  lastChild: LiveTask | undefined = undefined;

  constructor(kernel: TaskKernel, runId: string, strategy: string, taskCount: number) {
    // Of the right size at once: a list that grows by its first entry takes room for many.
    this.tasks = taskCount === 1 ? placeForOne.slice() : Array.from({ length: taskCount });
    this.kernel = kernel;
    this.runId = runId;
    this.strategy = strategy;
  }
}
