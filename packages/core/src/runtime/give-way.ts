/** Resolves once timers, messages and signals of the process have had their turn; for work that would not let them otherwise. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
