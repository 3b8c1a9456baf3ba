import { stopWords } from "../retrieval/stop-words.ts";

const quoted = /"[^"\n]{0,200}"|“[^”\n]{0,200}”|`[^`\n]{0,200}`|\([^()\n]{0,200}\)/g;
const pronoun = /\b(?:its|it|they|them|their|he|him|his|she|her)\b/gi;
const possessive = /^(?:its|their|his|her)$/i;
const asksWhatIs = /^(?:what|who|which)(?:['’]s|\s+(?:is|are|was|were))\s+(\S.*)$/i;
const asksOfWhom = /^who\s+(\S+)\s+(\S.*)$/i;
const auxiliary = /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)$/i;
const tellsOf = /^(?:please\s+)?(?:explain|describe|introduce|tell\s+me\s+about)\s+(\S.*)$/i;
const trailing =
  /\s+(?:used|made|good|known|called|located|like|about|born|built|founded|invented|written|released|licensed)(?:\s+(?:for|in|of|at|by|as|under|from))?$/i;
const questionWord = /^(?:how|what|why|when|where|who|whom|whose|which|whether|if)$/i;
const articles = /^(?:an?|the)$/i;
const longestTopic = 6;

/** Blanks what stands in quotation marks and brackets, character for character. */
export function maskQuotes(text: string): string {
  return text.replace(quoted, (found) => "x".repeat(found.length));
}

/** What a question is about, when that is certain: `zod` in "What is zod?", "Is zod fast?". */
export function readTopic(question: string): string | undefined {
  const text = question.replace(/[\s?.!]+$/, "");
  const told = tellsOf.exec(text)?.[1];
  if (told !== undefined) return keepName(told.split(" "));
  const asked = asksWhatIs.exec(text)?.[1];
  if (asked !== undefined) return keepName(asked.replace(trailing, "").split(" "));
  const words = text.split(" ");
  const at = words.slice(0, 4).findIndex((word) => auxiliary.test(word));
  if (at !== -1) return readSubjectAfter(words[at], text.split(" ").slice(at + 1));
  const object = asksOfWhom.exec(text)?.[2];
  return object === undefined ? undefined : keepName(object.split(" "));
}

/** A question with its pronouns replaced; `undefined` when it has some and there is nothing to put there. */
export function resolvePronouns(question: string, topic: string | undefined): string | undefined {
  if (question.search(pronoun) === -1) return question;
  if (topic === undefined) return undefined;
  return question.replace(pronoun, (found) => (possessive.test(found) ? `${topic}’s` : topic));
}

/** A phrase that names something: one or two words, or more after an article or of names. */
function keepName(words: readonly string[]): string | undefined {
  const [first = ""] = words;
  if (words.length > longestTopic || words.some((word) => questionWord.test(word) || /[,;:]$/.test(word)))
    return undefined;
  if (words.every((word) => stopWords.has(word.toLowerCase()))) return undefined;
  return articles.test(first) || words.length <= 2 || isNamed(first) ? words.join(" ") : undefined;
}

/** The subject after an auxiliary, where it visibly ends: a run of names, or what stands before the last word. */
function readSubjectAfter(verb: string, words: readonly string[]): string | undefined {
  const skipped = articles.test(words[0] ?? "") ? 1 : 0;
  const end = words.findIndex((word, at) => at >= skipped && !isNamed(word));
  const named = end === -1 ? words.length : end;
  if (named > skipped) return keepName(words.slice(0, named));
  const rest = words.length - skipped;
  const isWhole = /^(?:is|are|was|were)$/i.test(verb) && rest === 1;
  return isWhole || rest === 2 ? keepName(words.slice(0, isWhole ? undefined : -1)) : undefined;
}

function isNamed(word: string): boolean {
  return /^[@\p{Lu}\d]|\p{L}[\d/@.-]+\p{L}|\p{Ll}\p{Lu}/u.test(word);
}
