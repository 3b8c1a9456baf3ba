import type { English } from "./english.ts";
import { stripPoliteness } from "./politeness.ts";
import { readVerb } from "./read-verb.ts";

/** "We want to …", "our team plans to …": what follows is what shall be done. */
const wishing = /^(?:want|need|like|love|hope|plan|wish|aim|have|intend|try|decide|prefer)$/;
/** "clean it up" is to clean up. */
const separated = /^([a-z]+) (it|them|this|that) (up|out|down|off|over|back|away|together)\b/i;
/** Words before "wants to". */
const longestWisher = 7;

/** A clause as the order that it means: without politeness, ordering words and "we would like to". */
export function toOrder(clause: string, english: English): string {
  const stripped = askFeature(stripPoliteness(clause).replace(separated, "$1 $3 $2"));
  const request = /^(?:can|could|may) (?:we|i) (.+)\?$/i.exec(stripped)?.[1];
  if (request !== undefined && actions.has(readVerb(request, english)?.intent ?? "other")) return request;
  const words = english.tag(stripped);
  const at = words.findIndex(
    ({ lemma, bare }, index) => index > 0 && wishing.test(lemma === bare ? bare.replace(/s$/, "") : lemma),
  );
  const [first, to, verb] = [words[0], words[at + 1], words[at + 2]];
  if (at < 1 || at > longestWisher || to?.bare !== "to" || verb === undefined || first === undefined)
    return stripped;
  if (!/^(?:PRON|DET|NOUN|PROPN)$/.test(first.tag) || clause.endsWith("?")) return stripped;
  if (
    words
      .slice(0, at)
      .some((word) => word.tag === "VERB" || word.isNegated || word.bare === "it" || word.bare === "that")
  )
    return stripped;
  const rest = stripped
    .split(" ")
    .slice(at + 2)
    .join(" ");
  return verb.tag === "VERB" || english.kindOf(verb.bare).canBeVerb ? rest : stripped;
}

const actions: ReadonlySet<string> = new Set(["add", "fix", "migrate", "improve", "build", "deploy"]);
const letting =
  /^(?:let|allow|enable) ((?:[\w-]+ )?(?:users|people|customers|visitors|guests|readers|members|admins|everyone|buyers|sellers|students|players)) (?:to )?(.+)$/i;
const story =
  /^as an? ([\w -]{1,40}?),? i (?:want|need|would like|['’]d like) to (.+?)(?:,? (?:so that|so|in order to) .*)?$/i;
const ability =
  /^((?:users|people|customers|visitors|readers|members|admins|everyone|(?:the|our|my|all|every|each) [\w-]+(?: [\w-]+)?)) (?:should|must|could|can|shall|needs? to|ought to) (?:also )?(be able to )?(.+)$/i;

/** "Users should be able to upload avatars" and "As a user I want to …" ask for a way to do so. */
function askFeature(clause: string): string {
  const [, who = "", what = ""] = story.exec(clause) ?? [];
  if (who !== "") return `add a way for the ${who} to ${what}`;
  const [, others = "", doing = ""] = letting.exec(clause) ?? [];
  if (others !== "" && !/^(?:decide|choose|vote|agree|pick)\b/i.test(doing))
    return `add a way for ${others} to ${doing}`;
  const [, subject = "", able, action = ""] = ability.exec(clause) ?? [];
  const isAsked =
    subject !== "" &&
    (able !== undefined || /\bcould be \w+ed\b/.test(clause)) &&
    !/\b(?:not|never)\b/.test(clause);
  return isAsked
    ? `add a way for ${subject.slice(0, 1).toLowerCase()}${subject.slice(1)} to ${action}`
    : clause;
}
