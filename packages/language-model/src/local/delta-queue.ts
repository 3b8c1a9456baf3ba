/** Values that one side hands in as they come, and the other side takes one after the other. */
export interface DeltaQueue<Value> {
  push(value: Value): void;
  /** Ends the iteration, with an error if one is given; what was pushed before is still taken. */
  end(failure?: { readonly error: unknown }): void;
  /** To be iterated once. */
  take(): AsyncGenerator<Value, void>;
}

/** Whoever pushes bounds how much waits: the text of one reply. */
export function createDeltaQueue<Value>(): DeltaQueue<Value> {
  const values: Value[] = [];
  let ending: { readonly error?: unknown; readonly isFailure: boolean } | undefined;
  let wake = (): void => {};
  return {
    push(value) {
      values.push(value);
      wake();
    },
    end(failure) {
      ending ??= failure === undefined ? { isFailure: false } : { error: failure.error, isFailure: true };
      wake();
    },
    async *take() {
      for (;;) {
        while (values.length > 0) yield values.shift()!;
        if (ending?.isFailure) throw ending.error;
        if (ending !== undefined) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
