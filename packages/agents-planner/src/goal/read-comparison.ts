import type { English } from "./english/english.ts";
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

const comparative = "(?:(?:more|less|most|least) [\\w-]+|better|best|worse|worst|[a-z]+(?:er|est))";
const infinitive = "(?: to [\\w-]+(?: (?:and|with) [\\w-]+)?)?";
const copula = "(?:is|are|would be|will be|runs|performs|scales|loads|builds|starts)";
const purposePattern = "((?:\\s+(?:for|when|in|on|at|as|with)\\s+[^,:;]+?)?)";
const patterns: readonly RegExp[] = [
  new RegExp(
    `^(?:which|what|who)(?:['’]s| (?:(?:one|of the two|of these|of them|option) )?(?:[\\w-]+ )??${copula})(?: the)? (?<asked>${comparative}${infinitive})(?: (?:[a-z-]+ ){0,2}[a-z-]+)??(?<purpose>${purposePattern})\\s*[,:–—-]\\s*(?<list>.+? (?:or|and|vs\\.?) .+)$`,
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
    `^(?:is|are|would) (?<one>.+?) (?:be |really |much |any |still |an? |the )*(?<asked>${comparative}${infinitive})(?: (?:choice|option|fit|solution))? than (?<other>.+?)(?<purpose>${purposePattern})$`,
    "i",
  ),
  new RegExp(
    `^(?:is|are) (?<list>.+? or .+?) (?:the )?(?<asked>${comparative}${infinitive})(?<purpose>${purposePattern})$`,
    "i",
  ),
];

/** Reads which-is-more questions; `undefined` for other clauses. */
export function readComparison(clause: string, english: English): ComparisonReading | undefined {
  const text = clause.replace(/[\s?!.]+$/, "");
  for (const pattern of patterns) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const { list, one, other, asked = "", purpose = "" } = groups;
    const [first = ""] = asked.toLowerCase().split(" ");
    if (!isComparative(first, english)) continue;
    const criterion = readCriterion(asked.toLowerCase(), english);
    return {
      list: list ?? `${one} and ${other}`,
      ...(criterion === undefined ? {} : { criterion }),
      purpose: trimPhrase(purpose).replace(/^for (?:us|me|you|them)$/i, ""),
    };
  }
  return undefined;
}

function readCriterion(asked: string, english: English): Criterion | undefined {
  const [first = "", second = "", ...others] = asked.split(" ");
  if (degree.test(first)) return { asked, quality: [second, ...others].join(" ") };
  const quality = findPositive(first, english);
  return quality === undefined
    ? undefined
    : { asked, quality: [quality, second, ...others].join(" ").trim() };
}

const degree = /^(?:more|less|most|least)$/;

/** True for "faster", "best" and "more", false for "server". */
export function isComparative(word: string, english: English): boolean {
  return (
    degree.test(word) ||
    /^(?:better|best|worse|worst)$/.test(word) ||
    findPositive(word, english) !== undefined
  );
}

/** From "easier" to "easy"; "better" names no quality, and "server" is no comparative. */
function findPositive(word: string, english: English): string | undefined {
  const stem = /^([a-z]{2,}?)(?:er|est)$/.exec(word)?.[1];
  if (
    stem === undefined ||
    english.kindOf(word).usual === "NOUN" ||
    /^(?:over|under|after|other|never|ever)$/.test(word)
  )
    return undefined;
  const undoubled = /(.)\1$/.test(stem) ? stem.slice(0, -1) : stem;
  const forms = [stem, `${stem}e`, undoubled, stem.replace(/i$/, "y")];
  return forms.find((form) => {
    const { isKnown, usual } = english.kindOf(form);
    return isKnown && (usual === "ADJ" || usual === "ADV");
  });
}
