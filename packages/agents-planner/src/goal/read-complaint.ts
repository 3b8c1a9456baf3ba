import { askFeature } from "./english/ask-feature.ts";
import type { English } from "./english/english.ts";
import { readStatement } from "./english/read-statement.ts";
import { readVerb } from "./english/read-verb.ts";
import type { Goal } from "./goal.ts";
import { parseClause } from "./parse-clause.ts";
import { readAddition } from "./read-addition.ts";
import { shorten, trimPhrase } from "../text/phrases.ts";

/** "find out why", "figure out the cause": asks for what a fix finds anyway. */
export const asksCause =
  /^(?:find out|figure out|work out|investigate|see|understand|check)(?: (?:why|how come|the (?:reason|cause)s?)| what(?:['’]s| is) (?:wrong|going on))[\s.?!]*$/i;

/** After an order, "it has grown to 3000 lines" says why and "comments need moderation" what to heed; neither is work. */
export function noteRemark(text: string, before: Goal, english: English): string | undefined {
  const isOrder = before.verb !== "" && before.question === undefined;
  if (!isOrder || !/^(?:\p{Ll}|\d|I\b)/u.test(text) || text.endsWith("?")) return undefined;
  if (
    readAddition(text) !== undefined ||
    askFeature(text) !== undefined ||
    /^(?:we|i) (?:want|need|would|should|must)\b/i.test(text)
  )
    return undefined;
  if (/^(?:have|get|let) /i.test(text)) return undefined;
  if (readStatement(text, english) === undefined || readVerb(text, english) !== undefined) return undefined;
  const isWish = english.tag(text)[0]?.tag === "ADJ" && /^\S+ (?:but|and|yet)\b/i.test(text);
  return isWish || /\b(?:should|must|shall|needs?|has to|have to|may)\b/i.test(text)
    ? `Also asked for, for every step to heed: “${shorten(text, 200)}”.`
    : `Background: “${shorten(text, 200)}”.`;
}

/** "The mails land in spam. Fix that", "Volunteers quit. Find out why": the statement is what is to be fixed or explained. */
export function readComplaint(before: Goal, clause: Goal, text: string, english: English): Goal | undefined {
  if (
    before.intent === "fix" ||
    before.question !== undefined ||
    readVerb(before.text, english) !== undefined
  )
    return undefined;
  const said = trimPhrase(
    before.text.replace(/^(?:The|Our|My|This|These|We|They|It|Some|Many|Users|Customers)\b/, (word) =>
      word.toLowerCase(),
    ),
  );
  if (asksCause.test(text)) {
    if (readStatement(before.text, english) === undefined) return undefined;
    return { ...parseClause(`find out why ${said}`, english), text: `${before.text}. ${text}` };
  }
  if (
    !/^(?:fix|solve|resolve|repair|stop) (?:it|that|this|them)[\s.!]*$/i.test(text) ||
    clause.intent !== "fix"
  )
    return undefined;
  const object = shorten(trimPhrase(before.text));
  return { ...clause, text: before.text, object, objects: [object], refersBack: false };
}
