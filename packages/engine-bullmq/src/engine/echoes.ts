/** Marks that a process sends to its own inbox: whoever hears one has heard all that stood before it. */
export interface Echoes {
  /** Sends a mark; resolves when it, or a later one, was heard. */
  await(): Promise<void>;
  /** Whether `message` is a mark. */
  hear(message: object): boolean;
  /** Rejects whoever waits. */
  end(): void;
}

/** `send` resolves when the inbox has the mark, and rejects when it never will. */
export function createEchoes(send: (mark: object) => Promise<unknown>): Echoes {
  const waiting = new Map<number, PromiseWithResolvers<void>>();
  let marks = 0;
  return {
    await() {
      const mark = ++marks;
      const heard = Promise.withResolvers<void>();
      waiting.set(mark, heard);
      send({ kind: "echo", mark }).catch((error: unknown) => {
        waiting.delete(mark);
        heard.reject(error);
      });
      return heard.promise;
    },
    hear(message) {
      const { kind, mark } = message as { readonly kind?: unknown; readonly mark?: unknown };
      if (kind !== "echo") return false;
      // Marks keep their order; one whose entry Redis has lost is answered by the next.
      for (const [number, heard] of waiting) {
        if (typeof mark !== "number" || number > mark) break;
        waiting.delete(number);
        heard.resolve();
      }
      return true;
    },
    end() {
      for (const heard of waiting.values()) heard.reject(new Error("The inbox is closed."));
      waiting.clear();
    },
  };
}
