import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { createTerms, findWords, tokenize, type Word } from "../retrieval/tokenize.ts";

/** A question in terms: what it is about, and what it wants to know of that. */
export interface Question {
  /** `zod` in "Does zod …": whatever is said of anything else is no answer. */
  readonly subject?: string;
  /** Further names, such as `Vite` and `p-queue`, by their looks. */
  readonly names: readonly string[];
  /** The other terms. */
  readonly rest: readonly string[];
}

const auxiliary =
  /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)$/i;
/** After these the subject follows the auxiliary at once; "Which is …" and "What is …" go on otherwise. */
const beforeSubject = /^(?:how|why|when|where|whose)$/i;
const doing = /^(?:do|does|did)$/i;

/** Reads which words of a question name something; `known` are the names of documented packages. */
export function readQuestion(text: string, known: ReadonlySet<string>): Question {
  const words = findWords(text);
  const capitals = words.filter(({ text: word }) => /^\p{Lu}/u.test(word)).length;
  // In a title every word has a capital, which then says nothing.
  const isTitle = words.length > 3 && capitals * 2 > words.length;
  const subjectAt = findSubject(words);
  const subject = createTerms(words[subjectAt]?.text ?? "").whole;
  const names = new Set<string>();
  const rest = new Set<string>();
  for (const [position, { text: word }] of words.entries()) {
    const { whole } = createTerms(word);
    if (whole === "" || whole === subject) continue;
    const isName = known.has(word.toLowerCase()) || looksLikeName(word, position === 0 || isTitle);
    (isName ? names : rest).add(whole);
  }
  return { ...(subject !== "" && { subject }), names: [...names], rest: [...rest] };
}

/**
 * The passages that speak of what a question names, and hold anything of what is asked about it, each with the
 * sentences that may answer. A question without names leaves everything as it is.
 *
 * The documentation of a package speaks of that package, unless a sentence itself names what is asked for.
 * Other documents share their subject: one passage may name what the next one tells of.
 */
export function keepFitting(
  question: Question,
  passages: readonly RankedPassage[],
): readonly RankedPassage[] {
  const { subject, names, rest } = question;
  const subjects = subject === undefined ? names : [subject];
  if (subjects.length === 0) return passages;
  const together = listTerms(passages.filter(({ file }) => file.package === undefined));
  const others = [...names, ...rest];
  return passages.flatMap((passage): RankedPassage[] => {
    const about = passage.file.package?.name;
    if (about === undefined) return holds(question, together) ? [passage] : [];
    if (!holds(question, listTerms([passage]))) return [];
    const own = new Set(tokenize(about));
    if (subjects.some((term) => own.has(term))) return [passage];
    const sentences = passage.sentences.filter(({ quote }) => {
      const terms = new Set(tokenize(quote));
      const isNamed = subjects.some((term) => terms.has(term));
      return isNamed && others.filter((term) => terms.has(term)).length * 2 >= others.length;
    });
    return sentences.length === 0 ? [] : [{ ...passage, sentences }];
  });
}

function holds({ subject, names, rest }: Question, terms: ReadonlySet<string>): boolean {
  const found = names.filter((term) => terms.has(term)).length;
  const asked = rest.filter((term) => terms.has(term)).length;
  return subject === undefined
    ? found * 2 >= names.length && (rest.length === 0 || found + asked > 1)
    : terms.has(subject) && (names.length + rest.length === 0 || found + asked > 0);
}

function listTerms(passages: readonly RankedPassage[]): ReadonlySet<string> {
  return new Set(
    passages.flatMap(({ headings, sentences }) =>
      tokenize([...headings, ...sentences.map(({ quote }) => quote)].join("\n")),
    ),
  );
}

/**
 * The position of a name in small letters: in a question the word after the auxiliary, where no article stands
 * before it; in a statement, such as "zod is licensed", the first word.
 */
function findSubject(words: readonly Word[]): number {
  const at = words.findIndex(({ text }) => auxiliary.test(text));
  if (at === -1 || at + 1 >= words.length) return -1;
  if (at === 1 && createTerms(words[0].text).whole !== "") return 0;
  const isCount = /^(?:many|much)$/i.test(words[1]?.text ?? "");
  const isFirst = at === 0 || (beforeSubject.test(words[0].text) && !isCount) || doing.test(words[at].text);
  return isFirst && createTerms(words[at + 1].text).whole !== "" ? at + 1 : -1;
}

/** Capitals, or joints and digits between letters; a capital that has to stand there does not count. */
function looksLikeName(word: string, isCapitalExpected: boolean): boolean {
  if (!/\p{L}/u.test(word)) return false;
  if (/^\p{Ll}\p{L}*-\p{Ll}[\p{Ll}-]+$/u.test(word)) return /^\p{L}-/u.test(word);
  const body = word.replace(/['’]s$/, "");
  return (
    (isCapitalExpected ? /\p{Lu}/u.test(body.slice(1)) : /\p{Lu}/u.test(body)) ||
    /\p{L}[\d/@]|\p{L}\.\p{L}/u.test(body)
  );
}
