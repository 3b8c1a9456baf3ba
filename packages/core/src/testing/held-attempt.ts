/** How a held attempt behaves. */
export interface HoldOptions {
  /** True for an attempt that goes on after its signal has aborted, until the test releases it. @default false */
  readonly ignoresSignal?: boolean;
}

/** A line of a script that waits for the test. */
export interface Hold {
  readonly hold: symbol;
  readonly ignoresSignal: boolean;
}

const holdMark = Symbol("hold");

/**
 * A line for `createScriptedAgent`: the attempt stays open until `release`, or until its signal aborts.
 *
 * @example
 * const deaf = createScriptedAgent({ agentType: "code", script: [hold({ ignoresSignal: true })] });
 */
export function hold({ ignoresSignal = false }: HoldOptions = {}): Hold {
  return { hold: holdMark, ignoresSignal };
}

/** True for what `hold()` made. */
export function isHold(step: unknown): step is Hold {
  return typeof step === "object" && step !== null && (step as Partial<Hold>).hold === holdMark;
}

/** An attempt that waits for its end. */
export interface HeldAttempt {
  readonly outcome: Promise<unknown>;
  /** An `Error` rejects the outcome, anything else resolves it. */
  end(result: unknown): void;
}

/** Opens a held attempt; `onAbort` is called when the signal ends it instead of `end`. */
export function createHeldAttempt(
  signal: AbortSignal,
  { ignoresSignal }: Hold,
  onAbort: () => void,
): HeldAttempt {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const stop = (): void => {
    onAbort();
    reject(signal.reason);
  };
  if (!ignoresSignal) {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", stop, { once: true });
  }
  return {
    outcome: promise,
    end(result) {
      signal.removeEventListener("abort", stop);
      if (result instanceof Error) reject(result);
      else resolve(result);
    },
  };
}
