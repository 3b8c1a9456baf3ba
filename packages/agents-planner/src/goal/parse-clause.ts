import { readConcern } from "./concerns.ts";
import type { English } from "./english/english.ts";
import type { Goal } from "./goal.ts";
import { createClause, limitList, nothingNamed } from "./create-clause.ts";
import { parseComparison } from "./parse-comparison.ts";
import { parseDeployment } from "./parse-deployment.ts";
import { parseMigration } from "./parse-migration.ts";
import { readPipeline } from "./parse-pipeline.ts";
import { splitList, splitObjects, takeWritten, trimPhrase } from "../text/phrases.ts";
import { readQualifiers, type Qualifier } from "./read-qualifiers.ts";
import { findBetterment, isQuestion, readHead } from "./read-head.ts";
import type { VerbReading } from "./english/read-verb.ts";
import { readVote } from "./read-vote.ts";
import { listTechnologies } from "./technologies.ts";
import { classifyThing } from "./things.ts";
import { toOrder } from "./english/to-order.ts";
import type { Intent } from "./verbs.ts";

/** "an implementation plan for the move to Rust": what the plan is for becomes the goal. */
const wrappedPlan = /^(?:.{0,60}? )?(?:plan|road ?map|schedule|strategy)s? (?:for|to|of|on how to) (?=\S)/i;
/** "a meal plan", "a backup plan": the plan itself is what shall come out. */
const planKind =
  /\b(?:meal|back-?up|business|marketing|training|lesson|workout|diet|seating|floor|payment|pension|fitness|content|study|emergency|recovery|communication|hiring|test|care|pricing|seo|sales|exit|media)[- ](?:plan|schedule|strategy)s?\b/i;

/** "a form (name, email)" and "the shop: guest mode, Apple Pay" list what a thing shall have. */
const detailed =
  /^(?<thing>[^:()]{3,90}?)(?: ?\((?<bracketed>[^()]*(?:,| and )[^()]*)\)|: (?<listed>[^:]*(?:,| and )[^:]*))$/;
const takesDetail = /^(?:build|add|design|improve)$/;

/** Parses one clause: its verb, its objects and what qualifies them. */
export function parseClause(text: string, english: English): Goal {
  const order = toOrder(text, english);
  const vote = readVote(order);
  const goal = parseOrder(text, vote ?? order, english);
  const decides = vote !== undefined && (goal.intent === "decide" || goal.intent === "compare");
  const concern = readConcern(goal, english);
  return {
    ...goal,
    ...(decides ? { intent: "decide" as const, decidesBy: "vote" as const } : {}),
    ...(concern === undefined ? {} : { concern }),
  };
}

function parseOrder(text: string, clause: string, english: English): Goal {
  const head = readHead(clause, english);
  const detail = takesDetail.test(head.intent) ? detailed.exec(head.rest)?.groups : undefined;
  if (detail !== undefined) {
    const goal = parseOrder(text, `${head.verb} ${detail["thing"]}`, english);
    const more = splitList(detail["bracketed"] ?? detail["listed"] ?? "");
    return { ...goal, features: [...new Set([...goal.features, ...more])] };
  }
  const verb = readPipeline(head) ?? head;
  const isBetterment = verb.verb === "make" && verb.intent === "improve";
  const better = isBetterment ? findBetterment(verb.rest, english) : undefined;
  if (better !== undefined) {
    const { object: features, exclusions } = readQualifiers(better.better, ["exclusion"]);
    const named = trimPhrase(better.object);
    const object = named === "" || /^(?:it|them)$/i.test(named) ? nothingNamed : named;
    return createClause(text, verb, {
      object,
      objects: [object],
      features: [features],
      technologies: listTechnologies(object),
      exclusions,
      notes: [],
    });
  }
  const wrapped = wrappedPlan.exec(verb.rest);
  if (
    wrapped !== null &&
    !planKind.test(wrapped[0]) &&
    (verb.intent === "build" || verb.intent === "plan" || verb.verb === "")
  ) {
    return parsePlanned(verb.rest.slice(wrapped[0].length), text, english);
  }
  const isBarePlan =
    verb.rest === "" ||
    classifyThing(verb.rest) === "plan" ||
    /^(?:implementation|work|next steps|it)$/i.test(trimPhrase(verb.rest));
  if (verb.intent === "plan" && !isBarePlan) return parsePlanned(verb.rest, text, english);
  if (verb.intent === "deploy") return parseDeployment(text, verb);
  if (verb.intent === "migrate") return parseMigration(text, verb);
  if (verb.intent === "compare" || verb.intent === "decide") return parseComparison(text, head, english);
  if (verb.verb === "document" && verb.rest !== "" && !/^documentation\b/i.test(trimPhrase(verb.rest)))
    return { ...parseClause(`write documentation of ${verb.rest}`, english), text };
  const { object, features, technologies, exclusions } = readQualifiers(verb.rest, qualifiersOf(verb.intent));
  const named =
    object === "" || /^(?:it|them|this|that|something|stuff)$/i.test(object)
      ? nameRest(verb)
      : lowerOpening(object, verb, english);
  const { objects, notes } = limitList(
    splitsObjects(verb) && !isQuestion(clause)
      ? splitObjects(takeWritten(verb.rest, object) || named)
      : [named],
  );
  const label =
    objects.length > 1 ? named.replace(/(,\s+|\b(?:and|or)\s+)(?:an?|the|our|my)\s+/gi, "$1") : named;
  const refined = refineIntent(verb, named);
  const goal = createClause(text, refined, {
    object: label,
    objects,
    features,
    technologies,
    exclusions,
    notes,
  });
  return refined.intent === "research" && isQuestion(clause)
    ? { ...goal, question: `${clause.replace(/[\s?!.]+$/, "")}?` }
    : goal;
}

/** What a plan is for; a thing without a verb ("a birthday party") is to be prepared. */
function parsePlanned(phrase: string, text: string, english: English): Goal {
  const goal = parseClause(trimPhrase(phrase), english);
  const isBare = goal.verb === "" && goal.intent === "other";
  return { ...goal, text, ...(isBare ? { verb: "prepare" } : {}) };
}

/** "Pitch deck for investors" begins with a capital only because it begins. */
function lowerOpening(object: string, { verb, rest }: VerbReading, english: English): string {
  const [first = ""] = object.split(" ");
  const isOpening = verb === "" && rest.startsWith(object) && /^\p{Lu}\p{Ll}+$/u.test(first);
  const isPlain =
    isOpening && english.kindOf(first.toLowerCase()).isKnown && listTechnologies(first).length === 0;
  return isPlain ? object.slice(0, 1).toLowerCase() + object.slice(1) : object;
}

/** A verb alone works on the project at hand; a clause without a verb is its own object. */
function nameRest({ verb, rest }: VerbReading): string {
  return verb === "" ? trimPhrase(rest) || nothingNamed : nothingNamed;
}

/** "the problem with the login" and "how Redis works in Docker" keep their words; a thing to build is taken apart. */
function qualifiersOf(intent: Intent): Qualifier[] {
  if (
    intent === "research" ||
    intent === "fix" ||
    intent === "test" ||
    intent === "review" ||
    intent === "learn"
  )
    return ["exclusion"];
  if (intent === "add") return ["technology", "exclusion"];
  return ["feature", "technology", "known-technology", "exclusion"];
}

/** Without a verb only a noun phrase names a thing to build: "todo app for two". */
function endsWithThing(object: string): boolean {
  const head = object.replace(/\s(?:for|that|which|to|from|of|about|on|in|where|who|with|using)\s.*$/i, "");
  const [first = "", last = ""] = head.split(" ").slice(-2);
  const isLast = classifyThing(last === "" ? first : last) !== undefined;
  return isLast || (classifyThing(first) === undefined && classifyThing(`${first} ${last}`) !== undefined);
}

/** "write" and "create" say little: what is written decides. */
function refineIntent(verb: VerbReading, object: string): VerbReading {
  const kind = verb.verb === "" && !endsWithThing(object) ? undefined : classifyThing(object);
  if (verb.intent === "other" && (verb.verb === "" || verb.verb === "make") && kind !== undefined) {
    return refineIntent({ ...verb, verb: "build", intent: "build" }, object);
  }
  if (verb.intent !== "build" && verb.intent !== "add" && verb.intent !== "other") return verb;
  if (kind === "plan") return { ...verb, intent: "plan" };
  // "bring the coverage to 70 percent"
  if (kind === "tests" && /^(?:bring|raise|get|push|lift)$/.test(verb.verb))
    return { ...verb, intent: "improve" };
  if (kind === "tests") return { ...verb, intent: "test" };
  if (kind === "document" && verb.intent === "build") return { ...verb, intent: "document" };
  if (kind === undefined && verb.verb === "write") return { ...verb, intent: "document" };
  return verb;
}

/** A defect's description is one thing, however many it names; so is what a general verb speaks of. */
function splitsObjects(verb: VerbReading): boolean {
  return (
    verb.intent !== "fix" && (verb.intent !== "other" || verb.verb === "make") && verb.intent !== "learn"
  );
}
