/** True for whatever can be awaited. Throws what a getter of the value throws. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return false;
  return typeof (value as Partial<PromiseLike<unknown>>).then === "function";
}

/**
 * Calls one of the two when a promise has settled.
 *
 * Uses the language's own `then`, not the value's, which somebody may have replaced.
 */
export function whenSettled(
  promise: PromiseLike<unknown>,
  onValue: (value: unknown) => void,
  onError: (error: unknown) => void,
): void {
  Promise.prototype.then.call(Promise.resolve(promise), onValue, onError);
}

/** For a promise that was not wanted and that nobody will wait for: its rejection must not end the process. Never throws. */
export function ignoreRejection(value: unknown): void {
  try {
    if (isPromiseLike(value)) whenSettled(value, ignore, ignore);
  } catch {
    // It refuses even to be looked at: then it cannot reject either.
  }
}

function ignore(): void {}
