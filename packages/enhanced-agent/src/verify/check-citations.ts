import type { Evidence } from "../evidence/evidence.ts";
import type { Check } from "../machine/machine.ts";
import { blankCode } from "./blank-code.ts";
import { findCitations } from "./citations.ts";

const mostShown = 20;

/** Whether every citation exists, and whether an answer that has evidence cites any of it. */
export function checkCitations(answer: string, evidence: readonly Evidence[]): readonly Check[] {
  const cited = findCitations(answer);
  const citable = new Set(evidence.flatMap(({ id, sources }) => [id, ...sources.map((source) => source.id)]));
  const exists = (id: string): boolean => citable.has(id);
  // Round brackets with an unknown id are taken for something else: "vitamin (E5)"; so is an index in code: `row[e5]`.
  const prose = blankCode(answer);
  const unknown = [
    ...new Set(
      cited
        .filter(({ id, isRound, from }) => !isRound && !exists(id) && prose[from] !== " ")
        .map(({ id }) => id),
    ),
  ];
  const known = cited.filter(({ id }) => exists(id));
  const ids = evidence.map(({ id }) => id);
  const checks: Check[] = [
    unknown.length === 0
      ? { kind: "citation", about: "Every citation exists", passed: true }
      : {
          kind: "citation",
          about: "Every citation exists",
          passed: false,
          problem: `${shorten(unknown)
            .map((id) => `[${id}]`)
            .join(
              ", ",
            )} ${unknown.length === 1 ? "does" : "do"} not exist. ${describeIds(unknown, evidence)}`,
        },
  ];
  if (evidence.length === 0) return checks;
  const about = "The answer cites its evidence";
  checks.push(
    known.length > 0
      ? { kind: "citation", about, passed: true }
      : {
          kind: "citation",
          about,
          passed: false,
          problem: `The answer cites nothing. Put ${shorten(ids)
            .map((id) => `[${id}]`)
            .join(" or ")} behind each statement that rests on it.`,
        },
  );
  return checks;
}

function describeIds(unknown: readonly string[], evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return "There is no evidence yet: delegate first, or leave the citation out.";
  const ids = evidence.map(({ id }) => id);
  // Of a piece that exists, the parts are named: that is what was missed.
  const parts = evidence
    .filter(({ id }) => unknown.some((each) => each.startsWith(`${id}.`)))
    .flatMap(({ sources }) => sources.map(({ id }) => id));
  return `Cite only what exists: ${shorten([...ids, ...parts]).join(", ")}.`;
}

function shorten(ids: readonly string[]): readonly string[] {
  return ids.length <= mostShown ? ids : [...ids.slice(0, mostShown), "…"];
}
