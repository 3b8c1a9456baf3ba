import { findKnownTechnology, listLanguagesOf, type TechnologyKind } from "./known-technologies.ts";

/** Words that exclude a whole kind of technology: "without any database". */
const kindsByName: readonly (readonly [words: RegExp, kind: TechnologyKind])[] = [
  [/^(?:any |an? )?databases?$/i, "database"],
  [/^(?:any |an? )?(?:message |job |task )?(?:queues?|brokers?)$/i, "queue"],
  [/^(?:any |an? )?(?:orms?|object[- ]relational mappers?)$/i, "object-mapper"],
  [/^(?:any |an? )?search engines?$/i, "search"],
  [/^(?:any |an? )?(?:test|testing) (?:framework|library|tool)s?$/i, "testing"],
  [/^(?:any |an? )?validation librar(?:y|ies)$/i, "validation"],
];

/** Of these kinds, what is used for something else as well: a cache, sign-in. */
const ofManyUses = new Set("Redis,Valkey,Firebase,Supabase".split(","));

/** Kinds that are written in the language of their ecosystem; what learns or runs elsewhere has other interfaces. */
const boundToLanguage: ReadonlySet<TechnologyKind> = new Set([
  "backend",
  "validation",
  "object-mapper",
  "testing",
  "data-processing",
  "http-client",
  "command-line",
  "concurrency",
]);

/** What is asked for and excluded by its kind or its language. */
export interface ExcludedByKind {
  readonly technology: string;
  readonly exclusion: string;
  /** Why the one cannot be without the other, as a clause. */
  readonly reason: string;
}

/** The first technology that an exclusion rules out without naming it: Postgres by "database", Django by "Python". */
export function findExcludedByKind(
  technologies: readonly string[],
  exclusions: readonly string[],
): ExcludedByKind | undefined {
  for (const exclusion of exclusions) {
    const kind = kindsByName.find(([words]) => words.test(exclusion))?.[1];
    for (const technology of technologies) {
      const known = findKnownTechnology(technology);
      if (known === undefined) continue;
      if (kind !== undefined && known.kinds.includes(kind) && !ofManyUses.has(known.name))
        return { technology, exclusion, reason: `${known.name} is one` };
      const language = findOnlyLanguage(known.kinds, known.ecosystems);
      if (language !== undefined && language.toLowerCase() === exclusion.toLowerCase())
        return { technology, exclusion, reason: `${known.name} is written and used in ${language}` };
    }
  }
  return undefined;
}

function findOnlyLanguage(
  kinds: readonly TechnologyKind[],
  ecosystems: readonly string[],
): string | undefined {
  const [ecosystem, ...others] = ecosystems;
  if (ecosystem === undefined || others.length > 0 || !kinds.every((kind) => boundToLanguage.has(kind)))
    return undefined;
  const languages = listLanguagesOf(ecosystem);
  return languages.length === 1 ? languages[0] : undefined;
}
