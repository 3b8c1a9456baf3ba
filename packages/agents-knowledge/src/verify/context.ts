import { readStatement, type Unit } from "./statement.ts";
import { genericHeadings, genericSubjects, limitingWords, turningWords } from "./word-lists.ts";

/** What a sentence stands under and after. */
export interface SentenceContext {
  /** Document's name and headings, outermost first. */
  readonly headings: readonly string[];
  /** The sentence before it in the same passage, without markup. */
  readonly before?: string;
}

/** Letters that a heading may add to the document's name and still mean it: `commander`, `Commander.js`. */
const nameSuffix = 2;

/**
 * How many of a claim's first units the context may say for a sentence that leaves its subject out: the
 * units of the document's name, of its first heading, or of the subject of the sentence before. Empty when
 * the claim begins with none of them, or when a heading between names what the claim does not.
 */
export function countContextUnits(
  claim: readonly Unit[],
  { headings, before }: SentenceContext,
  compounds: ReadonlySet<string>,
): readonly number[] {
  const counts = new Set<number>();
  const paths = headings.map((heading) => readKeys(heading, compounds));
  const claimed = new Set(claim.map(({ key }) => key));
  const name = paths[0]?.join("") ?? "";
  const isHarmless = (keys: readonly string[]): boolean => {
    const joined = keys.join("");
    if (name !== "" && joined.startsWith(name) && joined.length - name.length <= nameSuffix) return true;
    return keys.every((key) => claimed.has(key) || genericHeadings.has(key));
  };
  const isSubject = (keys: readonly string[]): boolean =>
    keys.length > 0 && keys.every((key, at) => claim[at]?.key === key && canName(claim[at]));

  for (const [at, keys] of paths.slice(0, 2).entries()) {
    if (isSubject(keys) && paths.slice(at + 1).every(isHarmless)) counts.add(keys.length);
  }
  const subject = before === undefined ? [] : readKeys(before, compounds);
  for (let length = 1; length <= Math.min(3, subject.length); length += 1) {
    if (isSubject(subject.slice(0, length))) counts.add(length);
  }
  return [...counts].filter((count) => count < claim.length);
}

/** A negation or a limit is no name, whatever the sentence before begins with. */
function canName({ word, value }: Unit): boolean {
  return value === undefined && !turningWords.has(word) && !limitingWords.has(word);
}

/** True when nothing before a position of the sentence names a subject of its own. */
export function opensWithin(sentence: readonly Unit[], position: number): boolean {
  return sentence.slice(0, position).every(({ word }) => genericSubjects.has(word));
}

/** True when a heading says that what follows is about the licence. */
export function isUnderLicence(headings: readonly string[]): boolean {
  return /\blicen[cs]/i.test(headings.at(-1) ?? "");
}

function readKeys(text: string, compounds: ReadonlySet<string>): string[] {
  return readStatement(text, { licences: false, compounds }).units.map(({ key }) => key);
}
