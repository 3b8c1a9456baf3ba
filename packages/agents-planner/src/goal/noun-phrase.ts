import type { Goal } from "./goal.ts";
import { joinList } from "../text/phrases.ts";
import { classifyThing } from "./things.ts";
import { findTechnology } from "./technologies.ts";

const tail =
  /\s(?:for|of|that|which|to|from|about|on|in|with|who|where|between|at|by|as|when|without|using|showing|displaying|listing|covering|across|over|within|into|through|via|so|because|before|after|until|while|around)\s.*$/is;
const determined =
  /^(?:(?:a|an|the|my|our|your|their|its|his|her|this|that|these|those|some|all|any|every|each|both|no|what|how|why|when|where|which|who|whether|if|to|\d+)\s|\w+ing (?:(?:the|an?|our|my|your)\s|(?:it|them)$)|["“‘'`]|\S+['’]s?\s)/i;
/** Nouns without a plural: "add dark mode", "write documentation". */
const uncountable =
  /\b(?:modes?|support|authentication|authorization|authorisation|login|caching|search|logging|monitoring|alerting|access|security|documentation|software|code|data|feedback|research|work|help|advice|music|pagination|validation|content|html|css|ci|cd|ci\/cd|infrastructure|rest|graphql|e-?commerce|saas|accessibility|performance|money|weight|bread|dinner|lunch|breakfast|time|information|knowledge|\w{3,}ing)$/i;
const countable =
  /\b(?:forms?|buttons?|menus?|fields?|lists?|tables?|charts?|banners?|headers?|footers?|sidebars?|flows?|process(?:es)?|part(?:y|ies)|meetings?|trips?|offsites?|weddings?|speech(?:es)?|interviews?|houses?|gardens?|bugs?|leaks?|features?|systems?|products?|projects?|methods?|ways?|buil[dt]s?|repositor(?:y|ies)|repos?|sites?|bills?|homepages?|code ?bases?|budgets?|events?|workshops?|conferences?|teams?|users?|accounts?|files?|screens?|views?|carts?|checkouts?|pages?|toggles?|switch(?:es)?|modals?|dropdowns?|tooltips?|badges?|icons?|links?|filters?|tabs?|dialogs?|checkbox(?:es)?|sliders?|sections?|steps?|rules?|offices?|reports?)$/i;
const superlative =
  /^(?:best|worst|most|least|latest|newest|fastest|cheapest|smallest|largest|biggest|main|first|last|next|same|state of the art)\b/i;

function headOf(phrase: string): string {
  return phrase.replace(tail, "").replace(/…$/, "");
}

/** True for "tests" and "people"; "analysis", "Redis" and "status" are singular. */
export function isPlural(phrase: string): boolean {
  const head = headOf(phrase);
  if (findTechnology(head) !== undefined || /^\w+ing .*\bfor\b/.test(phrase)) return false;
  return (
    /(?:[^sui'’.]s|ies|people|children|\sand\s.+)$/i.test(head) &&
    !/\b(?:news|kubernetes|series|aws|ios|css|https?|\w*js)$/i.test(head)
  );
}

/** React, Google Cloud, GPT-4: names take no article. */
function isName(phrase: string): boolean {
  const head = headOf(phrase);
  if (findTechnology(head) !== undefined || /^[^\s]*[-./@_\d][^\s]*$/.test(head)) return true;
  return (
    head.split(" ").every((word) => /^(?:\p{Lu}|\d)/u.test(word)) &&
    !/^[A-Z]{2,5}$/.test(head.split(" ").at(-1) ?? "")
  );
}

function isCountable(phrase: string): boolean {
  const head = headOf(phrase);
  if (countable.test(head)) return true;
  return !uncountable.test(head) && classifyThing(head) !== undefined;
}

/** "Emails go to spam" is the whole goal and no name of a thing. */
function isSentence(phrase: string, text: string): boolean {
  return (
    /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(phrase) &&
    text.startsWith(phrase) &&
    !/^\p{Lu}\p{Ll}+ \p{Ll}+$/u.test(phrase)
  );
}

const determinerBefore =
  /(?:^|[^\p{L}])(a|an|the|my|our|your|their|its|his|her|this|that|these|those|some|all|any|every|each|both)\s+(?:(?:new|simple|small|several)\s+)*$/u;
/** Characters before a phrase in which its determiner stands. */
const longestDeterminer = 60;

/** The determiner that a text puts before a phrase: `"our"` in "test our shop"; `undefined` for none. */
function findDeterminer(text: string, phrase: string): string | undefined {
  const [written, wanted] = [text.toLowerCase(), phrase.replace(/…$/, "").toLowerCase()];
  if (wanted === "") return undefined;
  for (let at = written.indexOf(wanted); at >= 0; at = written.indexOf(wanted, at + 1)) {
    if (/^\p{L}/u.test(written.slice(at + wanted.length, at + wanted.length + 2))) continue;
    const found = determinerBefore.exec(written.slice(Math.max(0, at - longestDeterminer), at));
    if (found !== null) return found[1];
  }
  return undefined;
}

/** "endpoints of the API" out of "the endpoints, the data model and the errors of the API": its head stands alone in the text. */
function findDeterminerOfMember(text: string, phrase: string): string | undefined {
  const head = headOf(phrase);
  if (head === phrase || text.toLowerCase().includes(phrase.toLowerCase())) return undefined;
  return /^(?:the|my|our|your|their)$/.exec(findDeterminer(text, head) ?? "")?.[0];
}

/** A thing that the reader knows: "the login form", "React", "tests". `text` shows how the goal speaks of it. */
export function withThe(phrase: string, text: string): string {
  if (determined.test(phrase) || isSentence(phrase, text)) return phrase;
  const determiner = findDeterminer(text, phrase) ?? findDeterminerOfMember(text, phrase);
  if (determiner === "all" || determiner === "every" || determiner === "each" || determiner === "both")
    return `${determiner} ${phrase}`;
  if (determiner === "some" || determiner === "any") return phrase;
  // "our CI", "my English": without their owner they need no article
  const isOwned = /^(?:my|our|your|their|its|his|her)$/.test(determiner ?? "");
  if (isOwned && (isName(phrase) || (uncountable.test(headOf(phrase)) && !isCountable(phrase))))
    return phrase;
  if (determiner !== undefined || superlative.test(phrase)) return `the ${phrase}`;
  return !isName(phrase) && isCountable(phrase) && !isPlural(phrase) ? `the ${phrase}` : phrase;
}

/** A thing that is spoken of for the first time: "a REST API", "the best way", "tests". */
export function withA(phrase: string, text: string): string {
  if (determined.test(phrase)) return phrase;
  const determiner = findDeterminer(text, phrase);
  const isGiven = determiner !== undefined && !/^(?:an?|some|any)$/.test(determiner);
  if (isGiven || superlative.test(phrase)) return withThe(phrase, text);
  const takesArticle = determiner === "a" || determiner === "an" || (!isName(phrase) && isCountable(phrase));
  return takesArticle && !isPlural(phrase) ? `${chooseArticle(phrase)} ${phrase}` : phrase;
}

/** "an API", "an hour", "a user", "a URL", "an SDK": the sound decides. */
function chooseArticle(phrase: string): "a" | "an" {
  const [first = ""] = phrase.split(/[\s-]/);
  if (
    /^(?:[AEFHILMNORSX](?:[A-Z]{1,4}s?)?)$/.test(first) &&
    !/^(?:REST|SAAS|SaaS|LAN|RAM|ROM|SIM|FAQ|RAG|MERN|NATO|NASA|HIP)$/.test(first)
  )
    return "an";
  if (/^(?:one|once|uni[^nm]|use|usa|usu|eu|ur[il]\b|u[A-Z])/i.test(first) || /^U[A-Z]/.test(first))
    return "a";
  return /^(?:[aeiou]|hour|honest|heir)/i.test(first) ? "an" : "a";
}

/** All objects of a goal, each with its article; an ending that they share ("for a bookshop") is said once, at the end. */
export function nameObjects(
  { objects, object, text }: Pick<Goal, "objects" | "object" | "text">,
  name: (phrase: string, text: string) => string,
): string {
  if (objects.length < 2) return name(object, text);
  const ending = tail.exec(objects.at(-1) ?? "")?.[0] ?? "";
  const isShared = ending !== "" && objects.every((member) => member.endsWith(ending));
  const members = objects.map((member) => name(isShared ? member.slice(0, -ending.length) : member, text));
  return `${joinList(members)}${isShared ? ending : ""}`;
}
