import { maskQuotes, readTopic, resolvePronouns } from "./pronouns.ts";

const boundary = /(?:,\s+(?:and\s+|but\s+|or\s+)?|\s+(?:and|but|or)\s+)(?=\S)/gi;
const questionWords = "how|what|why|when|where|who|whom|whose|which";
const measuring = "how|what|which|whose";
const auxiliaries = "is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must";
/** A question word with its auxiliary, "how many", or "who" with its verb; "when it is" begins a clause of time. */
const asks = new RegExp(
  `^(?:(?:(?:${questionWords})(?:['’]s|\\s+(?:${auxiliaries}))|(?:${measuring})(?:\\s+[\\w’'-]{1,30}){1,2}?\\s+(?:${auxiliaries}))\\s+\\S|how\\s+(?:many|much)\\s+\\S|who\\s+[a-z]+(?:ed|ote|ade|uilt|ound|ew|ns|es)\\s+\\S)`,
  "i",
);
const asksBack = new RegExp(`^(?:${auxiliaries})\\s+(?:it|they|he|she)\\s+\\S`, "i");
const opensQuestion = new RegExp(`^(?:${auxiliaries})\\s+\\S`, "i");
const tells = /^(?:please\s+)?(?:explain|describe|introduce|tell\s+me\s+about|list|summari[sz]e|show)\s+\S/i;
/** After a first task another: "explain A and show how B works". */
const tellsMore =
  /^(?:then\s+)?(?:explain|describe|summari[sz]e|show|tell\s+me)\s+(?:how|why|what|when|the|an?|me|about|\S+ing)\b/i;
/** After one of these the clauses may belong together: "the difference between what is said and what is meant". */
const binds = new RegExp(`\\s(?:${questionWords}|whether|if|between|both|either|that)\\s`, "i");

/**
 * The clauses of a question that are questions themselves, each able to stand alone; the question as it is
 * when there is only one, or when it is not certain what a pronoun means.
 *
 * @example
 * splitClauses("What is zod and how does it validate?"); // ["What is zod?", "How does zod validate?"]
 */
export function splitClauses(question: string): string[] {
  const text = question.replace(/[\s?]+$/, "");
  const masked = maskQuotes(text);
  const starts = [...masked.matchAll(boundary)].filter(({ index, 0: joint }) => {
    const rest = masked.slice(index + joint.length, index + joint.length + 120);
    return asks.test(rest) || asksBack.test(rest) || (tells.test(masked) && tellsMore.test(rest));
  });
  const [first] = starts;
  // A mere comma sets a clause apart that belongs to the one before, except within a row that ends with "and".
  if (first === undefined || /^,\s+$/.test(starts[starts.length - 1][0])) return [question];
  const leading = masked.slice(0, first.index);
  const isQuestion = asks.test(leading) || opensQuestion.test(leading) || tells.test(leading);
  if (!isQuestion || binds.test(`${leading.replace(/^\S+/, "")} `)) return [question];

  const clauses = [
    text.slice(0, first.index),
    ...starts.map(({ index, 0: joint }, at) => text.slice(index + joint.length, starts[at + 1]?.index)),
  ];
  const topic = readTopic(clauses[0]);
  const resolved = clauses.map((clause, at) => {
    if (at === 0) return clause;
    // What is asked for "instead" is asked for instead of something.
    const whole = topic === undefined ? clause : clause.replace(/\binstead$/i, `instead of ${topic}`);
    return resolvePronouns(whole, topic);
  });
  if (resolved.some((clause) => clause === undefined)) return [question];
  return resolved.map((clause = "") => {
    const whole = `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
    return tells.test(whole) || tellsMore.test(whole) ? whole : `${whole}?`;
  });
}
