import type { Goal } from "../goal/goal.ts";
import type { FoundName } from "../research/found-name.ts";
import { listOwnWords, type ResearchDigest } from "../research/research-digest.ts";
import { findKnownTechnology, type TechnologyKind } from "../goal/known-technologies.ts";
import { kindNames } from "../research/technology-kinds.ts";
import { joinList } from "../text/phrases.ts";

/** Which names of the research are used for what, and why others are not. */
export interface TechnologyChoice {
  readonly chosen: ReadonlyMap<TechnologyKind, readonly FoundName[]>;
  /** As sentences for the plan's assumptions. */
  readonly notes: readonly string[];
  /** Names that the notes speak of. */
  readonly discussed: ReadonlySet<string>;
}

/** Of kinds that have several members that belong together, and per step. */
const mostTogether = 2;

/**
 * Chooses from the research's names what steps of the given kinds are made with.
 *
 * What the goal excludes or has named itself stays out, so do names that the language of the goal (or of the best
 * supported name) has no use for; of rivals the better supported one is chosen, the others are noted.
 */
export function chooseTechnologies(
  goal: Goal,
  digest: ResearchDigest,
  asked: ReadonlySet<TechnologyKind>,
): TechnologyChoice {
  const own = readOwnNames(goal);
  const notes: string[] = [];
  const discussed = new Set<string>();
  const leaveOut = (name: string, why: string): void => {
    notes.push(why);
    discussed.add(name);
  };
  const fitting = digest.names.filter((found) => {
    if (!found.isSupported || own.isNamed(found.name)) return false;
    const fits = listKinds(found).some((kind) => asked.has(kind)) && isMeantFor(found, goal);
    if (fits && own.isExcluded(found.name)) {
      leaveOut(found.name, `${found.name}, which the research names, stays out: the goal excludes it.`);
      return false;
    }
    return fits;
  });
  const languages = own.ecosystems.length > 0 ? own.ecosystems : findEcosystem(fitting);
  const usable = fitting.filter((found) => {
    if (isUsableFrom(found, languages)) return true;
    leaveOut(
      found.name,
      `${found.name}, which the research names, stays out: ${found.kinds.includes("language") ? "" : `it is for ${joinList(found.ecosystems, "or")}, `}the work is in ${joinList(languages, "or")}.`,
    );
    return false;
  });
  const chosen = new Map<TechnologyKind, readonly FoundName[]>();
  for (const kind of asked) {
    const rivals = usable.filter((found) => listKinds(found).includes(kind));
    const [kept] = own.namesOfKind(kind);
    const [first, ...others] = rivals;
    if (first === undefined) continue;
    const { label, several } = kindNames[kind];
    if (kept !== undefined) {
      for (const { name } of rivals)
        leaveOut(name, `${kept}, which the goal names, is used ${label}; the research names ${name}.`);
      continue;
    }
    const taken = several === true ? rivals.slice(0, mostTogether) : [first];
    chosen.set(kind, taken);
    const left = several === true ? [] : others.map(({ name }) => name);
    for (const name of left) discussed.add(name);
    if (left.length > 0)
      notes.push(
        `${joinList(left, "or")} would be an alternative to ${first.name} ${label}; the research says less for it.`,
      );
  }
  return { chosen, notes, discussed };
}

/** The kinds that a name may be used for; of names without one, only what the answer itself recommends. */
function listKinds({ kinds, isInAnswer, isRecommended }: FoundName): readonly TechnologyKind[] {
  const known = kinds.filter((kind) => kind !== "recommended");
  if (known.length > 0) return known;
  return isInAnswer && isRecommended ? ["recommended"] : [];
}

/** A name whose kind is not known is used only for what the research recommends it for. */
function isMeantFor({ kinds, recommendedFor }: FoundName, goal: Goal): boolean {
  if (recommendedFor === undefined || kinds.some((kind) => kind !== "recommended")) return true;
  const words = new Set(listStems(goal.text));
  return listStems(recommendedFor).some((word) => words.has(word));
}

function listStems(text: string): string[] {
  return listOwnWords(text).map((word) => word.replace(/(?:ies|es|s|\.)$/, ""));
}

/** Pages are made with what browsers run, whatever the rest is made with. */
function isUsableFrom({ kinds, ecosystems }: FoundName, languages: readonly string[]): boolean {
  if (ecosystems.length === 0 || languages.length === 0 || kinds.includes("frontend")) return true;
  return ecosystems.some((ecosystem) => languages.includes(ecosystem));
}

/** The language of the best supported name that is bound to one. */
function findEcosystem(names: readonly FoundName[]): readonly string[] {
  return (
    names.find(({ kinds, ecosystems }) => ecosystems.length === 1 && !kinds.includes("frontend"))
      ?.ecosystems ?? []
  );
}

interface OwnNames {
  readonly ecosystems: readonly string[];
  isNamed(name: string): boolean;
  isExcluded(name: string): boolean;
  namesOfKind(kind: TechnologyKind): readonly string[];
}

/** What the goal and its clauses say themselves. */
function readOwnNames(goal: Goal): OwnNames {
  const parts = [goal, ...goal.clauses];
  const named = [...new Set(parts.flatMap(({ technologies }) => technologies))];
  const lower = new Set(named.map((name) => name.toLowerCase()));
  const excluded = parts.flatMap(({ exclusions }) => exclusions.map((name) => name.toLowerCase()));
  // "Go" is an everyday word, which readers of goals pass over
  const spoken = /\b(?:in|with|using) Go\b(?! (?:to|with|into)\b)/.test(goal.text) ? [...named, "Go"] : named;
  const known = spoken.map(findKnownTechnology).filter((found) => found !== undefined);
  const bound = known.filter(({ kinds }) => !kinds.includes("frontend"));
  const languages = bound.filter(({ kinds }) => kinds.includes("language"));
  return {
    ecosystems: [
      ...new Set((languages.length > 0 ? languages : bound).flatMap(({ ecosystems }) => ecosystems)),
    ],
    isNamed: (name) => lower.has(name.toLowerCase()),
    isExcluded: (name) => excluded.includes(name.toLowerCase()),
    namesOfKind: (kind) => known.filter(({ kinds }) => kinds.includes(kind)).map(({ name }) => name),
  };
}
