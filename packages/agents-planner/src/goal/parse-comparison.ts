import { createClause, limitList, nothingNamed } from "./create-clause.ts";
import type { English } from "./english/english.ts";
import type { Goal } from "./goal.ts";
import { joinList, shorten, splitObjects, takeWritten, trimPhrase } from "../text/phrases.ts";
import type { ComparisonReading } from "./read-comparison.ts";
import type { Head } from "./read-head.ts";
import { readQualifiers } from "./read-qualifiers.ts";
import { sayAction } from "./english/say-action.ts";
import { listTechnologies } from "./technologies.ts";
import { intentOfVerb } from "./verbs.ts";

const whether = /^(?:on )?whether (?:(?:we|i) should |to )?(?=.+ or )/i;
/** "which database we should use" names a kind of thing. */
const whichKind =
  /^(?:on )?(?:which|what) (\w[\w -]*?) (?:(?:we|i|you|the team) (?:should|shall|will|could|can)|(?:should|shall|can|could) (?:we|i|the team)|to) (?:use|choose|pick|take|buy|adopt|hire|go with)\b(.*)$/i;

/** "decide by vote whether …", "choose as a team: …": the way to decide is no part of what is decided. */
const howDecided =
  /^(?:by (?:an? )?(?:majority |team |group )?(?:vote|voting|consensus|majority)|as a (?:team|group)|together)[,:]?\s+/i;

/** "whether we should use Postgres or MongoDB": things, of which one is used. */
const usingEither =
  /^(?:on |about )?whether (?:(?:we|i|they) should |to )?(?:use|choose|pick|go with|adopt|take|buy|learn|hire) (?=.+ or )/i;
/** "where to hold our conference: Lisbon, Prague or Athens" */
const namedOptions = /^(?:on )?((?:where|when|which|what|who|how) [^:]{3,120}): (.+ or .+)$/i;

/** "hold our conference" of "where to hold our conference". */
function nameMatter(question: string): string {
  return question.replace(/^(?:where|when|how) to /i, "").replace(/^(?:which|what|who) /i, "the ");
}

/** "… or rent one" is another way to go, "… or MongoDB" another thing. */
function startsWay(words: string, english: English): boolean {
  const [first = "", next = ""] = words.trim().replace(/^to /i, "").split(" ");
  if (!/^[a-z-]+$/.test(first) || next === "") return false;
  return intentOfVerb.has(first) || english.kindOf(first).usual === "VERB";
}

/** "the speed of React and Vue for mobile apps": the aspect and the purpose are features, React and Vue the objects. */
export function parseComparison(text: string, written: Head, english: English): Goal {
  if (written.comparison !== undefined) return parseChoice(text, written, written.comparison);
  const asked = { ...written, rest: written.rest.replace(howDecided, "") };
  const using = usingEither.exec(asked.rest);
  const isList =
    using !== null &&
    !asked.rest
      .split(/ or /i)
      .slice(1)
      .some((other) => startsWay(other, english));
  const ways = isList ? null : whether.exec(asked.rest);
  if (ways !== null) return parseWays(text, asked, asked.rest.slice(ways[0].length));
  const options = namedOptions.exec(asked.rest);
  const bare = (using !== null && isList ? asked.rest.slice(using[0].length) : asked.rest).replace(
    /^(?:on|about|for) /i,
    "",
  );
  const read = {
    ...asked,
    rest:
      options === null
        ? bare
        : `${options[2]} ${/^(?:where|when)\b/i.test(options[1] ?? "") ? "to" : "for"} ${nameMatter(options[1] ?? "")}`,
  };
  const kind = whichKind.exec(read.rest);
  const verb = kind === null ? read : { ...read, rest: `a ${kind[1]}${kind[2]}` };
  const phrase = verb.rest
    .replace(/^between\s+/i, "")
    .replace(/\s+(?:compared (?:to|with)|vs\.?|versus|against)(?=\s)/g, " and")
    .replace(/[?]+$/, "");
  const joined = verb.verb === "compare" ? phrase.replace(/\s+(?:with|to)\s+/i, " and ") : phrase;
  const purpose =
    /^(.*?)\s+((?:for|as|when|in terms of|regarding|by|on)\s+.+)$/i.exec(joined) ??
    // "gRPC or REST between our services"
    /^(.+ or \S+)\s+((?:between|in|within|across) (?:our|the|my) .+)$/i.exec(joined);
  const head = purpose?.[1] ?? joined;
  const aspect = /^(?:which |the |what )?(.+?)\s+(?:of|between|from|among)\s+(.+)$/i.exec(head);
  const list = aspect?.[2] ?? head;
  const { object: named, technologies, exclusions, features } = readQualifiers(list);
  const { objects, notes } = limitList(splitObjects(takeWritten(list, named) || list));
  const twice = objects.length === 1 ? findRepeated(list) : undefined;
  const listed = joinList(objects) || nothingNamed;
  const purposeText = purpose?.[2] === undefined ? [] : [purpose[2]];
  const whole = objects.length > 1 || purpose === null ? listed : `${listed} ${purpose[2]}`;
  // "choose a database" names a kind of thing: what is looked at are the candidates
  const isKind = objects.length === 1 && verb.intent === "decide" && /^an?\s/i.test(head.trim());
  const object = isKind ? `candidates for ${/^an?\s+/i.exec(head.trim())?.[0] ?? ""}${whole}` : whole;
  return createClause(text, verb, {
    object,
    objects: objects.length > 1 ? objects : [object],
    features: [...(aspect?.[1] === undefined ? [] : [trimPhrase(aspect[1])]), ...features, ...purposeText],
    technologies: [...new Set([...technologies, ...purposeText.flatMap(listTechnologies)])],
    exclusions,
    notes: twice === undefined ? notes : [...notes, noteRepeated(twice)],
  });
}

/** What "Hono and Hono" names again and again, and nothing else with it. */
function findRepeated(list: string): string | undefined {
  const members = list.split(/\s*,\s*|\s+(?:and|or|vs\.?|versus|&)\s+/i).map(trimPhrase);
  const [first = ""] = members;
  const isRepeated =
    members.length > 1 && members.every((name) => name.toLowerCase() === first.toLowerCase());
  return isRepeated && first !== "" ? shorten(first) : undefined;
}

function noteRepeated(name: string): string {
  return `“${name}” would be compared with itself: it is looked at alone; name what to compare it with.`;
}

/** "rewrite the backend in Go or stay with Python": actions to choose from. */
function parseWays(text: string, verb: Head, rest: string): Goal {
  const written = rest.replace(/[\s?!.]+$/, "").split(/,? or (?:to )?/i);
  // "lease or buy a car": the object stands once
  const [, ...shared] = (written.at(-1) ?? "").split(" ");
  const action = (written[0] ?? "").replace(/ (?:now|today|soon|first|later)$/i, "");
  const ways = written.map((way) =>
    // "now or after the funding round" are times for one action
    /^(?:after|before|in|on|at|by|with|without|for|later|next|as|from|during) /i.test(way)
      ? `${action} ${way}`
      : /^[a-z-]+$/.test(way)
        ? [way, ...shared].join(" ")
        : way,
  );
  const { objects, notes } = limitList(ways.filter((way) => way !== "").map(sayAction));
  return createClause(text, verb, {
    object: joinList(objects, "or"),
    objects,
    features: [],
    technologies: listTechnologies(rest),
    exclusions: [],
    notes,
  });
}

/** "Which is faster, esbuild or rollup?": both are looked at for the quality that is asked for. */
function parseChoice(text: string, verb: Head, { list, criterion, purpose }: ComparisonReading): Goal {
  const { object, technologies, exclusions } = readQualifiers(list);
  const { objects, notes } = limitList(splitObjects(takeWritten(list, object) || list));
  const twice = objects.length === 1 ? findRepeated(list) : undefined;
  const clause = createClause(text, verb, {
    object: joinList(objects),
    objects,
    features: purpose === "" ? [] : [purpose],
    technologies,
    exclusions,
    notes: twice === undefined ? notes : [...notes, noteRepeated(twice)],
  });
  return criterion === undefined ? clause : { ...clause, criterion };
}
