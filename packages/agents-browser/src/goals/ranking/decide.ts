import type { Candidate } from "./candidate.ts";
import { gapBetween } from "./geometry.ts";

/** Whether a list of candidates tells for sure which element is meant. */
export type Decision =
  | { readonly kind: "certain"; readonly candidate: Candidate }
  | { readonly kind: "ambiguous"; readonly candidates: readonly Candidate[] }
  | { readonly kind: "none"; readonly candidates: readonly Candidate[] };

/** The least score that is acted upon, and the least lead over the second. */
const leastScore = 0.5;
const leastMargin = 0.05;

/** Decides, or says why not; equal ones that lead to the same address, or fill the same place, are one. */
export function decide(candidates: readonly Candidate[]): Decision {
  const [best] = candidates;
  if (best === undefined || best.score < leastScore) return { kind: "none", candidates };
  const rivals = candidates.filter(
    (candidate) =>
      candidate !== best && best.score - candidate.score < leastMargin && !isSame(best, candidate),
  );
  return rivals.length === 0
    ? { kind: "certain", candidate: best }
    : { kind: "ambiguous", candidates: [best, ...rivals] };
}

function isSame({ element: one }: Candidate, { element: other }: Candidate): boolean {
  if (one.href !== undefined && one.href === other.href && !one.href.endsWith("#")) return true;
  return (
    gapBetween(one.box, other.box) === 0 &&
    Math.abs(one.box.width - other.box.width) + Math.abs(one.box.height - other.box.height) < 8 &&
    Math.abs(one.box.x - other.box.x) + Math.abs(one.box.y - other.box.y) < 8
  );
}
