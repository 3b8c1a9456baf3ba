/// <reference lib="dom" />
import type { Candidate } from "./walk.ts";

/** Chooses what is listed when there is too much: what is acted upon and near first, in document order all the same. */
export function createChooser() {
  return function choose(candidates: readonly Candidate[], most: number): Candidate[] {
    if (candidates.length <= most) return [...candidates];
    const height = window.innerHeight || 1;
    const urgency = new Map<Candidate, number>();
    for (const candidate of candidates) {
      const { top, bottom } = candidate.box;
      const distance = (bottom < 0 ? -bottom : top > height ? top - height : 0) / height;
      const isNear = distance <= 1;
      const step = candidate.isInteractive ? (isNear ? 0 : 2) : isNear ? 1 : 3;
      urgency.set(candidate, step * 1_000_000 + Math.min(distance, 999_999));
    }
    const ranked = [...candidates].sort((one, other) => urgency.get(one)! - urgency.get(other)!);
    const chosen = new Set(ranked.slice(0, most));
    return candidates.filter((candidate) => chosen.has(candidate));
  };
}

export type Chooser = ReturnType<typeof createChooser>;
