import { createClause, limitList, nothingNamed } from "./create-clause.ts";
import type { Goal } from "./goal.ts";
import { joinList, splitObjects, takeWritten, trimPhrase } from "../text/phrases.ts";
import type { ComparisonReading } from "./read-comparison.ts";
import type { Head } from "./read-head.ts";
import { readQualifiers } from "./read-qualifiers.ts";
import { sayAction } from "./english/say-action.ts";
import { listTechnologies } from "./technologies.ts";

const whether = /^(?:on )?whether (?:(?:we|i) should |to )?(?=.+ or )/i;
/** "which database we should use" names a kind of thing. */
const whichKind =
  /^(?:on )?(?:which|what) (\w[\w -]*?) (?:(?:we|i|you|the team) (?:should|shall|will|could|can)|(?:should|shall|can|could) (?:we|i|the team)|to) (?:use|choose|pick|take|buy|adopt|hire|go with)\b(.*)$/i;

/** "the speed of React and Vue for mobile apps": the aspect and the purpose are features, React and Vue the objects. */
export function parseComparison(text: string, asked: Head): Goal {
  if (asked.comparison !== undefined) return parseChoice(text, asked, asked.comparison);
  const ways = whether.exec(asked.rest);
  if (ways !== null) return parseWays(text, asked, asked.rest.slice(ways[0].length));
  const kind = whichKind.exec(asked.rest);
  const verb = kind === null ? asked : { ...asked, rest: `a ${kind[1]}${kind[2]}` };
  const phrase = verb.rest
    .replace(/^between\s+/i, "")
    .replace(/\s+(?:compared (?:to|with)|vs\.?|versus|against)(?=\s)/g, " and")
    .replace(/[?]+$/, "");
  const joined = verb.verb === "compare" ? phrase.replace(/\s+(?:with|to)\s+/i, " and ") : phrase;
  const purpose = /^(.*?)\s+((?:for|as|when|in terms of|regarding|by|on)\s+.+)$/i.exec(joined);
  const head = purpose?.[1] ?? joined;
  const aspect = /^(?:which |the |what )?(.+?)\s+(?:of|between|from|among)\s+(.+)$/i.exec(head);
  const list = aspect?.[2] ?? head;
  const { object: written, technologies, exclusions, features } = readQualifiers(list);
  const { objects, notes } = limitList(splitObjects(takeWritten(list, written) || list));
  const named = joinList(objects) || nothingNamed;
  const purposeText = purpose?.[2] === undefined ? [] : [purpose[2]];
  const whole = objects.length > 1 || purpose === null ? named : `${named} ${purpose[2]}`;
  // "choose a database" names a kind of thing: what is looked at are the candidates
  const isKind = objects.length === 1 && verb.intent === "decide" && /^an?\s/i.test(head.trim());
  const object = isKind ? `candidates for ${/^an?\s+/i.exec(head.trim())?.[0] ?? ""}${whole}` : whole;
  return createClause(text, verb, {
    object,
    objects: objects.length > 1 ? objects : [object],
    features: [...(aspect?.[1] === undefined ? [] : [trimPhrase(aspect[1])]), ...features, ...purposeText],
    technologies: [...new Set([...technologies, ...purposeText.flatMap(listTechnologies)])],
    exclusions,
    notes,
  });
}

/** "rewrite the backend in Go or stay with Python": actions to choose from. */
function parseWays(text: string, verb: Head, rest: string): Goal {
  const ways = rest.replace(/[\s?!.]+$/, "").split(/,? or (?:to )?/i);
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
  const clause = createClause(text, verb, {
    object: joinList(objects),
    objects,
    features: purpose === "" ? [] : [purpose],
    technologies,
    exclusions,
    notes,
  });
  return criterion === undefined ? clause : { ...clause, criterion };
}
