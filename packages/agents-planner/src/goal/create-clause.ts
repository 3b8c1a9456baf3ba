import type { Goal } from "./goal.ts";
import { shorten } from "../text/phrases.ts";
import type { VerbReading } from "./english/read-verb.ts";

/** More members than this are kept together in the last one. */
const mostObjects = 12;

/** What a verb without an object works on: "deploy to AWS". */
export const nothingNamed = "project";

/** Bounds a list; what is too much shares the last place, and a note says so. */
export function limitList(members: readonly string[]): { objects: string[]; notes: string[] } {
  if (members.length <= mostObjects) return { objects: members.map((member) => shorten(member)), notes: [] };
  const last = shorten(members.slice(mostObjects - 1).join(", "));
  return {
    objects: [...members.slice(0, mostObjects - 1).map((member) => shorten(member)), last],
    notes: [`The goal lists ${members.length} things; from the ${mostObjects}th on they share one step.`],
  };
}

/** What a clause says beside its verb. */
export type ClauseParts = Pick<
  Goal,
  "object" | "objects" | "features" | "technologies" | "exclusions" | "notes"
>;

/** The goal of one clause, every phrase within bounds. */
export function createClause(text: string, verb: VerbReading, parts: ClauseParts): Goal {
  const cut = (members: readonly string[]): string[] =>
    members.slice(0, mostObjects).map((member) => shorten(member));
  const isLong = parts.object.length > shorten(parts.object).length;
  return {
    text,
    readable: true,
    intent: verb.intent,
    verb: verb.verb,
    object: shorten(parts.object),
    objects: parts.objects,
    features: cut(parts.features),
    technologies: cut(parts.technologies),
    exclusions: cut(parts.exclusions),
    limits: {},
    clauses: [],
    notes: [
      ...parts.notes,
      ...(isLong ? ["A long description was shortened in the steps; the goal keeps it whole."] : []),
    ],
  };
}
