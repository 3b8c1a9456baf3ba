/** The one signal of a run, and who ends it. */
export interface RunEnd {
  readonly signal: AbortSignal;
  /** Ends the run; the first reason stays. */
  end(reason: unknown): void;
  /** Ends the run as soon as one of these signals does, with its reason. */
  follow(...signals: readonly AbortSignal[]): void;
  /** Stops following; for when the run is closed. */
  release(): void;
}

/** Creates the signal of one run. */
export function createRunEnd(): RunEnd {
  const controller = new AbortController();
  const released = new AbortController();
  const end = (reason: unknown): void => controller.abort(reason);
  return {
    signal: controller.signal,
    end,
    follow(...signals) {
      for (const signal of signals) {
        if (signal.aborted) end(signal.reason);
        else
          signal.addEventListener("abort", () => end(signal.reason), { once: true, signal: released.signal });
      }
    },
    release: () => released.abort(),
  };
}
