import { nameObjects, withThe } from "./noun-phrase.ts";
import type { Goal } from "./goal.ts";
import { parseClause } from "./parse-clause.ts";
import { shorten, trimPhrase } from "../text/phrases.ts";
import { classifyThing } from "./things.ts";
import { intentOfVerb, isInquiry } from "./verbs.ts";

/** Words after which a pronoun is an object rather than part of a longer phrase. */
const preposition =
  /^(?:for|of|about|on|to|in|from|with|into|using|around|under|by|at|is|are|does|do|will|makes?)$/i;
const follower =
  /^(?:for|of|about|on|to|in|into|from|with|without|using|at|by|via|as|and|or|but|so|then|until|before|after|under|over|again|available|online|live|work|works|fast|faster|smaller|better|safer|simpler|easier|cheaper|more|less|first|properly|thoroughly|well|compare|differ)$/i;
const pronoun = /^(?:it|them|they|this|that|these|those|everything|both)$/i;
const findings =
  /^(?:the |all |its |your |their )?(?:results?|findings|outcomes?|answers?|conclusions?|insights|research)$/i;
const choice = /^(?:one|the (?:best|right|winner|cheapest|fastest|most \w+)(?: (?:one|option|choice))?)$/i;
/** Nouns that mean nothing without what they belong to: "the trade-offs". */
const relational =
  /^the (?:[\w-]+ )?(?:trade-?offs?|pros and cons|costs?|prices?|risks?|benefits|advantages|disadvantages|limits?|limitations|drawbacks|alternatives|options|differences|steps|pitfalls|implications|requirements|history|best practices|strengths|weaknesses|downsides|basics)$/i;
/** These act on a whole, not on what was added to it: "add dark mode to the site and deploy it". */
const actsOnWhole = new Set(["deploy", "migrate", "improve", "review", "browse"]);

/** Parses a clause in which "it", "the findings" and the like stand for what the clause before speaks of. */
export function resolvePronouns(text: string, before: Goal): Goal {
  const clause = parseClause(text);
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
  const reference = before.question === undefined ? nameReferent(before, clause.intent) : nameTopic(before);
  if (reference === undefined) return clause;
  const written = text.replace(/[\s?!.]+$/, "").split(" ");
  if (asks && relational.test(written.slice(1).join(" ")))
    return parseClause(`${written.join(" ")} of ${reference}`);
  const resolved = replacePronouns(text, reference);
  return resolved === text ? clause : { ...parseClause(resolved), refersBack: true };
}

/** What a question is about, when that can be told from its verb: "Docker" in "how do I install Docker?" */
function nameTopic({ object, question = "" }: Goal): string | undefined {
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

function nameReferent(before: Goal, intent: string): string {
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

function replacePronouns(text: string, reference: string): string {
  const words = text.split(" ");
  return words
    .map((word, index) => {
      const [, bare = "", end = ""] = /^(\w+)(\W*)$/.exec(word) ?? [];
      const previous = (words[index - 1] ?? "").replace(/,$/, "");
      const next = (words[index + 1] ?? "").replace(/\W+$/, "");
      const isObject =
        index > 0 &&
        pronoun.test(bare) &&
        (intentOfVerb.has(previous.toLowerCase()) ||
          preposition.test(previous) ||
          intentOfVerb.has(`${words[index - 2] ?? ""} ${previous}`.toLowerCase()));
      const isLast = end !== "" || next === "" || follower.test(next);
      return isObject && isLast ? `${reference}${end}` : word;
    })
    .join(" ");
}
