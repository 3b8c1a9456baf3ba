/** How a program was told to end. */
export interface Interruption {
  /** Aborts when the program is told to end. */
  readonly signal: AbortSignal;
  /** 128 and the number of the signal that came; `undefined` when none did. */
  exitCode(): number | undefined;
  /** Stops listening. */
  dispose(): void;
}

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Turns SIGINT and SIGTERM into an abort; the second one ends the process at once. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let received: number | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    const code = exitCodes[name as keyof typeof exitCodes];
    if (received !== undefined) process.exit(code);
    received = code;
    controller.abort(new Error(`Interrupted by ${name}.`));
  };
  for (const name of Object.keys(exitCodes)) process.on(name, onSignal);
  return {
    signal: controller.signal,
    exitCode: () => received,
    dispose() {
      for (const name of Object.keys(exitCodes)) process.off(name, onSignal);
    },
  };
}
