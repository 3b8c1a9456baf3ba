import { createManualRuntime } from "@convoke/core/testing";

const turns = createManualRuntime();

/** Lets the event loop go round once. */
export function takeTurn(): Promise<void> {
  return turns.advance(0);
}

/** Waits, turn by turn, for what comes over the network; the test's own time ends it. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await takeTurn();
}
