import { compareValues } from "./values.ts";
import type { Unit } from "./statement.ts";

/** A claim's units found in a sentence, in the claim's order. */
export interface Alignment {
  /** For each unit of the claim its position in the sentence. */
  readonly positions: readonly number[];
  /** Positions in the claim whose value the sentence contradicts. */
  readonly conflicts: readonly number[];
  /** Positions in the sentence, between the first and the last found, that the claim does not have. */
  readonly extras: readonly number[];
}

/**
 * Finds the claim in the sentence: every unit, in order, in the shortest stretch. Values of one kind meet
 * even when they differ; then they are listed as conflicts. A pair of values that is neither the same nor
 * in conflict does not meet.
 */
export function align(claim: readonly Unit[], sentence: readonly Unit[]): Alignment | undefined {
  let best: Alignment | undefined;
  for (let start = 0; start + claim.length <= sentence.length; start += 1) {
    const found = alignFrom(claim, sentence, start);
    if (found && (!best || isBetter(found, best))) best = found;
  }
  return best;
}

function alignFrom(claim: readonly Unit[], sentence: readonly Unit[], start: number): Alignment | undefined {
  const positions: number[] = [];
  const conflicts: number[] = [];
  const extras: number[] = [];
  let at = start;
  for (const [position, unit] of claim.entries()) {
    const skipped: number[] = [];
    while (at < sentence.length && !meet(unit, sentence[at])) skipped.push(at++);
    if (at === sentence.length) return undefined;
    if (position === 0 && skipped.length > 0) return undefined;
    extras.push(...skipped);
    const found = sentence[at].value;
    if (unit.value && found && compareValues(unit.value, found) === "conflict") conflicts.push(position);
    positions.push(at++);
  }
  return { positions, conflicts, extras };
}

function meet(claimed: Unit, found: Unit): boolean {
  if (claimed.value || found.value) {
    return (
      claimed.value !== undefined &&
      found.value !== undefined &&
      compareValues(claimed.value, found.value) !== "unclear"
    );
  }
  return claimed.key === found.key;
}

function isBetter(a: Alignment, b: Alignment): boolean {
  return (
    a.conflicts.length - b.conflicts.length < 0 ||
    (a.conflicts.length === b.conflicts.length && a.extras.length < b.extras.length)
  );
}
