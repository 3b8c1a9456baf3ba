import type { Goal } from "./goal.ts";
import { isEnglish } from "./language.ts";
import { parseClause } from "./parse-clause.ts";
import { cleanText, shorten } from "./phrases.ts";
import { readLimits } from "./read-limits.ts";
import { splitClauses } from "./split-clauses.ts";
import { classifyThing } from "./things.ts";
import { intentOfVerb } from "./verbs.ts";

/** More clauses than this are left out, and the plan says so. */
const mostClauses = 12;

/** Characters of a clause that are read; what follows is description. */
const longestClause = 1_000;

const pronoun = /^(?:it|them|this|that|these|those|one|everything|the (?:result|results|findings|latter))$/i;
const addition =
  /^(?:(?:it|this|the \w+|they) (?:should|must|shall|needs? to|has to|will)(?: also)?(?: be able to| support| have| include| offer| provide| use)?|(?:support|include|also use|use|make sure (?:it|that)(?: has| supports)?|remember to|add support for))\s+/i;

/**
 * Takes a goal in English apart: verb, objects, features, technologies, exclusions, limits and clauses.
 *
 * Pure and total: every text gives a goal; one that cannot be read has `readable: false`.
 *
 * @example
 * parseGoal("Build a REST API for invoices in Python under 5 USD").technologies; // ["Python"]
 */
export function parseGoal(text: string): Goal {
  const clean = cleanText(text);
  if (!isEnglish(clean, (word) => intentOfVerb.has(word))) return createUnreadable(clean);
  const { rest, limits, notes } = readLimits(clean);
  const written = splitClauses(rest);
  const clauses = linkClauses(
    written.slice(0, mostClauses).map((clause) => parseClause(shorten(clause, longestClause))),
  );
  const skipped =
    written.length > mostClauses
      ? [`Only the first ${mostClauses} of ${written.length} sentences and clauses were planned.`]
      : [];
  const allNotes = [...new Set([...notes, ...clauses.flatMap((clause) => clause.notes), ...skipped])];
  const [first] = clauses;
  if (first === undefined) return { ...createUnreadable(clean), limits };
  const whole = { ...first, text: clean, limits, notes: allNotes };
  return clauses.length === 1 ? whole : { ...whole, clauses };
}

/** Resolves "it" to the object before, and gives sentences like "It should support search" to the clause before. */
function linkClauses(clauses: readonly Goal[]): Goal[] {
  const linked: Goal[] = [];
  for (const clause of clauses) {
    const before = linked.at(-1);
    if (before === undefined) linked.push(clause);
    else if (addition.test(clause.text))
      linked[linked.length - 1] = addTo(before, clause.text.replace(addition, ""));
    else {
      const resolved = resolvePronoun(clause, before);
      const maker = linked.findIndex((earlier) => covers(earlier, resolved));
      if (maker < 0) linked.push(resolved);
      else
        linked[maker] = addNote(
          linked[maker] ?? before,
          `“${clause.text}” needs no steps of its own: the plan tests and reviews what it makes.`,
        );
    }
  }
  const [first, second] = linked;
  // "Design and build a parser": the first verb has no object of its own
  if (first !== undefined && second !== undefined && first.object.toLowerCase() === first.verb) {
    linked[0] = { ...second, verb: first.verb, intent: first.intent, text: `${first.text} ${second.object}` };
  }
  return linked;
}

/** Building, adding and improving end with tests and a review: "… and test it" asks for nothing more. */
function covers(maker: Goal, clause: Goal): boolean {
  if (clause.intent !== "test" && clause.intent !== "review") return false;
  if (maker.intent !== "build" && maker.intent !== "add" && maker.intent !== "improve") return false;
  return (
    maker.object === clause.object || /^(?:unit |integration |end-to-end |e2e )?tests?$/i.test(clause.object)
  );
}

function addNote(goal: Goal, note: string): Goal {
  return { ...goal, notes: [...goal.notes, note] };
}

function addTo(goal: Goal, words: string): Goal {
  const more = parseClause(`build it with ${words}`);
  return {
    ...goal,
    features: [...new Set([...goal.features, ...more.features])],
    technologies: [...new Set([...goal.technologies, ...more.technologies])].filter(
      (name) => !more.exclusions.includes(name),
    ),
    exclusions: [...new Set([...goal.exclusions, ...more.exclusions])],
  };
}

function resolvePronoun(clause: Goal, before: Goal): Goal {
  // "… and create an implementation plan": a plan for what the clause before spoke of
  if (clause.intent === "plan") {
    const named = classifyThing(clause.object) === "plan" ? clause.object : "implementation plan";
    const object = shorten(`${named} for ${before.object}`);
    return { ...clause, object, objects: [object] };
  }
  if (pronoun.test(clause.object)) return { ...clause, object: before.object, objects: before.objects };
  const resolve = (phrase: string): string =>
    shorten(
      phrase.replace(
        /\b(for|of|about|on|to|in|from) (?:it|them)$/i,
        `$1 ${before.object.replaceAll("$", "$$$$")}`,
      ),
    );
  return { ...clause, object: resolve(clause.object), objects: clause.objects.map(resolve) };
}

function createUnreadable(text: string): Goal {
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
      `The planner reads English and could not parse “${object}”: it does not know what is asked, nor its parts and limits. One research step takes the words as they are.`,
    ],
  };
}
