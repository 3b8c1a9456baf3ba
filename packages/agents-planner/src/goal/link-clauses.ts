import type { English } from "./english/english.ts";
import type { Goal } from "./goal.ts";
import { nothingNamed } from "./create-clause.ts";
import { parseClause } from "./parse-clause.ts";
import { shorten, splitList, trimPhrase } from "../text/phrases.ts";
import { readProhibition } from "./prohibitions.ts";
import { asksCause, noteRemark, readComplaint } from "./read-complaint.ts";
import { readAddition } from "./read-addition.ts";
import { readStatement } from "./english/read-statement.ts";
import { resolvePronouns } from "./resolve-pronouns.ts";
import { findTechnology, listTechnologies } from "./technologies.ts";
import { toOrder } from "./english/to-order.ts";

/**
 * Parses clauses in order and joins what belongs together.
 *
 * A pronoun takes the object before it; "it should support search" goes to the clause before; what a clause forbids is
 * forbidden to all of them.
 */
export function linkClauses(written: readonly string[], english: English): Goal[] {
  const linked: Goal[] = [];
  const forbidden: string[] = [];
  const waiting: string[] = [];
  let topic: string | undefined;
  for (const raw of written) {
    const text = toOrder(raw, english);
    const before = linked.at(-1);
    const prohibition = readProhibition(text);
    const remark = before === undefined ? undefined : noteRemark(raw, before, english);
    if (before !== undefined && remark !== undefined && prohibition === undefined) {
      linked[linked.length - 1] = { ...before, notes: [...before.notes, remark] };
      continue;
    }
    if (prohibition !== undefined) {
      forbidden.push(...splitForbidden(prohibition.forbidden));
      topic ??= owner.exec(text)?.[1];
      if (prohibition.rest !== "") waiting.push(prohibition.rest.replace(/^with\s+/i, ""));
    } else if (before !== undefined && readAddition(raw) !== undefined) {
      addSentence(linked, { before, text: raw, forbidden }, english);
    } else if (isRestriction(text)) waiting.push(text.replace(/^only (?:(?:using|in|with|use) )?/i, ""));
    else
      addClause(
        linked,
        before ?? (topic === undefined ? undefined : parseClause(`Build the ${topic}`, english)),
        { text, english },
      );
    const last = linked.at(-1);
    if (last !== undefined) {
      for (const words of waiting.splice(0)) linked[linked.length - 1] = addTo(last, words, english);
    }
  }
  if (linked.length === 0 && forbidden.length > 0) linked.push(findAlternatives(written, forbidden, english));
  return dropBackground(linked, english).map((clause) => forbid(clause, forbidden));
}

/** "Only Python": a condition, not work. */
function isRestriction(text: string): boolean {
  return /^only \S/i.test(text) && text.split(" ").length < 6 && listTechnologies(text).length > 0;
}

const possession = /^(?:i|we) (?:already |currently )?(?:have|own) (?!to )/i;

/** "I run a bakery. Build a website": what only says how things are has no steps. */
function dropBackground(linked: readonly Goal[], english: English): Goal[] {
  const isBackground = (goal: Goal): boolean =>
    possession.test(goal.text) ||
    (goal.verb === "" && goal.intent === "other" && readStatement(goal.text, english) !== undefined);
  const asked = linked.filter((goal) => !isBackground(goal));
  const [first, ...others] = asked;
  if (first === undefined || asked.length === linked.length) return [...linked];
  const notes = linked.filter(isBackground).map(({ text }) => `Background: “${shorten(text, 200)}”.`);
  return [{ ...first, notes: [...first.notes, ...notes] }, ...others];
}

/** "the dashboard must not …": what a pronoun after it stands for. */
const owner = /^(?:the|our|my) ((?:[\w-]+ )?[\w-]+) (?:must|should|shall|may)(?:n['’]t| not| never)/i;

/** One thing keeps its words ("breaking the public API"); names in a list stand alone. */
function splitForbidden(phrase: string): string[] {
  const members = splitList(phrase.replace(/^(?:any|the)\s+/i, ""));
  return members.map((member) => findTechnology(member) ?? shorten(member));
}

interface AddedSentence {
  readonly before: Goal;
  readonly text: string;
  readonly forbidden: string[];
}

function addSentence(linked: Goal[], { before, text, forbidden }: AddedSentence, english: English): void {
  const { nouns, requirements, negations } = readAddition(text) ?? {
    nouns: [],
    requirements: [],
    negations: [],
  };
  let goal = before;
  for (const noun of nouns) goal = addTo(goal, noun, english);
  for (const negation of negations) {
    const prohibition = readProhibition(negation);
    if (prohibition !== undefined) forbidden.push(...splitForbidden(prohibition.forbidden));
  }
  if (requirements.length > 0)
    goal = { ...goal, requirements: [...new Set([...(goal.requirements ?? []), ...requirements])] };
  if (!takesAdditions.test(goal.intent))
    goal = { ...goal, notes: [...goal.notes, `Also asked for, for every step to heed: “${text}”.`] };
  linked[linked.length - 1] = goal;
}

/** Work that has steps for what is added; other plans say it among their assumptions. */
const takesAdditions = /^(?:build|design)$/;

function addClause(
  linked: Goal[],
  before: Goal | undefined,
  { text, english }: { text: string; english: English },
): void {
  const clause = before === undefined ? parseClause(text, english) : resolvePronouns(text, before, english);
  if (before !== undefined) {
    const told = readComplaint(before, clause, text, english);
    if (told !== undefined) {
      linked[linked.length - 1] = told;
      return;
    }
  }
  // "Decide by majority": how the question before it is answered
  if (
    clause.decidesBy !== undefined &&
    before !== undefined &&
    (clause.object === nothingNamed || clause.refersBack)
  ) {
    const asked = !/^(?:which|what)\b/i.test(before.text)
      ? before
      : parseClause(`decide ${before.text}`, english);
    linked[linked.length - 1] = {
      ...asked,
      text: before.text,
      intent: "decide",
      decidesBy: clause.decidesBy,
    };
    return;
  }
  // "the job keeps failing, find out why and make it reliable": the complaint names no thing that could be improved
  if (before?.intent === "fix" && clause.intent === "improve" && clause.object === nothingNamed) {
    const note = `Also asked for, for every step to heed: “${shorten(text, 200)}”.`;
    linked[linked.length - 1] = { ...before, notes: [...before.notes, note] };
    return;
  }
  // "the checkout is slow, make it faster" complains and orders the same
  if (before?.intent === "fix" && clause.intent === "improve" && clause.refersBack === true) {
    const notes = [...clause.notes, `Background: “${shorten(before.text, 200)}”.`];
    const concern = clause.concern ?? before.concern;
    linked[linked.length - 1] = { ...clause, notes, ...(concern === undefined ? {} : { concern }) };
    return;
  }
  if (before?.question !== undefined && clause.question !== undefined && hangsOn(clause.question)) {
    const question = `${before.question.replace(/\?$/, "")} and ${clause.question}`;
    linked[linked.length - 1] = { ...before, question };
    return;
  }
  // "…, start with buttons and inputs"
  if (before !== undefined && /^(?:start|begin) (?:with|by|at|from) /i.test(text)) {
    const note = `Also asked for, for every step to heed: “${shorten(text, 200)}”.`;
    linked[linked.length - 1] = { ...before, notes: [...before.notes, note] };
    return;
  }
  // "measure and reduce the bundle size": whoever reduces measures
  if (
    before !== undefined &&
    measures.test(before.verb) &&
    clause.intent === "improve" &&
    clause.refersBack
  ) {
    linked[linked.length - 1] = clause;
    return;
  }
  const maker = linked.findIndex((earlier) => covers(earlier, clause));
  const made = linked[maker];
  if (made === undefined) linked.push(clause);
  else
    linked[maker] = {
      ...made,
      notes: [...made.notes, `“${text}” needs no steps of its own: the plan does so anyway.`],
    };
}

const measures = /^(?:measure|profile|benchmark)$/;
const restores =
  /^(?:get|bring|make|put) (?:it|them|this|that|everything|the (?:fix|project)) (?:(?:up and )?running|working|work|run|back|up)\b/i;
const ends = /^(?:change|solve|stop|end|fix|address)$/;
/** Whoever makes a video also cuts it. */
const films = /^(?:record|film|shoot|draw|make|create|produce)$/;
const cuts = /^(?:edit|cut|illustrate|colou?r|polish)$/;

/** A question whose pronoun could not be resolved says nothing without the question before it. */
function hangsOn(question: string): boolean {
  return /\b(?:it|they|them)\b/i.test(question);
}

/** Building, adding and improving end with tests and a review: "… and test it" asks for nothing more. */
function covers(maker: Goal, clause: Goal): boolean {
  const isCheck = clause.intent === "test" || clause.intent === "review";
  // "figure out why and get it running again" is what a fix does
  if (maker.intent === "fix" && (asksCause.test(clause.text) || restores.test(clause.text))) return true;
  if (
    maker.intent === "fix" &&
    /^(?:propose|suggest|find|come up with) (?:something|solutions?|ideas|an? (?:better|solution|fix|remedy|way))\b/i.test(
      clause.text,
    )
  )
    return true;
  // "find out why volunteers quit and change it"
  if (/^why\s/i.test(maker.object) && clause.refersBack === true && ends.test(clause.verb)) return true;
  if (films.test(maker.verb) && cuts.test(clause.verb) && clause.refersBack === true) return true;
  if (maker.intent === "fix") return (isCheck || clause.intent === "fix") && clause.refersBack === true;
  if (!isCheck) return false;
  if (maker.intent !== "build" && maker.intent !== "add" && maker.intent !== "improve") return false;
  return (
    maker.object === clause.object || /^(?:unit |integration |end-to-end |e2e )?tests?$/i.test(clause.object)
  );
}

function addTo(goal: Goal, words: string, english: English): Goal {
  const more = parseClause(`build it with ${words}`, english);
  return {
    ...goal,
    features: [...new Set([...goal.features, ...more.features])],
    technologies: [...new Set([...goal.technologies, ...more.technologies])].filter(
      (name) => !more.exclusions.includes(name),
    ),
    exclusions: [...new Set([...goal.exclusions, ...more.exclusions])],
  };
}

/** A goal that says only what to avoid gets a look at what could take its place. */
function findAlternatives(written: readonly string[], forbidden: readonly string[], english: English): Goal {
  const text = written.join(". ");
  const object = shorten(`alternatives to ${forbidden.join(" and ")}`);
  return {
    ...parseClause(`List ${object}`, english),
    text,
    notes: [`“${shorten(text)}” says only what to avoid: say what shall come out for a whole plan.`],
  };
}

function forbid(goal: Goal, forbidden: readonly string[]): Goal {
  // what is left behind in a migration is not used anyway; what an object is made of cannot be taken from it
  const names = forbidden
    .map(trimPhrase)
    .filter((name) => name !== goal.origin && !goal.object.toLowerCase().startsWith("alternatives to "));
  if (names.length === 0) return goal;
  const lower = new Set(names.map((name) => name.toLowerCase()));
  // a name within the object says what is there; one that was asked for stays, to be refused
  const inside = new Set(listTechnologies(goal.object));
  const keep = (name: string): boolean => !lower.has(name.toLowerCase()) || !inside.has(name);
  return {
    ...goal,
    exclusions: [...new Set([...goal.exclusions, ...names])],
    technologies: goal.intent === "compare" ? goal.technologies : goal.technologies.filter(keep),
  };
}
