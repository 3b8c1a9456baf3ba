import { useCallback, useEffect, useState } from "react";

/** How a question to the server stands. */
export interface Query<Value> {
  readonly value: Value | undefined;
  readonly error: Error | undefined;
  readonly isLoading: boolean;
  /** Asks again; what was there stays until the answer comes. */
  reload(): void;
}

/** Asks the server when the component appears and whenever one of `dependencies` changes. */
export function useQuery<Value>(
  ask: (signal: AbortSignal) => Promise<Value>,
  dependencies: readonly unknown[],
): Query<Value> {
  const [state, setState] = useState<Omit<Query<Value>, "reload">>({
    value: undefined,
    error: undefined,
    isLoading: true,
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    ask(controller.signal).then(
      (value) => controller.signal.aborted || setState({ value, error: undefined, isLoading: false }),
      (error: Error) =>
        controller.signal.aborted || setState((before) => ({ ...before, error, isLoading: false })),
    );
    return () => controller.abort();
  }, [round, ...dependencies]);
  return { ...state, reload: useCallback(() => setRound((before) => before + 1), []) };
}
