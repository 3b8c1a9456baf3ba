import type { RankedPassage, Sentence } from "../retrieval/knowledge-index.ts";
import { createTerms, findWords } from "../retrieval/tokenize.ts";
import { isStatement } from "./is-statement.ts";

/** What a sentence gains by saying "X is a …". */
const definitionBonus = 0.35;
/** More than a sentence can gain by naming the subject only. */
const introductionBonus = 1.05;
/** Who asks for more than two words at once asks for more than what a name means. */
const longestName = 2;

/** What follows a name that is explained at once: ", a …", " (…". */
const explained = /^["'”’*_`]{0,4}(?:(?:, | [–—-] |: )(?:an?|the|one|which|or)\b| \(["'“‘]?\p{L})/iu;
const naming = /^(?:called|named|as|termed)$/i;
/** A name at the beginning of a list is one of many. */
const listed = /^["'”’*_`]{0,4}[,.]/;
/** A name that stands alone in parentheses names what stands before them. */
const [opened, closed] = [/\((?:an? |the )?["'“‘*_`]{0,4}$/i, /^["'”’*_`]{0,4}\)/];

/** What a question asks to be introduced to. */
export interface Subject {
  readonly terms: readonly string[];
  /** True for a name of one or two words: only an introduction or a definition answers then. */
  readonly isName: boolean;
}

/** For "What is X?", and for a bare word such as `fastq` or `React 19`, the terms of X. */
export function readSubject(question: string): Subject {
  const text = question.trim();
  const asked = /^what(?:\s+is|\s+are|'s)\s+(?:an?\s+|the\s+)?(.{1,60}?)\??$/i.exec(text)?.[1];
  const bare = /^([^\s?]{1,40}(?:\sv?\d[\w.]{0,20})?)$/.exec(text)?.[1];
  const subject = (asked ?? bare ?? "").trim();
  const terms = readTerms(subject);
  return {
    terms,
    isName: terms.length > 0 && findWords(subject).length <= longestName && !/['’]s\s/.test(subject),
  };
}

/** True when headings end in the subject's name: what stands under them introduces it. */
function isAbout(headings: readonly string[], { terms }: Subject): boolean {
  return hasName(headings.at(-1), terms);
}

/** Puts the passages that introduce or define the subject to the front; for other questions nothing changes. */
export function putIntroductionsFirst(
  subject: Subject,
  passages: readonly RankedPassage[],
): readonly RankedPassage[] {
  if (subject.terms.length === 0) return passages;
  return passages
    .map((passage) => ({ passage, worth: rateIntroduction(passage, subject) }))
    .toSorted((a, b) => b.worth - a.worth || (a.worth > 0 ? a.passage.id - b.passage.id : 0))
    .map(({ passage }) => passage);
}

function rateIntroduction({ headings, sentences }: RankedPassage, subject: Subject): number {
  if (opensDocument(headings, subject)) return 3;
  if (subject.isName && sentences.some(({ quote }) => defines(quote, subject))) return 2;
  return isAbout(headings, subject) ? 1 : 0;
}

/** What a sentence gains by saying "X is a …", or by opening the introduction of X. */
export function defineBonus(sentence: Sentence, subject: Subject, passage: RankedPassage): number {
  if (sentence.kind !== "prose" || subject.terms.length === 0) return 0;
  return (
    (isOpening(sentence, subject, passage) ? introductionBonus : 0) +
    (defines(sentence.quote, subject) ? definitionBonus : 0)
  );
}

/**
 * The passages that tell what the subject is, each with the sentences that do: in the document of that name,
 * or by defining it. In the documentation of packages whatever else names the subject only mentions it.
 */
export function keepIntroductions(
  subject: Subject,
  passages: readonly RankedPassage[],
): readonly RankedPassage[] {
  return passages.flatMap((passage): RankedPassage[] => {
    if (opensDocument(passage.headings, subject)) return [passage];
    const isOwn = passage.file.package === undefined;
    // A document of one's own may introduce many things, each in a section of its own or in passing.
    if (isOwn && isAbout(passage.headings, subject)) return [passage];
    const sentences = passage.sentences.filter(
      (sentence) =>
        defines(sentence.quote, subject) ||
        (isOwn
          ? introduces(sentence.quote, subject)
          : isOpening(sentence, subject, passage) && speaksOf(sentence.quote, subject)),
    );
    return sentences.length === 0 ? [] : [{ ...passage, sentences }];
  });
}

/** True under the title of a document, or the name of a package, that is the subject's name. */
function opensDocument(headings: readonly string[], { terms }: Subject): boolean {
  return headings.every((heading) => hasName(heading, terms));
}

function isOpening(sentence: Sentence, subject: Subject, { headings, sentences }: RankedPassage): boolean {
  return isAbout(headings, subject) && sentences.find(isStatement) === sentence;
}

/** "X is a …", where X begins the sentence and at most three words follow it before the verb. */
function defines(quote: string, { terms }: Subject): boolean {
  const words = findWords(quote);
  const verb = words.findIndex(({ text }) => /^(?:is|are|means)$/i.test(text));
  if (verb < 1 || verb > terms.length + 4) return false;
  return speaksOf(quote, { terms }) && /^(?:an?|the|one)$/i.test(words[verb + 1]?.text ?? "");
}

/** A sentence about X, "X, a …", "X (the …", "… (X)", "… called X": it tells something of X, and does not only name it. */
function introduces(quote: string, { terms }: Subject): boolean {
  const words = findWords(quote);
  const wholes = words.map(({ text }) => createTerms(text).whole);
  return words.some(({ start }, at) => {
    if (terms.some((term, step) => wholes[at + step] !== term)) return false;
    const last = words[at + terms.length - 1];
    const end = last.start + last.text.length;
    const after = quote.slice(end, end + 20);
    if (naming.test(words[at - 1]?.text ?? "") || explained.test(after)) return true;
    if (wholes.slice(0, at).every((whole) => whole === "")) return !listed.test(after);
    return opened.test(quote.slice(Math.max(0, start - 20), start)) && closed.test(after);
  });
}

/** True when a sentence begins with the subject, as its own subject does. */
function speaksOf(quote: string, { terms }: Pick<Subject, "terms">): boolean {
  return readTerms(quote).slice(0, terms.length).join(" ") === terms.join(" ");
}

/** "Sucrase" and "What is Sucrase?" name it; "What Sucrase is not" does not. */
function hasName(heading: string | undefined, terms: readonly string[]): boolean {
  if (heading === undefined || terms.length === 0) return false;
  const name = heading.replace(/^(?:what(?:\s+is|\s+are|'s)\s+)?(?:(?:an?|the)\s+)?/i, "");
  return findWords(name).length === terms.length && readTerms(name).join(" ") === terms.join(" ");
}

function readTerms(text: string): string[] {
  return findWords(text)
    .map((word) => createTerms(word.text).whole)
    .filter((term) => term !== "");
}
