import type { Target } from "../../program/target.ts";
import { quote } from "../../targets/describe-target.ts";
import type { ElementFacts } from "./element-facts.ts";

/** Candidates that an error lists. */
export const mostCandidates = 10;

/** One of several elements that a target matches, or of what there is instead. */
export interface TargetCandidate {
  readonly role: string;
  readonly name: string;
  readonly text: string;
  /** Picks it alone. */
  readonly target?: Target;
}

/** An element as errors list it. */
export function showCandidate({ role, tag, name, text }: ElementFacts): TargetCandidate {
  return { role: role || tag, name: name.slice(0, 100), text: text.slice(0, 100) };
}

/** `button "Save", link "Help", …`. */
export function listNames(candidates: readonly TargetCandidate[], hasMore: boolean): string {
  const names = candidates.map(({ role, name, text }) =>
    name || text ? `${role} ${quote(name || text)}` : role,
  );
  return [...names, ...(hasMore ? ["…"] : [])].join(", ");
}
