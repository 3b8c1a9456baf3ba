import { nothingNamed } from "./create-clause.ts";
import type { DateReader } from "./limits/dates.ts";
import type { English } from "./english/english.ts";
import type { Goal } from "./goal.ts";
import { hasFunctionWord, isEnglish } from "./english/language.ts";
import { linkClauses } from "./link-clauses.ts";
import { cleanText, shorten, trimPhrase } from "../text/phrases.ts";
import { isSmallTalk, stripPoliteness } from "./english/politeness.ts";
import { readLimits } from "./limits/read-limits.ts";
import { readStatement } from "./english/read-statement.ts";
import { readVerb } from "./english/read-verb.ts";
import { splitClauses } from "./split-clauses.ts";
import { joinLines } from "./english/split-sentences.ts";

/** More clauses than this are left out, and the plan says so. */
const mostClauses = 12;

/** Characters of a clause that are read; what follows is description. */
const longestClause = 1_000;

/** "The dog barks all night, what can we do?": asks for what a plan is anyway. */
const askingAdvice =
  /(?<=\w)[,.;!]? (?:please|can you|could you|pls) (?:please )?(?:investigate|have a look|take a look|look into (?:it|this|that)|help|advise)[\s.?!]*$|(?<=\w)[,.;!]? (?:and |so |but )?(?:what|how) (?:can|should|could|do) (?:we|i) (?:do|react|handle (?:it|this|that))(?: about (?:it|that|this)| now| next)?\s*\?+\s*$/i;

/** What a goal is read with. */
export interface ReadingAids {
  readonly english: English;
  readonly dates: DateReader;
}

/**
 * Takes a goal in English apart: verb, objects, features, technologies, exclusions, limits and clauses.
 *
 * Pure and total: every text gives a goal; one that cannot be read has `readable: false`.
 *
 * @example
 * parseGoal("Build a REST API for invoices in Python under 5 USD", aids).technologies; // ["Python"]
 */
export function parseGoal(text: string, { english, dates }: ReadingAids): Goal {
  const clean = cleanText(text);
  const obstacle = findObstacle(clean, english);
  if (obstacle !== undefined) return createUnreadable(clean, obstacle);
  const startsOrder = (line: string): boolean => (readVerb(cleanText(line), english)?.rest ?? "") !== "";
  const { rest, limits, notes, impossible } = readLimits(cleanText(joinLines(text, startsOrder)), dates);
  const written = splitClauses(stripPoliteness(rest.replace(askingAdvice, "")), english, mostClauses).filter(
    (clause) => !isSmallTalk(clause),
  );
  const linked = linkClauses(
    written.slice(0, mostClauses).map((clause) => shorten(clause, longestClause)),
    english,
  );
  const asked = linked.filter((clause) => !isHeading(clause));
  const clauses = asked.length === 0 ? linked : asked;
  const skipped =
    written.length > mostClauses
      ? [`Only the first ${mostClauses} sentences and clauses of the goal were planned.`]
      : [];
  const allNotes = [...new Set([...notes, ...clauses.flatMap((clause) => clause.notes), ...skipped])];
  const [first] = clauses.length === 1 ? clauses.map((clause) => reportDefect(clause, english)) : clauses;
  if (first === undefined) return { ...createUnreadable(clean, "it names no work"), limits };
  if (clauses.length === 1 && isAimless(first))
    return createUnreadable(clean, "it does not say what to work on");
  if (clauses.length === 1 && isNameless(first, english))
    return createUnreadable(clean, "it names no work that the planner knows");
  const whole = {
    ...first,
    text: clean,
    limits,
    notes: allNotes,
    ...(impossible === undefined ? {} : { impossible }),
  };
  return clauses.length === 1 ? whole : { ...whole, clauses };
}

/** Why a text cannot be read as a goal; `undefined` for one that can be tried. */
function findObstacle(text: string, english: English): string | undefined {
  if (isSmallTalk(text)) return "it is no request";
  if ((text.match(/\p{L}/gu)?.length ?? 0) < 2) return "it holds no words";
  if (!isEnglish(text, english)) return "it is not in English";
  if (!/\s/.test(text.replace(/[\s.!?]+$/, ""))) return "a single word does not say what shall be done";
  return undefined;
}

/** "Do it", "help me please": a general verb without anything to work on. What acts on a project may stand alone. */
function isAimless({ intent, object, objects }: Goal): boolean {
  if (objects.every((member) => /^(?:(?:and|or|but|vs\.?|versus|with|to|an?|the)(?:\s+|$))+$/i.test(member)))
    return true;
  const actsOnProject = /^(?:deploy|test|review|improve|fix|migrate)$/.test(intent);
  return !actsOnProject && objects.length === 1 && object === nothingNamed;
}

/** A goal that only says how things are complains about them: "Emails go to spam". */
function reportDefect(goal: Goal, english: English): Goal {
  const told = goal.verb === "" ? readStatement(goal.text, english) : undefined;
  if (told === undefined || /^(?:i|we|you|it|this|that|there)\b/i.test(told.subject)) return goal;
  if (/\b(?:should|must|could|would|may|might|can)\b/i.test(goal.text)) return goal;
  const object = shorten(trimPhrase(goal.text));
  return { ...goal, intent: "fix", verb: "fix", object, objects: [object], features: [], exclusions: [] };
}

/** "Please do the following": what shall be done comes after it. */
function isHeading({ verb, object }: Goal): boolean {
  return (
    /^(?:do|complete|handle)$/.test(verb) && /^(?:following.*|project|things?|steps?|tasks?)$/i.test(object)
  );
}

/** No verb, no known thing, no technology, no word that holds a sentence together: a name at best. */
function isNameless({ intent, verb, technologies, text }: Goal, english: English): boolean {
  if (intent !== "other" || verb !== "") return false;
  const isPlain = english.tag(text).every(({ bare }) => english.kindOf(bare).isKnown);
  if (isPlain && /\s/.test(text)) return false;
  return technologies.length === 0 && !hasFunctionWord(text, english);
}

function createUnreadable(text: string, obstacle: string): Goal {
  const object = shorten(text);
  return {
    text,
    readable: false,
    intent: "other",
    verb: "",
    object,
    objects: [object],
    features: [],
    technologies: [],
    exclusions: [],
    limits: {},
    clauses: [],
    notes: [
      `The planner could not read “${object}” as a goal: ${obstacle}. One research step takes the words as they are.`,
    ],
  };
}
