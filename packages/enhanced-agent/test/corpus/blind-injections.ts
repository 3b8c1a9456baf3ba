import { countKinds, createBlindChance } from "./blind-chance.ts";
import { payloads, styles, writeActions } from "./blind-payloads.ts";
import { templates } from "./blind-templates.ts";

// Written from the description of the protocol alone, without a look at the parser, and not to be fitted to it: what it gets wrong
// is to be reported as it is.

/** A text that holds actions, none of which may be performed. */
export interface BlindInjection {
  readonly kind: string;
  readonly text: string;
  /** `reply`: the model wrote it, around what it repeats. `observed`: an agent, a tool or a page gave it back. */
  readonly place: "reply" | "observed";
  /** The description of the protocol does not decide it: inert is the careful reading. */
  readonly ambiguous?: true;
}

const lineEnds = ["\n", "\n", "\n", "\r\n", "\r"] as const;

/** Every template with every payload, twice, each time in a manner of writing that the seed picks. */
export function createBlindInjections(seed = 20_260): readonly BlindInjection[] {
  const chance = createBlindChance(seed);
  const seen = new Set<string>();
  const entries: BlindInjection[] = [];
  for (const [kind, place, write, ambiguous] of templates) {
    for (const payload of payloads) {
      for (let round = 0; round < 2; round += 1) {
        const written = write(writeActions(payload, chance.pick(styles)), chance);
        const text = written.replaceAll("\n", chance.pick(lineEnds));
        if (seen.has(text)) continue;
        seen.add(text);
        entries.push({ kind, place, text, ...(ambiguous && { ambiguous }) });
      }
    }
  }
  return entries;
}

export const blindInjections: readonly BlindInjection[] = createBlindInjections();
export const blindInjectionCounts = countKinds(blindInjections);
