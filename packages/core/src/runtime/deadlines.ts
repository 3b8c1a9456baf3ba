import type { Runtime } from "./runtime.ts";

/** One entry of a list of deadlines; unlink it through `Deadlines.remove`. */
export interface Deadline {
  readonly dueAt: number;
  readonly expire: () => void;
  list: DeadlineList | undefined;
  previous: Deadline | undefined;
  next: Deadline | undefined;
}

interface DeadlineList {
  readonly durationMs: number;
  first: Deadline | undefined;
  last: Deadline | undefined;
  cancelTimer: (() => void) | undefined;
}

/**
 * Many deadlines on few timers: one list, and one timer for its first entry, per duration.
 *
 * Entries of one duration expire in the order in which they were added, so adding and removing take
 * constant time. A list without entries holds no timer.
 */
export class Deadlines {
  readonly #runtime: Runtime;
  readonly #lists = new Map<number, DeadlineList>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  add(durationMs: number, expire: () => void): Deadline {
    let list = this.#lists.get(durationMs);
    if (list === undefined) {
      list = { durationMs, first: undefined, last: undefined, cancelTimer: undefined };
      this.#lists.set(durationMs, list);
    }
    const dueAt = this.#runtime.now() + durationMs;
    const deadline: Deadline = { dueAt, expire, list, previous: list.last, next: undefined };
    if (list.last === undefined) list.first = deadline;
    else list.last.next = deadline;
    list.last = deadline;
    if (list.cancelTimer === undefined) this.#arm(list, durationMs);
    return deadline;
  }

  remove(deadline: Deadline): void {
    const { list, previous, next } = deadline;
    if (list === undefined) return;
    if (previous === undefined) list.first = next;
    else previous.next = next;
    if (next === undefined) list.last = previous;
    else next.previous = previous;
    deadline.list = undefined;
    if (list.first === undefined) {
      list.cancelTimer?.();
      this.#lists.delete(list.durationMs);
    }
  }

  #arm(list: DeadlineList, delayMs: number): void {
    list.cancelTimer = this.#runtime.schedule(() => this.#fire(list), delayMs);
  }

  #fire(list: DeadlineList): void {
    const now = this.#runtime.now();
    while (list.first !== undefined && list.first.dueAt <= now) {
      const due = list.first;
      this.remove(due);
      due.expire();
    }
    // The list was dropped when it became empty; a newer list of the same duration has its own timer.
    if (list.first !== undefined) this.#arm(list, Math.max(1, list.first.dueAt - now));
  }
}
