import type { Budget } from "../budget/budget.ts";
import type { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Roster } from "../registry/roster.ts";
import { ignoreRejection } from "../runtime/promises.ts";
import type { Journal } from "./journal.ts";
import type { TaskKernel } from "./kernel.ts";
import type { LiveTask, TaskOwner, TaskStop } from "./live-task.ts";
import type { RunHistory } from "./run-history.ts";
import type { Task } from "./task.ts";

const noTasks: readonly Task[] = [];
const emptyPlaces: readonly undefined[] = new Array<undefined>(1_024).fill(undefined);

/**
 * A list with a place for each task of a plan.
 *
 * Cut from another list: of lists that are made by `new Array` and often live long, the engine comes to make all in
 * the old space, where each that is dead keeps young records alive until the next full collection.
 */
function createPlaces(count: number): readonly (Task | undefined)[] {
  return count <= emptyPlaces.length
    ? emptyPlaces.slice(0, count)
    : new Array<undefined>(count).fill(undefined);
}

/** What few runs need; made on first use, so that the others do not pay for it. */
export interface RunExtra {
  /** The records of delegated tasks, by id. */
  descendants?: Map<string, Task>;
  /** What an earlier life of the run has committed. */
  history?: RunHistory;
  /** When an earlier life of the run began. */
  startedAt?: number;
  /** Who was registered when it began, where that is known; present when it was taken up to go on. */
  resumed?: Roster;
  /** True when it goes on in a later process, or later in this one, so that nothing about its end is written. */
  parked?: boolean;
  /**
   * Why this process has let go of it while it goes on elsewhere or later: its handle rejects with that, and what becomes of
   * its tasks here is neither told nor counted.
   */
  left?: OrchestrationError;
  /** Gives a parked run back to its store, once all of it has ended here. */
  putAside?: () => Promise<void>;
  /** True once its end was told together with the commit. */
  told?: boolean;
  /** True of a run that is only replayed for whoever asks what came of it: the index has never known it. */
  aside?: boolean;
  /** The records of the plan's own tasks by id; made for the first task that is asked for by a name of its own. */
  names?: Map<string, Task>;
  /** Aborts when the run is through; made for the first who follows its events. */
  over?: AbortSignal;
  /** As how many tasks it counts in the index. */
  weight?: number;
  /** Called when it is stopped, by whoever waits for something that is not a task. */
  stopListeners?: Set<() => void>;
  /** Removes what the run has attached to the outside: signal listener, deadline, lease. */
  release?: () => void;
}

/** A run: the root of a tree of tasks. */
export class RunState implements TaskOwner {
  readonly kernel: TaskKernel;
  readonly runId: string;
  readonly strategy: string;
  /** The record of a run that is a single task. */
  single: Task | undefined = undefined;
  /** The records of the tasks of any other plan, by position; `undefined` where nothing has started. */
  readonly tasks: readonly (Task | undefined)[];
  budget: Budget | undefined = undefined;
  /** Where the run is remembered, when the orchestrator has a store. */
  journal: Journal | undefined = undefined;
  /** Why nothing new may start. */
  stopped: TaskStop | undefined = undefined;
  /** True once its outcome is decided. */
  ended = false;
  settled = false;
  /** Its number in the index, for a run without an id of its own. */
  number: number | undefined = undefined;
  sequence = 0;
  taskCount = 0;
  extra: RunExtra | undefined = undefined;
  firstChild: LiveTask | undefined = undefined;
  lastChild: LiveTask | undefined = undefined;
  readonly outcome: Promise<unknown>;
  /** Settles `outcome`. */
  resolve!: (outcome: unknown) => void;

  constructor(kernel: TaskKernel, runId: string, strategy: string, taskCount: number) {
    this.kernel = kernel;
    this.runId = runId;
    this.strategy = strategy;
    this.tasks = strategy === "task" ? noTasks : createPlaces(taskCount);
    this.outcome = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  get needed(): RunExtra {
    return (this.extra ??= {});
  }

  /** Settles `outcome` with an error. */
  reject(reason: unknown): void {
    const rejected = Promise.reject(reason);
    // It may have been settled before: then nobody takes this one up.
    ignoreRejection(rejected);
    this.resolve(rejected);
  }

  /** Puts the record of one of the plan's own tasks in its place. */
  keep(position: number, record: Task): void {
    if (this.strategy === "task") this.single = record;
    else (this.tasks as Task[])[position] = record;
    this.extra?.names?.set(record.taskId, record);
  }
}
