import { countContextUnits, opensWithin, type SentenceContext } from "./context.ts";
import type { Judgement } from "./judgement.ts";
import type { Statement } from "./statement.ts";
import { compareValues } from "./values.ts";
import { turningWords } from "./word-lists.ts";

/** Words that a statement about a licence may have besides subject and licence. */
const licenceWords = new Set([
  "licens",
  "under",
  "term",
  "releas",
  "distribut",
  "publish",
  "avail",
  "code",
  "project",
  "softwar",
  "c",
  "copyright",
]);

/**
 * Judges a claim of the form "<subject> is licensed under <licence>" by a sentence about a licence. The
 * subject must begin the sentence or be the document's name, and the sentence must name one licence only.
 *
 * Returns `undefined` when claim or sentence has another form.
 */
export function judgeLicence(
  claim: Statement,
  sentence: Statement,
  context: SentenceContext,
  compounds: ReadonlySet<string>,
): Judgement | undefined {
  const claimed = claim.units.flatMap(({ value }) => (value ? [value] : []));
  const found = sentence.units.flatMap(({ value }) => (value?.kind === "licence" ? [value] : []));
  if (claimed.length !== 1 || claimed[0].kind !== "licence" || found.length !== 1) return undefined;
  const subject = claim.units.filter(({ key, value }) => !value && !licenceWords.has(key));
  const rest = sentence.units.filter(({ key, value }) => value?.kind !== "licence" && !licenceWords.has(key));
  if (subject.length === 0 || subject.some(({ word }) => turningWords.has(word))) return undefined;
  if (sentence.units.some(({ word }) => turningWords.has(word) && word !== "under" && word !== "by"))
    return undefined;

  const isNamed = subject.every(({ key }, at) => sentence.units[at]?.key === key);
  const licenceAt = sentence.units.findIndex(({ value }) => value?.kind === "licence");
  const firstWords = sentence.units.slice(0, licenceAt).filter(({ key }) => !licenceWords.has(key));
  const isImplied =
    countContextUnits(claim.units, context, compounds).includes(subject.length) &&
    opensWithin(firstWords, firstWords.length);
  if (!isNamed && !isImplied) return undefined;
  if (isNamed && firstWords.length > subject.length) return undefined;
  if (rest.length > subject.length + mostOtherWords) return undefined;

  const comparison = compareValues(claimed[0], found[0]);
  if (comparison === "same") return { stance: "supports", score: 1, confidence: isNamed ? 0.92 : 0.86 };
  if (comparison === "unclear") return undefined;
  return { stance: "refutes", score: 0.8, confidence: isNamed ? 0.85 : 0.8, found: found[0].content };
}

/** Names of holders and years may follow a licence; more is another statement. */
const mostOtherWords = 6;
