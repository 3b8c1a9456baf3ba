import { useCallback, useEffect, useState } from "react";
import { useEpoch } from "./use-live.ts";

/** How a question to the server stands. */
export interface Query<Value> {
  /** The last answer; it stays while the next one is on its way. */
  readonly value: Value | undefined;
  /** Why the last question was not answered. */
  readonly error: Error | undefined;
  readonly isLoading: boolean;
  /** Asks again; what was there stays until the answer comes. */
  reload(): void;
}

/**
 * Asks the server when the component appears, whenever one of `dependencies` changes, and when the connection is back
 * after it was lost. An answer to other dependencies than the present ones is not shown.
 */
export function useQuery<Value>(
  ask: (signal: AbortSignal) => Promise<Value>,
  dependencies: readonly unknown[],
): Query<Value> {
  const subject = JSON.stringify(dependencies);
  const [state, setState] = useState<{
    readonly subject: string;
    readonly value: Value | undefined;
    readonly error: Error | undefined;
    readonly isLoading: boolean;
  }>({ subject, value: undefined, error: undefined, isLoading: true });
  const [round, setRound] = useState(0);
  const epoch = useEpoch();
  useEffect(() => {
    const controller = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    const answer = async (): Promise<void> => {
      try {
        const value = await ask(controller.signal);
        if (!controller.signal.aborted) setState({ subject, value, error: undefined, isLoading: false });
      } catch (thrown) {
        if (controller.signal.aborted) return;
        const error = thrown as Error;
        setState((before) => ({
          subject,
          value: before.subject === subject ? before.value : undefined,
          error,
          isLoading: false,
        }));
      }
    };
    void answer();
    return () => controller.abort();
  }, [round, epoch, subject]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  if (state.subject !== subject) return { value: undefined, error: undefined, isLoading: true, reload };
  return { value: state.value, error: state.error, isLoading: state.isLoading, reload };
}
