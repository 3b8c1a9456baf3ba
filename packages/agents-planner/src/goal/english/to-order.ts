import { askFeature } from "./ask-feature.ts";
import type { English, Word } from "./english.ts";
import { classifyThing } from "../things.ts";
import { sayAction } from "./say-action.ts";
import { stripPoliteness } from "./politeness.ts";
import { readVerb } from "./read-verb.ts";

/** "We want to …", "our team plans to …": what follows is what shall be done. */
const wishing = /^(?:want|need|like|love|hope|plan|wish|aim|have|intend|try|decide|prefer)$/;
/** Words before "wants to". */
const longestWisher = 7;
/** "clean it up" is to clean up. */
const separated = /^([a-z]+) (it|them|this|that) (up|out|down|off|over|back|away|together)\b/i;
const decision = /^(?:make|reach|take|come to) a decision (?:about|on) /i;
/** Work that "can we …?" asks for, rather than asking whether it can be done. */
const actions: ReadonlySet<string> = new Set(["add", "fix", "migrate", "improve", "build", "deploy"]);

/** "Users report that images appear rotated": what they report is to be set right. */
const report =
  /^(?:(?:our|some|many|several|a few|two|three) )?(?:users|customers|testers|clients|people|visitors|players) (?:are )?(?:report(?:ed|ing)?|say(?:ing)?|said|complain(?:ed|ing)?|notic(?:e|ed|ing)|tell us|told us)(?: to us)? that (.+)$/i;

/** "have it reviewed by a lawyer": to review it. */
const arranged =
  /^(?:have|get) (it|them|this|everything) ([a-z]+ed|run|done|made|built|written|proofread)\b/i;

/** "our team needs a wiki": somebody needs it. */
const othersNeed =
  /^(?:our|the|my) (?:[\w-]+ )?(?:team|company|department|office|school|club|shop|startup|boss|client|developers|designers|support|marketing|sales|family|choir|band|association) (?:needs?|wants?|requires?) (?=(?:an?|some|new|better|more) )/i;
/** "turn the README into a site": to build the site. */
const turned = /^turn ((?:the|our|my|this|these) [^,]{2,60}?) into (an? .+)$/i;
/** "stop the jobs from timing out": what they do is the defect. */
const hindered = /^(?:stop|prevent|keep) ((?:the|our|my|these|this|all) .{2,60}?) from ([a-z]+ing\b.*)$/i;
/** "give the panel a delete button": to add one. */
const given =
  /^give ((?:the|our|my|this|every|each) (?:[\w-]+ ){0,2}?[\w-]+) ((?:an?|some|more|better) .+)$/i;
/** "automatically assign mails to a team": to automate that. */
const automatic = /^automatically ([a-z]+ .+)$/i;

/** A clause as the order that it means: without politeness, ordering words and "we would like to". */
export function toOrder(clause: string, english: English): string {
  const polite = stripPoliteness(clause)
    .replace(separated, "$1 $3 $2")
    .replace(decision, "decide ")
    .replace(othersNeed, "need ")
    .replace(hindered, "fix $1 $2")
    .replace(turned, (whole, from: string, into: string) =>
      /^(?:web-application|api|library)$/.test(classifyThing(into) ?? "")
        ? `build ${into} from ${from}`
        : whole,
    )
    .replace(given, "add $2 to $1")
    .replace(automatic, (_, action: string) => `automate ${sayAction(action)}`)
    .replace(arranged, (_, object: string, done: string) => `${english.kindOf(done).verb} ${object}`);
  const told = report.exec(polite)?.[1];
  if (told !== undefined) return `fix ${told}`;
  const stripped = askFeature(polite) ?? polite;
  const request = /^(?:can|could|may) (?:we|i) (?:possibly |maybe |perhaps |please |just )?(.+)\?$/i.exec(
    stripped,
  )?.[1];
  if (request !== undefined && actions.has(readVerb(request, english)?.intent ?? "other")) return request;
  const wish = clause.endsWith("?") ? undefined : findWish(english.tag(stripped), english);
  return wish === undefined ? stripped : stripPoliteness(stripped.split(" ").slice(wish).join(" "));
}

/** Where the verb of what is wished stands: "migrate" in "our team wants to migrate". */
function findWish(words: readonly Word[], english: English): number | undefined {
  const at = words.findIndex(
    ({ lemma, bare }, index) =>
      index > 0 &&
      (wishing.test(lemma === bare ? bare.replace(/s$/, "") : lemma) || /^(?:going|looking)$/.test(bare)),
  );
  const to = words[at + 1]?.bare === "you" ? at + 2 : at + 1;
  const [first, verb] = [words[0], words[to + 1]];
  if (at < 1 || at > longestWisher || words[to]?.bare !== "to" || verb === undefined) return undefined;
  if (first === undefined || !/^(?:PRON|DET|NOUN|PROPN)$/.test(first.tag)) return undefined;
  const isOther = words
    .slice(0, at)
    .some(({ tag, isNegated, bare }) => tag === "VERB" || isNegated || bare === "it" || bare === "that");
  const isVerb = verb.tag === "VERB" || english.kindOf(verb.bare).canBeVerb;
  return isOther || !isVerb ? undefined : to + 1;
}
