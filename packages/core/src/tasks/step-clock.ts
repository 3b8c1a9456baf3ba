import type { Runtime } from "../runtime/runtime.ts";

/**
 * Reads the time once per step of the dispatcher.
 *
 * A task's end and the next one's beginning fall into one step, in which no time passes that anybody could
 * tell; reading the system's clock for each of them would be a tenth of a small task. While an executor runs
 * within a step, time does pass, and the clock is read each time.
 */
export class StepClock {
  readonly #runtime: Runtime;
  #isStanding = false;
  #read = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Milliseconds since 1970-01-01 UTC. */
  now(): number {
    if (!this.#isStanding) return this.#runtime.now();
    if (this.#read === 0) this.#read = this.#runtime.now();
    return this.#read;
  }

  /** A step begins, or goes on after an executor. */
  stand(): void {
    this.#isStanding = true;
    this.#read = 0;
  }

  /** A step ends, or hands over to an executor. */
  run(): void {
    this.#isStanding = false;
  }
}
