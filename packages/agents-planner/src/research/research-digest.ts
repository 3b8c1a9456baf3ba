import type { FoundName } from "./found-name.ts";

/** What given research says, reduced to what a plan can use. */
export interface ResearchDigest {
  /** Its answer in short, or its first sentences. */
  readonly summary: string;
  /** Names of technologies and products in it, the best supported first. */
  readonly technologies: readonly string[];
  /** The same names with what is known of each. */
  readonly names: readonly FoundName[];
  /** Names that it warns about: "avoid …", "… is deprecated". */
  readonly warnings: readonly string[];
  /** Its sources as they may be shown: `"express/README.md:12 “Fast, unopinionated”"`. */
  readonly citations: readonly string[];
  /** What it says itself that it left open, as sentences or questions. */
  readonly openPoints: readonly string[];
  /** Everything readable in it in lower case: tells whether a subject is covered. */
  readonly text: string;
}

/** The part of a digest that travels in a step's input. */
export function summarizeDigest(digest: ResearchDigest): {
  summary: string;
  technologies: string[];
  citations: string[];
} {
  return {
    summary: digest.summary,
    technologies: [...digest.technologies],
    citations: digest.citations.slice(0, 8),
  };
}

/** True when the research speaks of a subject: at least half of the subject's own words occur in it. */
export function coversSubject(digest: ResearchDigest, subject: string): boolean {
  const words = listOwnWords(subject);
  if (words.length === 0) return true;
  const covered = words.filter((word) => digest.text.includes(word.replace(/(?:ies|es|s|\.)$/, ""))).length;
  return covered * 2 >= words.length;
}

/** The words of a phrase that say what it is about, in lower case. */
export function listOwnWords(phrase: string): string[] {
  return (phrase.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.+#]*/gu) ?? []).filter(
    (word) => word.length > 2 && !fillers.has(word),
  );
}

const fillers = new Set(
  "the,and,for,with,our,that,this,from,into,application,app,new,build,create,best".split(","),
);
