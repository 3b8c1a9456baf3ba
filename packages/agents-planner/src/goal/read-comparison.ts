import type { Criterion } from "./goal.ts";
import { trimPhrase } from "../text/phrases.ts";

/** A question such as "Which is faster, esbuild or rollup?", taken apart. */
export interface ComparisonReading {
  /** The list of what is compared. */
  readonly list: string;
  /** Left out for "better" and "best", which name no quality. */
  readonly criterion?: Criterion;
  /** "for small teams"; empty for none. */
  readonly purpose: string;
}

/** From each common comparative and superlative to the quality that it compares. */
const qualities: ReadonlyMap<string, string> = new Map<string, string>([
  ...listForms(
    "fast quick slow cheap small light short long strong new old hard clean rich high low close young smart tough",
    "e",
  ),
  ...listForms("safe simple large nice mature", ""),
  ["bigger", "big"],
  ["biggest", "big"],
  ["easier", "easy"],
  ["easiest", "easy"],
  ["healthier", "healthy"],
  ["healthiest", "healthy"],
]);

function listForms(words: string, vowel: string): [string, string][] {
  return words.split(" ").flatMap((word): [string, string][] => [
    [`${word}${vowel}r`, word],
    [`${word}${vowel}st`, word],
  ]);
}

const comparative = `(?:(?:more|less|most|least) [\\w-]+|better|best|worse|worst|${[...qualities.keys()].join("|")})`;
const infinitive = "(?: to [\\w-]+(?: (?:and|with) [\\w-]+)?)?";
const copula = "(?:is|are|would be|will be|runs|performs|scales|loads|builds|starts)";
const purposePattern = "((?:\\s+(?:for|when|in|on|at|as|with)\\s+[^,:;]+?)?)";
const patterns: readonly RegExp[] = [
  new RegExp(
    `^(?:which|what|who)(?:['’]s| (?:(?:one|of the two|of these|of them|option) )?(?:[\\w-]+ )??${copula})(?: the)? (?<asked>${comparative}${infinitive})(?<purpose>${purposePattern})\\s*[,:–—-]\\s*(?<list>.+? (?:or|and|vs\\.?) .+)$`,
    "i",
  ),
  new RegExp(
    `^which of (?<list>.+? (?:or|and) .+?) ${copula}(?: the)? (?<asked>${comparative}${infinitive})(?<purpose>${purposePattern})$`,
    "i",
  ),
  new RegExp(
    `^(?<list>[^,:]+(?:, [^,:]+)* (?:or|and|vs\\.?) [^,:]+?)\\s*[,:–—-]\\s*(?:which|what)(?: one)?(?:['’]s| ${copula})(?: the)? (?<asked>${comparative}${infinitive})(?<purpose>${purposePattern})$`,
    "i",
  ),
  new RegExp(
    `^(?:is|are) (?<one>.+?) (?:really |much |any |still )?(?<asked>${comparative}${infinitive}) than (?<other>.+?)(?<purpose>${purposePattern})$`,
    "i",
  ),
  new RegExp(
    `^(?:is|are) (?<list>.+? or .+?) (?:the )?(?<asked>${comparative}${infinitive})(?<purpose>${purposePattern})$`,
    "i",
  ),
];

/** Reads which-is-more questions; `undefined` for other clauses. */
export function readComparison(clause: string): ComparisonReading | undefined {
  const text = clause.replace(/[\s?!.]+$/, "");
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const { list, one, other, asked = "", purpose = "" } = groups;
    const criterion = readCriterion(asked.toLowerCase());
    return {
      list: list ?? `${one} and ${other}`,
      ...(criterion === undefined ? {} : { criterion }),
      purpose: trimPhrase(purpose),
    };
  }
  return undefined;
}

function readCriterion(asked: string): Criterion | undefined {
  const [first = "", second = "", ...others] = asked.split(" ");
  if (/^(?:more|less|most|least)$/.test(first)) return { asked, quality: [second, ...others].join(" ") };
  const quality = qualities.get(first);
  return quality === undefined
    ? undefined
    : { asked, quality: [quality, second, ...others].join(" ").trim() };
}
