import { trimPhrase, splitList } from "../text/phrases.ts";
import { findTechnology, listTechnologies } from "./technologies.ts";

/** What "with", "using", "in" and "without" say about a thing, and the thing itself. */
export interface QualifierReading {
  readonly object: string;
  readonly features: readonly string[];
  readonly technologies: readonly string[];
  readonly exclusions: readonly string[];
}

export type Qualifier = "feature" | "technology" | "known-technology" | "exclusion";

const qualifiers: readonly (readonly [pattern: RegExp, kind: Qualifier])[] = [
  [
    /^(?:but )?(?:without(?: (?:any|using|needing))?|excluding|except(?: for)?|instead of|rather than|not using|with no|free of|no need for|(?:that|which) (?:does not|doesn['’]t|do not|don['’]t|must not|should not|never) (?:use|uses|need|needs|require|requires|include|includes|contain|contains|rely on|depend on))$/i,
    "exclusion",
  ],
  [
    /^(?:using|via|based on|powered by|built (?:with|on|in)|written in|on top of|backed by|made with)$/i,
    "technology",
  ],
  [/^(?:with|including|featuring|having|plus)$/i, "feature"],
  [/^(?:in|on|for|to)$/i, "known-technology"],
];

const everyKind: readonly Qualifier[] = ["feature", "technology", "known-technology", "exclusion"];
/** After a technology these words speak of the thing again: "with GitHub Actions for our monorepo". */
const backToObject = /^(?:for|in|on|at|to|of|that|which|so)$/i;

interface Segment {
  readonly kind: Qualifier | "object";
  readonly words: string[];
}

/**
 * Separates a noun phrase from its qualifiers.
 *
 * "with" introduces technologies (known names, or words with capitals, digits or dots) and features (the rest);
 * "in", "on" and "for" count only before a known technology, so "in Lisbon" stays with the object. `kinds` says which
 * qualifiers to take out; the others stay in the object ("the problem with the login").
 */
export function readQualifiers(phrase: string, kinds: readonly Qualifier[] = everyKind): QualifierReading {
  const segments = splitSegments(phrase, kinds);
  const features: string[] = [];
  const technologies: string[] = [];
  const exclusions: string[] = [];
  for (const { kind, words } of segments) {
    if (kind === "object") continue;
    for (const member of splitList(words.join(" "))) {
      const technology = findTechnology(member);
      if (kind === "exclusion") exclusions.push(technology ?? member);
      else if (technology !== undefined) technologies.push(technology);
      else if (kind === "technology" || looksLikeName(member)) technologies.push(member);
      else features.push(member);
    }
  }
  const object = trimPhrase(segments[0]?.words.join(" ") ?? "");
  const excluded = new Set(exclusions.map((name) => name.toLowerCase()));
  // what is asked for by name and excluded stays in both lists: a contradiction that is refused later
  const inside = [object, ...features]
    .flatMap(listTechnologies)
    .filter((name) => !excluded.has(name.toLowerCase()));
  return {
    object,
    features: [...new Set(features)],
    technologies: [...new Set([...technologies, ...inside])],
    exclusions: [...new Set(exclusions)],
  };
}

function splitSegments(phrase: string, kinds: readonly Qualifier[]): Segment[] {
  const words = phrase.split(" ").filter((word) => word !== "");
  const object: Segment = { kind: "object", words: [] };
  const segments = [object];
  let current = object;
  for (let index = 0; index < words.length; index += 1) {
    const marker = readMarker(words, index, kinds);
    if (marker !== undefined) {
      // "with Postgres and without React"
      while (/^(?:and|but)$/i.test(current.words.at(-1) ?? "")) current.words.pop();
      current = { kind: marker.kind, words: [] };
      segments.push(current);
      index += marker.length - 1;
      continue;
    }
    const word = words[index] ?? "";
    if (current !== object && backToObject.test(word) && endsWithTechnology(current.words)) current = object;
    current.words.push(word);
  }
  return segments;
}

function endsWithTechnology(words: readonly string[]): boolean {
  const lastMember = splitList(words.slice(-4).join(" ")).at(-1) ?? "";
  return findTechnology(lastMember) !== undefined;
}

function readMarker(
  words: readonly string[],
  index: number,
  kinds: readonly Qualifier[],
): { kind: Qualifier; length: number } | undefined {
  for (let length = Math.min(5, words.length - index); length > 0; length -= 1) {
    const marker = words.slice(index, index + length).join(" ");
    const kind = qualifiers.find(([pattern]) => pattern.test(marker))?.[1];
    if (kind === undefined || !kinds.includes(kind) || index + length >= words.length) continue;
    if (kind === "known-technology" && !startsWithTechnology(words, index + length)) continue;
    // "an extension that saves articles to Notion" is not made with it
    if (
      kind === "known-technology" &&
      /^to$/i.test(marker) &&
      words.slice(0, index).some((word) => /^(?:that|which)$/i.test(word))
    )
      continue;
    if (
      kind === "feature" &&
      (bindsWith.test(words[index - 1] ?? "") || startsCompany(words, index + length))
    )
      continue;
    return { kind, length };
  }
  return undefined;
}

/** "starting with billing", "compatible with Windows": the words before "with" need it. */
const bindsWith =
  /^(?:start|starting|begin|beginning|ending|deal|dealing|work|works|working|compatible|integrat\w+|familiar|comply|compliant|along|together|people|someone|anyone|up|do|filled|consistent)$/i;
const company =
  /^(?:(?:about|around|up to|at least|only|my|our|two|three|four|five|six|seven|eight|nine|ten|\d+|an?|the|small|young) )*(?:guests|people|kids?|children|friends|family|famil(?:y|ies)|dogs?|cats?|toddlers?|bab(?:y|ies)|participants|attendees|students|employees|bedrooms?|rooms|others|colleagues)\b/i;

/** "with two kids", "with 25 guests": who comes along is no part of a thing. */
function startsCompany(words: readonly string[], start: number): boolean {
  return company.test(words.slice(start, start + 5).join(" "));
}

/** True when a list of known technologies, and nothing else, follows up to the next marker or the end. */
function startsWithTechnology(words: readonly string[], start: number): boolean {
  for (let length = Math.min(3, words.length - start); length > 0; length -= 1) {
    const phrase = words.slice(start, start + length).join(" ");
    if (findTechnology(trimPhrase(phrase)) === undefined) continue;
    const next = words[start + length];
    const isWhole = /[,;]$/.test(phrase) || next === undefined;
    return isWhole || /^(?:and|or|with|using|without|on|in|for|that|which|so|to|at|but|via)$/i.test(next);
  }
  return false;
}

/** A product's name by its looks: inner capitals, digits or dots, or a capital where English has none. */
function looksLikeName(member: string): boolean {
  const words = member.split(" ");
  return words.length <= 3 && words.every((word) => /^\p{Lu}|^\d/u.test(word)) && /\p{L}/u.test(member);
}
