import type { Link } from "./link.ts";

/** Clears away what is left of dropped runs, in slices, so that others have their turn between them. */
export interface Sweeper {
  /** Drops runs beyond these terms; resolves when nothing of them is left. */
  prune(terms: readonly string[]): Promise<void>;
  /** Begins to clear away in the background, unless it does so already. */
  start(): void;
  /** Resolves when nothing goes on in the background any more; what is left goes with later commits. */
  stop(): Promise<void>;
}

/** Creates a sweeper; `keptTerms` are those of the store. */
export function createSweeper(link: Link, keptTerms: readonly string[]): Sweeper {
  let work: Promise<void> | undefined;
  let isStopped = false;

  async function prune(terms: readonly string[], mayGoOn: () => boolean): Promise<void> {
    while (mayGoOn()) {
      const [, moreToDrop, moreToSweep] = await link.write("prune", terms);
      if (moreToDrop !== "1" && moreToSweep !== "1") return;
    }
  }

  return {
    prune: (terms) => prune(terms, () => true),
    start() {
      work ??= prune(keptTerms, () => !isStopped)
        // A Redis that is away says so to whoever asks next; the next end of a run begins again.
        .catch(() => undefined)
        .finally(() => (work = undefined));
    },
    async stop() {
      isStopped = true;
      await work;
    },
  };
}
