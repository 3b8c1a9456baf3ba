/** Lets so many through at once; the others wait in line, first come, first served. */
export interface RunSlots {
  /** Resolves with the function that gives the slot back. Rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<() => void>;
  readonly waiting: number;
}

/** Creates `count` slots. */
export function createRunSlots(count: number): RunSlots {
  const line: (() => void)[] = [];
  let free = count;

  const createRelease = (): (() => void) => {
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      const next = line.shift();
      // The slot goes to the next in line without becoming free, so that nobody overtakes.
      if (next) next();
      else free += 1;
    };
  };
  return {
    get waiting() {
      return line.length;
    },
    async take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return createRelease();
      }
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener("abort", leave);
          resolve();
        };
        const leave = (): void => {
          line.splice(line.indexOf(enter), 1);
          reject(signal.reason);
        };
        line.push(enter);
        signal.addEventListener("abort", leave, { once: true });
      });
      return createRelease();
    },
  };
}
