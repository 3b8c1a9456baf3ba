import type { ThingPhrase } from "../goal-reading.ts";
import { readGoal } from "../language/read-goal.ts";

/** The thing that a few words name: "newsletter checkbox" is the checkbox called newsletter. */
export function thingCalled(words: string): ThingPhrase {
  const plain = words.slice(0, 200);
  return (
    readGoal(`Click the ${plain}`).clauses[0]?.things[0] ?? { text: plain, name: plain, isQuoted: false }
  );
}
