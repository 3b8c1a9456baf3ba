import type { Goal } from "./goal.ts";
import { joinList, shorten, splitObjects, trimPhrase } from "./phrases.ts";
import { readMigration } from "./read-migration.ts";
import { readQualifiers, type Qualifier } from "./read-qualifiers.ts";
import { readVerb, stripLeadIn, type VerbReading } from "./read-verb.ts";
import { listTechnologies } from "./technologies.ts";
import { classifyThing } from "./things.ts";
import type { Intent } from "./verbs.ts";

/** More members than this are kept together in the last one. */
const mostObjects = 12;

const question = /^(?:what|which|who|why|how|when|where|is|are|does|do|did|can|could|has|have|was|were)\b/i;
const questionStart =
  /^(?:what(?:'s| is| are| was| were| does| do)?|which(?: is| are)?|how (?:do|does|can|should|to|would|much|many)(?: (?:i|we|you|one|it))?|why (?:is|are|does|do|did)|who (?:is|are)|where (?:is|are|can|do)|is|are|does|do|did|can|could|has|have|was|were)\s+/i;
const choice =
  /^(?:should|shall|do) (?:we|i|you) (?:rather )?(?:use|choose|pick|go with|adopt|take|buy|learn)\s+/i;
const comparison =
  /\b(?:vs\.?|versus|compared (?:to|with)|better than)(?=\s)|^[Ww]hich (?:is|one is|would be) (?:better|faster|best)|\b[Dd]ifferences? between\b/;
/** "make the API faster", "make the page load": nothing new is made. */
const betterment =
  /\s(?:(?:more|less) \w+|faster|smaller|better|easier|safer|simpler|cheaper|cleaner|lighter|quicker|nicer|shorter|load|run|start|work|scale|accessible|responsive|robust|secure|readable|testable)(?: (?:on|in|for|with|under|than|to|again)\b.*)?$/i;
const failure =
  /\b(?:crash(?:es|ed|ing)?|fail(?:s|ed|ing|ure)?|throws?|broken|breaks?|hangs?|freezes?|leak(?:s|ing)?|times? out|timeouts?|bugs?|errors?|exception|(?:does|do|is|are)(?: not|n't) (?:work|working|load|loading|start|starting)|stopped working|(?:is|are) (?:missing|empty|stuck|lost|gone|duplicated|(?:too |very )?slow)|wrong|regression|flaky|race condition|deadlock)\b/i;

/** "an implementation plan for the move to Rust": what the plan is for becomes the goal. */
const wrappedPlan = /^(?:.{0,60}? )?(?:plan|road ?map|schedule|strategy)s? (?:for|to|of|on how to) (?=\S)/i;

/** Parses one clause: its verb, its objects and what qualifies them. */
export function parseClause(text: string): Goal {
  const clause = stripLeadIn(text);
  const verb = readHead(clause);
  const better = verb.verb === "make" && verb.intent === "improve" ? betterment.exec(verb.rest) : null;
  if (better !== null) {
    const object = trimPhrase(verb.rest.slice(0, better.index)) || verb.rest;
    const features = [better[0].trim()];
    return createClause(text, verb, {
      object,
      objects: [object],
      features,
      technologies: listTechnologies(verb.rest),
      exclusions: [],
      notes: [],
    });
  }
  const wrapped = wrappedPlan.exec(verb.rest);
  if (wrapped !== null && (verb.intent === "build" || verb.intent === "plan" || verb.verb === "")) {
    return { ...parseClause(trimPhrase(verb.rest.slice(wrapped[0].length))), text };
  }
  const isBarePlan =
    verb.rest === "" ||
    classifyThing(verb.rest) === "plan" ||
    /^(?:implementation|work|next steps|it)$/i.test(trimPhrase(verb.rest));
  if (verb.intent === "plan" && !isBarePlan) return { ...parseClause(trimPhrase(verb.rest)), text };
  if (verb.intent === "migrate") return parseMigration(text, verb);
  if (verb.intent === "compare" || verb.intent === "decide") return parseComparison(text, verb);
  const { object, features, technologies, exclusions } = readQualifiers(verb.rest, qualifiersOf(verb.intent));
  const named = object === "" ? trimPhrase(clause) || clause : object;
  const { objects, notes } = limitList(
    splitsObjects(verb) ? splitObjects(takeWritten(verb.rest, object) || named) : [named],
  );
  const label =
    objects.length > 1 ? named.replace(/(,\s+|\b(?:and|or)\s+)(?:an?|the|our|my)\s+/gi, "$1") : named;
  return createClause(text, refineIntent(verb, named), {
    object: label,
    objects,
    features,
    technologies,
    exclusions,
    notes,
  });
}

/** "the problem with the login" and "how Redis works in Docker" keep their words; a thing to build is taken apart. */
function qualifiersOf(intent: Intent): Qualifier[] {
  if (intent === "research" || intent === "fix" || intent === "test" || intent === "review")
    return ["exclusion"];
  if (intent === "add") return ["technology", "exclusion"];
  return ["feature", "technology", "known-technology", "exclusion"];
}

/** "write" and "create" say little: what is written decides. */
function refineIntent(verb: VerbReading, object: string): VerbReading {
  const kind = classifyThing(object);
  if (verb.intent === "other" && (verb.verb === "" || verb.verb === "make") && kind !== undefined) {
    return refineIntent({ ...verb, verb: "build", intent: "build" }, object);
  }
  if (verb.intent !== "build" && verb.intent !== "add" && verb.intent !== "other") return verb;
  if (kind === "plan") return { ...verb, intent: "plan" };
  if (kind === "tests") return { ...verb, intent: "test" };
  if (kind === "document" && verb.intent === "build") return { ...verb, intent: "document" };
  if (kind === undefined && verb.verb === "write") return { ...verb, intent: "document" };
  return verb;
}

/** A defect's description is one thing, however many it names; so is what a general verb speaks of. */
function splitsObjects(verb: VerbReading): boolean {
  return verb.intent !== "fix" && verb.intent !== "other";
}

/** The object with its articles, which tell a list from a compound noun. */
function takeWritten(rest: string, object: string): string {
  const start = rest.indexOf(object);
  return object === "" || start < 0 ? object : rest.slice(0, start + object.length);
}

function readHead(clause: string): VerbReading {
  const choosing = choice.exec(clause);
  if (choosing !== null) return { verb: "decide", intent: "decide", rest: clause.slice(choosing[0].length) };
  if (comparison.test(clause) && readVerb(clause)?.intent !== "research") {
    return {
      verb: "compare",
      intent: "compare",
      rest: clause.replace(
        /^(?:compare|which (?:one )?(?:is|would be) \w+[,:]?|what(?:'s| is| are)?)\s+/i,
        "",
      ),
    };
  }
  const read = readVerb(clause);
  if (read?.verb === "make" && betterment.test(read.rest)) return { ...read, intent: "improve" };
  if (read !== undefined && !(clause.endsWith("?") && question.test(clause))) return read;
  if (failure.test(clause)) return { verb: "fix", intent: "fix", rest: clause.replace(questionStart, "") };
  if (clause.endsWith("?") || question.test(clause)) {
    return { verb: "find out", intent: "research", rest: clause.replace(questionStart, "") };
  }
  const wish = /^(?:i|we|they)(?:['’]d| would)? (?:need|want|have|require|like) /i.exec(clause);
  const rest = wish === null ? clause : clause.slice(wish[0].length);
  return { verb: wish === null ? "" : "make", intent: "other", rest };
}

function parseMigration(text: string, verb: VerbReading): Goal {
  const joiners = verb.verb === "replace" ? ["with", "by"] : ["to", "into", "onto"];
  const { object, origin, target, rest } = readMigration(verb.rest, joiners);
  const qualified = readQualifiers(`${object || origin || target || verb.rest} ${rest}`.trim());
  const named = qualified.object || trimPhrase(verb.rest) || text;
  const technologies = [
    ...new Set([
      ...[origin, target].flatMap((name) => listTechnologies(name ?? "")),
      ...qualified.technologies,
    ]),
  ];
  return {
    ...createClause(text, verb, { ...qualified, object: named, objects: [named], technologies, notes: [] }),
    ...(origin === undefined ? {} : { origin }),
    ...(target === undefined ? {} : { target }),
  };
}

/** "the speed of React and Vue for mobile apps": the aspect and the purpose are features, React and Vue the objects. */
function parseComparison(text: string, verb: VerbReading): Goal {
  const phrase = verb.rest
    .replace(/\s+(?:compared (?:to|with)|vs\.?|versus|against)(?=\s)/g, " and")
    .replace(/[?]+$/, "");
  const joined = verb.verb === "compare" ? phrase.replace(/\s+(?:with|to)\s+/i, " and ") : phrase;
  const purpose = /^(.*?)\s+((?:for|as|when|in terms of|regarding|by|on)\s+.+)$/i.exec(joined);
  const head = purpose?.[1] ?? joined;
  const aspect = /^(?:which |the |what )?(.+?)\s+(?:of|between|from|among)\s+(.+)$/i.exec(head);
  const { object, technologies, exclusions, features } = readQualifiers(aspect?.[2] ?? head);
  const { objects, notes } = limitList(splitObjects(object || head));
  const named = joinList(objects);
  const purposeText = purpose?.[2] === undefined ? [] : [purpose[2]];
  return createClause(text, verb, {
    object: objects.length > 1 || purpose === null ? named : `${named} ${purpose[2]}`,
    objects,
    features: [...(aspect?.[1] === undefined ? [] : [trimPhrase(aspect[1])]), ...features, ...purposeText],
    technologies: [...new Set([...technologies, ...purposeText.flatMap(listTechnologies)])],
    exclusions,
    notes,
  });
}

function limitList(members: readonly string[]): { objects: string[]; notes: string[] } {
  if (members.length <= mostObjects) return { objects: members.map((member) => shorten(member)), notes: [] };
  const last = shorten(members.slice(mostObjects - 1).join(", "));
  return {
    objects: [...members.slice(0, mostObjects - 1).map((member) => shorten(member)), last],
    notes: [`The goal lists ${members.length} things; from the ${mostObjects}th on they share one step.`],
  };
}

type ClauseParts = Pick<Goal, "object" | "objects" | "features" | "technologies" | "exclusions" | "notes">;

function createClause(text: string, verb: VerbReading, parts: ClauseParts): Goal {
  const cut = (members: readonly string[]): string[] =>
    members.slice(0, mostObjects).map((member) => shorten(member));
  const isLong = parts.object.length > shorten(parts.object).length;
  return {
    text,
    readable: true,
    intent: verb.intent,
    verb: verb.verb,
    object: shorten(parts.object),
    objects: parts.objects,
    features: cut(parts.features),
    technologies: cut(parts.technologies),
    exclusions: cut(parts.exclusions),
    limits: {},
    clauses: [],
    notes: [
      ...parts.notes,
      ...(isLong ? ["A long description was shortened in the steps; the goal keeps it whole."] : []),
    ],
  };
}
