/** Resolves once timers, messages and signals of the process have had their turn; for work that would not let them otherwise. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Things to do once every promise continuation that is ready, or made ready by one, has run. */
export class AfterContinuations {
  readonly #waiting = new Set<() => void>();
  #isScheduled = false;

  add(callback: () => void): void {
    this.#waiting.add(callback);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    process.nextTick(() => {
      this.#isScheduled = false;
      const due = [...this.#waiting];
      this.#waiting.clear();
      for (const call of due) call();
    });
  }

  /** Takes out what has been done meanwhile, so that nothing of it is kept. */
  delete(callback: () => void): void {
    this.#waiting.delete(callback);
  }
}
