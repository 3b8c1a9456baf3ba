import { findFreeName } from "./free-name.ts";
import type { StepDraft } from "./step-draft.ts";

/**
 * Drops steps that say what one before them says, and numbers ids that a step before them or an earlier one bears.
 *
 * An id holds only the first words of what a step is about: two steps of one id may be about two things. Only ids
 * change, so the steps must not consume one another.
 */
export function makeStepsDistinct(
  drafts: readonly StepDraft[],
  earlier: readonly StepDraft[] = [],
): StepDraft[] {
  const taken = new Set(earlier.map((draft) => draft.id));
  const said = new Set<string>();
  return drafts.flatMap((draft) => {
    const description = draft.description.toLowerCase();
    if (said.has(description)) return [];
    said.add(description);
    const id = findFreeName(draft.id, taken);
    taken.add(id);
    return [{ ...draft, id }];
  });
}
