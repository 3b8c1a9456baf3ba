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
  readonly #queue: Item[] = [];
  #open = false;

  constructor(clock: StepClock, proceed: (item: Item) => void) {
    this.#clock = clock;
    this.#proceed = proceed;
  }

  add(item: Item): void {
    this.#queue.push(item);
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
    for (let next = 0; next < queue.length; next++) {
      this.#proceed(queue[next]);
      // A long chain adds one for each one done: what is done must not pile up.
      if (next === 1023) {
        queue.splice(0, 1024);
        next = -1;
      }
    }
    queue.length = 0;
    this.#open = false;
    this.#clock.run();
  }
}
