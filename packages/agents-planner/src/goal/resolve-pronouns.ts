import { nameObjects, withThe } from "./noun-phrase.ts";
import type { English, Word } from "./english/english.ts";
import type { Goal } from "./goal.ts";
import { parseClause } from "./parse-clause.ts";
import { shorten, trimPhrase } from "../text/phrases.ts";
import { readStatement } from "./english/read-statement.ts";
import { classifyThing } from "./things.ts";
import { intentOfVerb, isInquiry } from "./verbs.ts";

const pronoun = /^(?:it|them|they|this|that|these|those|everything|both)$/i;
const findings =
  /^(?:the |all |its |your |their )?(?:results?|findings|outcomes?|answers?|conclusions?|insights|research)$/i;
const choice = /^(?:one|the (?:best|right|winner|cheapest|fastest|most \w+)(?: (?:one|option|choice))?)$/i;
/** Nouns that mean nothing without what they belong to: "the trade-offs". */
const relational =
  /^(?:the|their|its) (?:[\w-]+ )?(?:trade-?offs?|pros and cons|costs?|prices?|risks?|benefits|advantages|disadvantages|limits?|limitations|drawbacks|alternatives|options|differences|steps|pitfalls|implications|requirements|history|best practices|strengths|weaknesses|downsides|basics)$/i;
/** These act on a whole, not on what was added to it: "add dark mode to the site and deploy it". */
const actsOnWhole = new Set(["deploy", "migrate", "improve", "review", "browse"]);

/** Parses a clause in which "it", "the findings" and the like stand for what the clause before speaks of. */
export function resolvePronouns(text: string, before: Goal, english: English): Goal {
  const clause = parseClause(text, english);
  const asks = isInquiry(clause.intent);
  if (clause.intent === "plan") return planFor(clause, before);
  const rest = trimPhrase(
    text
      .split(" ")
      .slice(Math.max(1, clause.verb.split(" ").length))
      .join(" "),
  );
  const isChoice = clause.intent === "decide" && choice.test(rest);
  const isFollowUp = asks && isInquiry(before.intent);
  if (
    isFollowUp &&
    (isChoice || findings.test(rest) || (pronoun.test(rest) && clause.question === undefined))
  ) {
    const object = before.object;
    return { ...clause, object, objects: before.objects, isAboutFindings: true };
  }
  const reference =
    before.question === undefined ? nameReferent(before, clause.intent, english) : nameTopic(before);
  if (reference === undefined) return clause;
  const written = text.replace(/[\s?!.]+$/, "").split(" ");
  if (asks && relational.test(written.slice(1).join(" "))) {
    const order = written.join(" ").replace(/^(\S+) (?:their|its) /i, "$1 the ");
    return parseClause(`${order} of ${reference}`, english);
  }
  // "write three headlines and pick the best": the choice is made among them
  if (choice.test(rest) && clause.intent === "decide" && !isInquiry(before.intent)) {
    const object = shorten(`the best of ${reference}`);
    return { ...clause, intent: "review", object, objects: [object], refersBack: true };
  }
  const resolved = replacePronouns(text, reference, english);
  if (resolved === text) return clause;
  const read = parseClause(resolved, english);
  if (read.verb !== "" || clause.verb === "") return { ...read, refersBack: true };
  // "cluster feedback" alone would be a thing, "cluster it" was an order
  const object = shorten(trimPhrase(resolved.split(" ").slice(clause.verb.split(" ").length).join(" ")));
  return { ...clause, text: resolved, object, objects: [object], refersBack: true };
}

/** What a question is about, when that can be told from its verb: "Docker" in "how do I install Docker?" */
function nameTopic({ object, question = "" }: Goal): string | undefined {
  const kind = /^which of ((?:our|the|my|these) [\w-]+)\b/i.exec(question)?.[1];
  if (kind !== undefined) return kind;
  const [first = "", ...others] = object.split(" ");
  if (others.length > 0 && intentOfVerb.has(first.toLowerCase())) return others.join(" ");
  const isDefinition = /^(?:what|who)(?:['’]s| is| are| was| were)\b/i.test(question);
  const isWhole = question.replace(/\?$/, "").endsWith(object);
  return isDefinition || !isWhole ? object : undefined;
}

/** "… and create an implementation plan": a plan for what the clause before spoke of. */
function planFor(clause: Goal, before: Goal): Goal {
  const named = classifyThing(clause.object) === "plan" ? clause.object : "implementation plan";
  const object = shorten(`${named} for ${nameObjects(before, withThe)}`);
  return { ...clause, object, objects: [object] };
}

function nameReferent(before: Goal, intent: string, english: English): string {
  // "find out why our images are so big and make them smaller"
  const asked = /^(?:why|how|whether|if|when|where) (.+)$/i.exec(before.object)?.[1];
  const inner = asked === undefined ? undefined : readStatement(asked, english);
  if (inner !== undefined && !/^(?:i|we|you|they|it|there)$/i.test(inner.subject)) return inner.subject;
  const moved = /^data pipeline to \w+ (.+?) (?:from|into|to) /.exec(before.object)?.[1];
  if (moved !== undefined) return moved;
  const told = before.verb === "" || before.verb === "fix" ? readStatement(before.text, english) : undefined;
  if (told !== undefined && (before.verb === "" || intent === "improve")) {
    const isOwn = /^(?:i|we|you|they|it|there)$/i.test(told.subject);
    return isOwn
      ? `the ${trimPhrase(told.complement.replace(/\s(?:in|for|at|with|that|which|on)\s.*$/i, ""))}`
      : told.subject.replace(/^(?:The|Our|My|This|These|All)\b/, (word) => word.toLowerCase());
  }
  const place = /\s(?:to|into|in|on|for|of|from)\s+(?:the|our|my|an?|its|your|this)\s+(.+)$/i.exec(
    before.object,
  );
  const isInside = before.intent === "add" || before.intent === "fix" || before.intent === "improve";
  if (isInside && actsOnWhole.has(intent)) {
    if (place !== null) return `the ${place[1]}`;
    if (before.intent !== "improve") return "the project";
  }
  if (before.intent === "fix") return actsOnWhole.has(intent) ? "the project" : "the fix";
  if (before.intent === "add" && place !== null)
    return withThe(before.object.slice(0, place.index), before.text);
  if (before.intent === "migrate" && (before.object === before.origin || before.object === before.target))
    return actsOnWhole.has(intent) ? "the project" : "the migration";
  return nameObjects(before, withThe);
}

function replacePronouns(text: string, reference: string, english: English): string {
  const words = english.tag(text);
  return words
    .map((word, index) => (isObject(words, index) ? word.text.replace(/\w+/, reference) : word.text))
    .join(" ");
}

/** A pronoun after a verb or a preposition; "this" and "that" may also begin a longer phrase. */
function isObject(words: readonly Word[], index: number): boolean {
  const [word, before, next] = [words[index], words[index - 1], words[index + 1]];
  if (word === undefined || before === undefined || !pronoun.test(word.bare)) return false;
  const twoBefore = `${words[index - 2]?.bare} ${before.bare}`;
  const isGoverned =
    /^(?:VERB|ADP|AUX|PART)$/.test(before.tag) ||
    index === 1 ||
    intentOfVerb.has(before.bare) ||
    intentOfVerb.has(twoBefore);
  const standsAlone =
    /^(?:it|them|they|everything)$/.test(word.bare) || /\W$/.test(word.text) || next === undefined;
  return isGoverned && (standsAlone || /^(?:ADP|CCONJ|ADV|PART|AUX|SCONJ)$/.test(next.tag));
}
