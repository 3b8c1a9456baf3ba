import type { StepClock } from "./step-clock.ts";

/**
 * Runs steps one after another in a loop.
 *
 * Synchronous executors settle within the step that started them and so start the next task; in a loop
 * that is iteration, without it the stack would grow with the length of the chain.
 */
export class Dispatcher<Item> {
  readonly #proceed: (item: Item) => void;
  readonly #clock: StepClock;
  /** A ring would be no shorter: it is empty at the end of each step, and its room is used again. */
  readonly #queue: (Item | undefined)[] = [];
  #first = 0;
  #end = 0;
  #open = false;

  constructor(clock: StepClock, proceed: (item: Item) => void) {
    this.#clock = clock;
    this.#proceed = proceed;
  }

  add(item: Item): void {
    // A long chain adds one for each one done: what is done must not pile up.
    if (this.#first === this.#end) this.#first = this.#end = 0;
    this.#queue[this.#end++] = item;
    if (this.enter()) this.leave();
  }

  /** Begins a step of the caller's own; true for the outermost one, which then has to `leave`. */
  enter(): boolean {
    if (this.#open) return false;
    this.#open = true;
    this.#clock.stand();
    return true;
  }

  leave(): void {
    const queue = this.#queue;
    while (this.#first < this.#end) {
      const item = queue[this.#first] as Item;
      queue[this.#first++] = undefined;
      this.#proceed(item);
    }
    this.#first = this.#end = 0;
    // After a burst of many, its room is given back.
    if (queue.length > 4_096) queue.length = 0;
    this.#open = false;
    this.#clock.run();
  }
}
