import { createPage, type Entry, type IndexPage, lastDigitsAt, pageSize } from "./index-page.ts";
import { RunState } from "./run-state.ts";
import { SettledRecords } from "./settled-records.ts";
import { findByName, SettledRun } from "./settled-run.ts";
import type { Task } from "./task.ts";

/**
 * The runs that can be asked about: all that go on, and the newest settled ones up to a number of tasks.
 *
 * Runs without an id of their own get numbered ones, which are found by position in pages of an array; a
 * map entry per run would cost more than the rest of a small task. Whole runs leave at once.
 */
export class RunIndex {
  readonly #prefix: string;
  /** What the ids of the current page begin with. */
  #pagePrefix: string;
  readonly #maxSettledTasks: number;
  readonly #pages = new Map<number, IndexPage>();
  readonly #named = new Map<string, RunState>();
  #numbers = 0;
  #currentPage: IndexPage | undefined;
  /** A page that nothing is left on, to be used again: so the lists of a long-lived index are as old as itself. */
  #emptyPage: IndexPage | undefined;
  /** The page that was looked up last: runs end and leave in nearly the order in which they came. */
  #recentPage: IndexPage | undefined;
  #recentPageNumber = -1;
  /** Settled runs, oldest first, from `#oldest` on; of a single task the number alone, so that dropping it touches nothing else. */
  #settled: (number | RunState | undefined)[] = [];
  #oldest = 0;
  #settledTasks = 0;

  constructor(prefix: string, maxSettledTasks: number) {
    this.#prefix = this.#pagePrefix = `${prefix}-`;
    this.#maxSettledTasks = maxSettledTasks;
  }

  /** A fresh id, to be used by the next `addNumbered`. */
  nextId(): string {
    const number = this.#numbers;
    if (number < pageSize) return this.#prefix + number;
    const place = number % pageSize;
    if (place === 0) this.#pagePrefix = this.#prefix + number / pageSize;
    // Two strings that exist: a number that is written out anew for each run costs more than the rest of its id.
    return this.#pagePrefix + lastDigitsAt(place);
  }

  /** Adds a run under the id that `nextId` has just given. */
  addNumbered(run: RunState): void {
    const number = this.#numbers++;
    run.number = number;
    const place = number % pageSize;
    const page = place === 0 ? this.#turnPage(number / pageSize) : this.#currentPage!;
    page.entries[place] = run;
    page.living++;
  }

  addNamed(run: RunState): void {
    this.#named.set(run.runId, run);
  }

  /** True for an id that a numbered run will get. */
  isYetToCome(runId: string): boolean {
    return runId.startsWith(this.#prefix) && this.#numberOf(runId) >= this.#numbers;
  }

  /** Takes a run out that never began. */
  forget(run: RunState): void {
    if (run.number === undefined) {
      // A named run that could not be opened may have been replaced since.
      if (this.#named.get(run.runId) === run) this.#named.delete(run.runId);
    } else this.#dropNumbered(run.number);
  }

  /** The run of this id, while it goes on and, where the id is its own, after. */
  find(runId: string): RunState | undefined {
    const entry = this.#entry(runId);
    return entry instanceof RunState ? entry : undefined;
  }

  /** True for a run that has ended and is still known. */
  hasSettled(runId: string): boolean {
    const entry = this.#entry(runId);
    return entry !== undefined && (!(entry instanceof RunState) || entry.settled);
  }

  /** True for a run that was numbered here and is not known any more: whatever became of it is over. */
  hasLeft(runId: string): boolean {
    return (
      runId.startsWith(this.#prefix) &&
      this.#numberOf(runId) < this.#numbers &&
      this.#entry(runId) === undefined
    );
  }

  findTask(taskId: string): Task | undefined {
    const slash = taskId.indexOf("/");
    const entry = this.#entry(slash < 0 ? taskId : taskId.slice(0, slash));
    if (slash < 0) {
      if (entry instanceof SettledRecords) return entry.read(this.#numberOf(taskId) % pageSize, taskId);
      return entry instanceof RunState || entry instanceof SettledRun ? entry.single : entry;
    }
    if (!(entry instanceof RunState || entry instanceof SettledRun)) return undefined;
    const byPosition = entry.tasks[Number(taskId.slice(slash + 1))];
    if (byPosition?.taskId === taskId) return byPosition;
    const descendants = entry instanceof RunState ? entry.extra?.descendants : entry.descendants;
    return descendants?.get(taskId) ?? findByName(entry, taskId);
  }

  /** Books the end of a run; the oldest settled ones leave when there are too many tasks. */
  settle(run: RunState): void {
    const { number } = run;
    // A run without tasks takes room too; and what comes late must not change what is taken off again.
    const weight = Math.max(1, run.taskCount);
    if (number === undefined) {
      run.needed.weight = weight;
      this.#settled.push(run);
    } else {
      this.#keep(number, weight, run);
      this.#settled.push(number);
    }
    this.#settledTasks += weight;
    // The newest stays whatever its size: somebody has just asked for it.
    while (this.#settledTasks > this.#maxSettledTasks && this.#settled.length - this.#oldest > 1)
      this.#dropOldest();
    if (this.#oldest > pageSize && this.#oldest * 2 > this.#settled.length) {
      this.#settled = this.#settled.slice(this.#oldest);
      this.#oldest = 0;
    }
  }

  /** Puts what is kept of a settled run in its place. */
  #keep(number: number, weight: number, run: RunState): void {
    const { entries, records } = this.#page(Math.floor(number / pageSize))!;
    const place = number % pageSize;
    const { single } = run;
    if (single === undefined || weight > 1) entries[place] = new SettledRun(weight, run);
    else if (SettledRecords.canHold(single)) {
      records.write(place, single);
      entries[place] = records;
    } else entries[place] = single;
  }

  /** The runs that go on. */
  *live(): Iterable<RunState> {
    for (const { entries } of this.#pages.values()) {
      for (const entry of entries) if (entry instanceof RunState && !entry.settled) yield entry;
    }
    for (const run of this.#named.values()) if (!run.settled) yield run;
  }

  #turnPage(pageNumber: number): IndexPage {
    const full = this.#currentPage;
    this.#currentPage = this.#emptyPage ?? createPage();
    this.#emptyPage = undefined;
    this.#pages.set(pageNumber, this.#currentPage);
    if (full?.living === 0) this.#dropPage(pageNumber - 1, full);
    return this.#currentPage;
  }

  #dropPage(pageNumber: number, page: IndexPage): void {
    this.#pages.delete(pageNumber);
    this.#emptyPage = page;
    if (pageNumber === this.#recentPageNumber) this.#recentPageNumber = -1;
  }

  #page(pageNumber: number): IndexPage | undefined {
    if (pageNumber !== this.#recentPageNumber) {
      this.#recentPage = this.#pages.get(pageNumber);
      this.#recentPageNumber = this.#recentPage === undefined ? -1 : pageNumber;
    }
    return this.#recentPage;
  }

  #entry(runId: string): Entry | undefined {
    const named = this.#named.size === 0 ? undefined : this.#named.get(runId);
    if (named !== undefined || !runId.startsWith(this.#prefix)) return named;
    const number = this.#numberOf(runId);
    return this.#pages.get(Math.floor(number / pageSize))?.entries[number % pageSize];
  }

  /** NaN for an id that is not written as the index writes it. */
  #numberOf(runId: string): number {
    const digits = runId.slice(this.#prefix.length);
    const number = Number(digits);
    return String(number) === digits ? number : Number.NaN;
  }

  #dropOldest(): void {
    const oldest = this.#settled[this.#oldest];
    this.#settled[this.#oldest++] = undefined;
    if (typeof oldest === "number") {
      this.#settledTasks -= this.#dropNumbered(oldest);
    } else if (oldest !== undefined) {
      this.#settledTasks -= oldest.extra?.weight ?? 1;
      this.forget(oldest);
    }
  }

  /** Takes a numbered run out; answers with as how many tasks it counted. */
  #dropNumbered(number: number): number {
    const pageNumber = Math.floor(number / pageSize);
    const page = this.#pages.get(pageNumber)!;
    const place = number % pageSize;
    const entry = page.entries[place];
    if (entry === page.records) page.records.clear(place);
    page.entries[place] = undefined;
    if (--page.living === 0 && page !== this.#currentPage) this.#dropPage(pageNumber, page);
    return entry instanceof SettledRun ? entry.weight : 1;
  }
}
