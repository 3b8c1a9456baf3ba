/** The slots of one worker, shared by all its agents. */
export interface Slots {
  readonly free: number;
  /** Takes a slot for something new, if one is free and nobody waits to go on. */
  tryTake(): boolean;
  /** Takes a slot to go on with something; calls `proceed` when it is there. The returned function withdraws. */
  enter(proceed: () => void): () => void;
  release(): void;
}

/** Creates `count` slots; `onFree` is called whenever one can be taken for something new. */
export function createSlots(count: number, onFree: () => void): Slots {
  let free = count;
  const line = new Set<() => void>();
  return {
    get free() {
      return free;
    },
    tryTake() {
      if (free === 0) return false;
      free--;
      return true;
    },
    enter(proceed) {
      if (free > 0) {
        free--;
        proceed();
        return () => undefined;
      }
      const entry = (): void => proceed();
      line.add(entry);
      return () => line.delete(entry);
    },
    release() {
      // Who is half done goes first.
      const [next] = line;
      if (next !== undefined) {
        line.delete(next);
        next();
        return;
      }
      free++;
      onFree();
    },
  };
}
