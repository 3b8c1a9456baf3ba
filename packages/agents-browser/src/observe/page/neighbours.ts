/// <reference lib="dom" />
import type { Area } from "../../visible/page/scopes.ts";
import type { Texts } from "../../visible/page/texts.ts";
import type { Candidate } from "./walk.ts";

/** Finds the text beside or above a control that names itself nowhere. */
export function createNeighbours(texts: Texts) {
  const overlap = (fromA: number, toA: number, fromB: number, toB: number): number =>
    Math.min(toA, toB) - Math.max(fromA, fromB);

  /** Smaller is nearer; `undefined` for what is not beside it. */
  const distance = (control: Area, text: Area, isChoice: boolean): number | undefined => {
    const sideways = overlap(control.top, control.bottom, text.top, text.bottom);
    const lower = Math.min(control.bottom - control.top, text.bottom - text.top);
    if (sideways > 0.4 * lower) {
      const left = control.left - text.right;
      if (left >= -4 && left < 250) return left + (isChoice ? 40 : 0);
      // Only boxes to tick have their text on the right.
      const right = text.left - control.right;
      if (isChoice && right >= -4 && right < 200) return right;
    }
    if (overlap(control.left, control.right, text.left, text.right) > 0) {
      const above = control.top - text.bottom;
      if (above >= -4 && above < 60) return above + 60;
    }
    return undefined;
  };

  const groupOf = (candidate: Candidate | undefined): Candidate | undefined => candidate?.outer;

  return function neighbourOf(candidate: Candidate, all: readonly Candidate[]): string {
    const at = candidate.index;
    const isChoice = candidate.role === "checkbox" || candidate.role === "radio";
    let best = "";
    let least = Number.POSITIVE_INFINITY;
    const from = Math.max(0, at - 25);
    for (let index = from; index < Math.min(all.length, at + 25); index += 1) {
      const other = all[index]!;
      if (other === candidate || other.isInteractive) continue;
      if (
        !/^(?:text|heading|cell|gridcell|columnheader|rowheader|term|listitem|definition)$/.test(other.role)
      )
        continue;
      const isAround = other === candidate.outer;
      const far = isAround ? 20 : distance(candidate.box, other.box, isChoice);
      if (far === undefined) continue;
      const text = texts.of(other.element, 200, isAround || other.role === "listitem");
      // A sentence is no label.
      if (text === "" || text.length > 80 || /[.!]$/.test(text)) continue;
      const label = text.replace(/\s*[:*]+\s*$/, "");
      const isLabel = label !== text && text.includes(":");
      const apart = groupOf(other) === groupOf(candidate) || isAround ? 0 : 30;
      const score = far + apart - (isLabel ? 50 : 0) + (index > at && !isChoice ? 20 : 0);
      if (score < least && label !== "") [best, least] = [label, score];
    }
    return best;
  };
}

export type Neighbours = ReturnType<typeof createNeighbours>;
