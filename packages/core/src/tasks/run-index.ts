import type { RunState } from "./run-state.ts";
import type { Task } from "./task.ts";

const pageSize = 1024;

interface IndexPage {
  readonly runs: (RunState | undefined)[];
  living: number;
}

/**
 * The runs that can be asked about: all that go on, and the newest settled ones up to a number of tasks.
 *
 * Runs without an id of their own get numbered ones, which are found by position in pages of an array; a
 * map entry per run would cost more than the rest of a small task. Whole runs leave at once.
 */
export class RunIndex {
  readonly #prefix: string;
  readonly #maxSettledTasks: number;
  readonly #pages = new Map<number, IndexPage>();
  readonly #named = new Map<string, RunState>();
  #numbers = 0;
  #currentPage: IndexPage | undefined;
  /** Settled runs, oldest first, from `#oldest` on. */
  #settled: (RunState | undefined)[] = [];
  #oldest = 0;
  #settledTasks = 0;

  constructor(prefix: string, maxSettledTasks: number) {
    this.#prefix = `${prefix}-`;
    this.#maxSettledTasks = maxSettledTasks;
  }

  /** A fresh id, to be used by the next `add`. */
  nextId(): string {
    return this.#prefix + this.#numbers;
  }

  /** Adds a run under the id that `nextId` has just given. */
  addNumbered(run: RunState): void {
    const number = this.#numbers++;
    if (number % pageSize === 0 || this.#currentPage === undefined) {
      this.#currentPage = { runs: [], living: 0 };
      this.#pages.set(Math.floor(number / pageSize), this.#currentPage);
    }
    this.#currentPage.runs[number % pageSize] = run;
    this.#currentPage.living++;
  }

  addNamed(run: RunState): void {
    this.#named.set(run.runId, run);
  }

  /** Takes a named or numbered run out that never began. */
  forget(run: RunState): void {
    if (this.#named.get(run.runId) === run) this.#named.delete(run.runId);
    else this.#dropNumbered(run);
  }

  find(runId: string): RunState | undefined {
    const number = this.#numberOf(runId);
    if (number === undefined) return this.#named.get(runId);
    return this.#pages.get(Math.floor(number / pageSize))?.runs[number % pageSize] ?? this.#named.get(runId);
  }

  findTask(taskId: string): Task | undefined {
    const slash = taskId.indexOf("/");
    const run = this.find(slash < 0 ? taskId : taskId.slice(0, slash));
    if (run === undefined) return undefined;
    if (slash < 0) return run.strategy === "task" ? run.tasks[0] : undefined;
    const byPosition = run.tasks[Number(taskId.slice(slash + 1))];
    if (byPosition?.taskId === taskId) return byPosition;
    return run.descendants?.get(taskId) ?? run.tasks.find((task) => task?.taskId === taskId);
  }

  /** Books the end of a run; the oldest settled ones leave when there are too many tasks. */
  settle(run: RunState): void {
    this.#settled.push(run);
    this.#settledTasks += run.taskCount;
    // The newest stays whatever its size: somebody has just asked for it.
    while (this.#settledTasks > this.#maxSettledTasks && this.#settled.length - this.#oldest > 1) this.#dropOldest();
    if (this.#oldest > pageSize && this.#oldest * 2 > this.#settled.length) {
      this.#settled = this.#settled.slice(this.#oldest);
      this.#oldest = 0;
    }
  }

  /** The runs that go on. */
  *live(): Iterable<RunState> {
    for (const { runs } of this.#pages.values()) for (const run of runs) if (run?.settled === false) yield run;
    for (const run of this.#named.values()) if (!run.settled) yield run;
  }

  #dropOldest(): void {
    const run = this.#settled[this.#oldest];
    this.#settled[this.#oldest++] = undefined;
    if (run === undefined) return;
    this.#settledTasks -= run.taskCount;
    this.forget(run);
  }

  #dropNumbered(run: RunState): void {
    const number = this.#numberOf(run.runId);
    if (number === undefined) return;
    const pageNumber = Math.floor(number / pageSize);
    const page = this.#pages.get(pageNumber);
    if (page?.runs[number % pageSize] !== run) return;
    page.runs[number % pageSize] = undefined;
    if (--page.living === 0 && page !== this.#currentPage) this.#pages.delete(pageNumber);
  }

  #numberOf(runId: string): number | undefined {
    if (!runId.startsWith(this.#prefix)) return undefined;
    const number = Number(runId.slice(this.#prefix.length));
    return Number.isInteger(number) && number >= 0 ? number : undefined;
  }
}
