import { countOf, formatField } from "../report/text.ts";
import type { View } from "../view/view.ts";
import type { DurableConductor, DurableCounts } from "./durable-conductor.ts";
import type { Durable } from "./open-durable.ts";

/** Tells what was taken from the file and what was executed. */
export interface Keeper {
  /** Prints below a section what of it was taken from the file, if anything was. */
  printSection(): DurableCounts;
  /** Prints the sums, and lets the next start begin anew. */
  finish(): Promise<Readonly<Record<string, unknown>>>;
  /** What to say of an interruption. */
  explain(error: unknown): Error;
}

export function createKeeper(
  { conductor, durable }: { readonly conductor: DurableConductor; readonly durable: Durable },
  view: View,
): Keeper {
  const { file, generation } = durable;
  let recalled = 0;
  let executed = 0;
  return {
    printSection() {
      const counts = conductor.takeCounts();
      recalled += counts.recalled;
      executed += counts.executed;
      if (counts.recalled > 0) {
        const before = `${countOf(counts.recalled, "task")} done before, taken from ${file}; ${counts.executed} executed now`;
        view.printLines(formatField("Recalled", before, view));
      }
      return counts;
    },
    async finish() {
      await generation.finish();
      const sums = `${countOf(recalled, "task")} taken from ${file}, ${countOf(executed, "task")} executed now`;
      view.printLines([
        "",
        ...formatField("Durable", sums, view),
        ...formatField("Next", "this demonstration is finished: the next start begins a new one", view),
      ]);
      return { file, demonstration: generation.number, recalled, executed };
    },
    explain(error) {
      const said = error instanceof Error ? error.message : String(error);
      return new Error(`${said} What was done is kept in ${file}: start it again to go on.`, {
        cause: error,
      });
    },
  };
}
