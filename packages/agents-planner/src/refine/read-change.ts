import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import type { GoalReader } from "../goal/goal-reader.ts";
import { findImpossible } from "../goal/limits/find-impossible.ts";
import { refuseImpossible } from "../goal/refuse-contradiction.ts";
import { findTechnology } from "../goal/technologies.ts";
import { classifyThing } from "../goal/things.ts";
import { findKnownTechnology } from "../goal/known-technologies.ts";
import { shorten, splitList, trimPhrase } from "../text/phrases.ts";
import type { Change } from "./change.ts";
import { splitChange } from "./split-change.ts";

/** More than this is a new goal, not a change. */
const mostChanges = 12;

const limitOpening =
  /^(?:(?:it|this|that|everything|the (?:plan|work|whole))\s+)?(?:(?:must|should|shall|may|can|has to|needs to)\s+)?(?:(?:cost|take|stay|spend|finish(?:ed)?(?: it| this| everything)?|(?:complete|deliver) (?:it|this|everything)|be (?:done|ready|finished)|keep (?:it|this|everything)|do (?:it|this|everything)|make it)\s+)?(?:for |in |with )?(?:(?:a |the )?(?:maximum |max )?budget|under|below|within|at most|less than|no more than|not more than|max(?:imum)?|up to|by|before|until|no later than|\d)/i;
const swap = /^(?:replace|swap|exchange)\s+(?<from>.{1,200}?)\s+(?:with|by|for)\s+(?<to>.{1,200})$/i;
const move =
  /^(?:switch|change|move|migrate)(?: it| everything| the plan)?\s+from\s+(?<from>.{1,200}?)\s+to\s+(?<to>.{1,200})$/i;
const instead =
  /^(?:(?:use|take|choose|prefer|with|in|go with|do it (?:in|with)|write it in)\s+)?(?<to>.{1,200}?)\s+(?:instead of|rather than|in place of)\s+(?<from>.{1,200})$/i;
const insteadFirst = /^instead of\s+(?<from>.{1,200}?),?\s+(?:use|take|choose)\s+(?<to>.{1,200})$/i;
const using =
  /^(?:use|using|switch to|change to|go with|take|prefer|choose|(?:do|write|build|make|implement) (?:it|everything|this|them|that) (?:in|with|using|on)|in|with|on)\s+(?<names>.+)$/i;
const leaving =
  /^(?:without|leave (?:out|off|away)|drop|skip|remove|omit|cut(?: out)?|exclude|delete|take out|get rid of|forget(?: about)?|avoid|there is no need for|no need for|no|not|(?:i |we |you )?no longer (?:need|want|use)|(?:i |we |you )?(?:don['’]t|do not|never|won['’]t|will not) (?:do|use|need|want|include|add|write|run|make|bother with|have))\s+(?<names>.+)$/i;
const adding =
  /^(?:add|include|with|have|having|give it|support|(?:it|this|the [\w-]+(?: [\w-]+)?) (?:should|must|shall|needs to) (?:also )?(?:have|support|include|offer)|(?:we|i) (?:also )?(?:want|need)(?: to have)?|also)\s+(?<names>.+)$/i;

/**
 * Reads a change in words: what is added, left out, replaced or limited, in the order of the words.
 *
 * Throws `invalid_input` for a part that says none of these; the message quotes it and says what is understood.
 */
export function readChange(text: string, plan: { readonly goal: Goal }, goals: GoalReader): Change[] {
  // as a whole: "at least 10 USD and at most 5 USD" are two parts
  refuseImpossible({ impossible: findImpossible(text), text });
  const parts = splitChange(text);
  if (parts.length > mostChanges)
    throw refuse(
      `The change asks for ${parts.length} things, at most ${mostChanges} at once are understood: refine the plan in several tasks.`,
    );
  if (parts.length === 0) throw refuse(`The change “${shorten(text)}” says nothing. ${understood}`);
  return parts.flatMap((part) => {
    const changes = readPart(part, plan.goal, goals);
    if (changes.length > 0) return changes;
    throw refuse(`What “${shorten(part)}” changes in the plan is not clear. ${understood}`);
  });
}

const understood =
  'Understood are additions ("add search", "with dark mode", "deploy it to AWS"), omissions ("without the review"), replacements ("use Vue instead of React", "in Go") and limits ("under 3 USD", "by Friday", "at most 10 minutes").';

/** The changes that one part asks for; empty when it is not understood. */
export function readPart(part: string, goal: Goal, goals: GoalReader): Change[] {
  const said = shorten(part, 200);
  const bare = part
    .replace(/^also /i, "")
    .replace(/^(?:the )?(?:new )?deadline(?: is|:)\s+/i, "by ")
    .replace(/^(?:the )?(?:new )?budget(?: is|:)\s+/i, "under ");
  if (limitOpening.test(bare)) {
    const limited = goals.read(
      `Build a product ${bare.replace(/^.*?(?=(?:for |in |with )?(?:a |the )?(?:maximum |max )?(?:budget|under|below|within|at most|less than|no more than|not more than|max|up to|by|before|until|no later than|\d))/i, "")}`,
    );
    refuseImpossible({ ...limited, text: said });
    if (Object.keys(limited.limits).length > 0)
      return [{ kind: "limit", limits: limited.limits, notes: limited.notes, said }];
  }
  for (const pattern of [swap, move, insteadFirst, instead]) {
    const { from = "", to = "" } = pattern.exec(bare)?.groups ?? {};
    if (from !== "" && to !== "") return readReplacement(from, to, said);
  }
  const used = using.exec(bare)?.groups?.["names"];
  const names = splitList(used ?? "");
  if (names.length > 0 && names.every(isTechnology))
    return names.map((name) => ({ kind: "use", name: spell(name), said }));
  const left = leaving.exec(bare)?.groups?.["names"];
  if (left !== undefined) return readNames(left).map((name) => ({ kind: "leave-out", name, said }));
  const added = adding.exec(bare)?.groups?.["names"];
  if (added !== undefined) return readAdditions(added, goal, goals, said);
  const work = readWork(bare, goal, goals);
  if (work !== undefined) return withLimits(work, said);
  const isShort = bare.split(" ").length <= 5;
  const isOnTop = /^also /i.test(part) || workOf.some(([words]) => words.test(cleanName(bare)));
  if (isOnTop && isShort) return readAdditions(bare, goal, goals, said);
  return used !== undefined && isShort ? readAdditions(used, goal, goals, said) : [];
}

function readReplacement(from: string, to: string, said: string): Change[] {
  const [old = "", next = ""] = [from, to].map((name) => spell(cleanName(name)));
  if (old === "" || next === "") return [];
  if (isTechnology(old) || isTechnology(next)) return [{ kind: "replace", from: old, to: next, said }];
  return [
    { kind: "leave-out", name: old, said },
    { kind: "add-feature", name: next, said },
  ];
}

function readNames(phrase: string): string[] {
  return splitList(phrase.replace(/,? please$/i, ""))
    .map(cleanName)
    .filter((name) => name !== "");
}

function cleanName(name: string): string {
  return shorten(
    trimPhrase(
      name.replace(
        /\s+(?:steps?|parts?|please|for now|entirely|altogether|from the plan|as well|too|anyway|then)$/i,
        "",
      ),
    ),
  );
}

/** What is a kind of work ("a review", "deployment") gets steps of its kind; a technology is used; the rest is built in. */
function readAdditions(phrase: string, goal: Goal, goals: GoalReader, said: string): Change[] {
  const { rest, changes } = takeLimits(phrase, goals, said);
  const added = readNames(rest).map((name): Change => {
    if (isTechnology(name)) return { kind: "use", name: spell(name), said };
    const verb = workOf.find(([words]) => words.test(name))?.[1];
    const work = verb === undefined ? undefined : goals.read(`${verb} the ${goal.object}`);
    return work?.readable === true ? { kind: "add-work", work, said } : { kind: "add-feature", name, said };
  });
  return [...added, ...changes];
}

const workOf: readonly (readonly [words: RegExp, verb: string])[] = [
  [/^(?:(?:code|security|final) )?(?:review|audit)$/i, "Review"],
  [/^(?:unit |integration |end-to-end |more )*(?:tests?|testing|test suite)$/i, "Test"],
  [/^(?:(?:user|full) )?(?:documentation|docs|guide|manual)$/i, "Write documentation of"],
  [/^(?:deployment|roll-?out|release)$/i, "Deploy"],
];

function takeLimits(phrase: string, goals: GoalReader, said: string): { rest: string; changes: Change[] } {
  const read = goals.read(`Build a product with ${phrase}`);
  refuseImpossible({ ...read, text: said });
  if (Object.keys(read.limits).length === 0) return { rest: phrase, changes: [] };
  const rest = phrase.replace(
    /,?\s+(?:for (?:less than|under|at most)|under|below|within|at most|less than|no more than|by|before|until|in)\s+[^,]*$/i,
    "",
  );
  return { rest, changes: [{ kind: "limit", limits: read.limits, notes: read.notes, said }] };
}

/** Of the verbs that say little about how it is done, those that say what is done. */
const plainWork =
  /^(?:install|translate|automate|monitor|notify|email|present|export|configure|organi[sz]e|run|send|store|save|train)$/;

/** Nothing in these words says what shall be different. */
const vague =
  /^(?:make|do|improve|fix|change|update) (?:it|this|that|them|everything|something|the plan)(?: (?:all )?(?:better|nicer|good|great|perfect|right|well|work|properly|again|differently))?$/i;

/** Work of its own, such as "deploy it to AWS"; "it" is what the plan is about. */
function readWork(part: string, goal: Goal, goals: GoalReader): Goal | undefined {
  // a demand on the thing is no work of its own
  if (vague.test(part) || /\b(?:must|should|shall)\b/i.test(part)) return undefined;
  const spelled = part
    .replace(/,?\s+(?:first|beforehand|before that|afterwards|at the end|too|as well)$/i, "")
    .replace(/\b(?:it|this|them|everything)\b/i, `the ${goal.object}`);
  const work = goals.read(spelled.charAt(0).toUpperCase() + spelled.slice(1));
  const parts = [work, ...work.clauses];
  // a statement such as "it is spring" asks for nothing, whatever verb its reader supplies
  const opening = part.toLowerCase().split(" ").slice(0, 3).join(" ");
  const isWork =
    work.readable &&
    opening.includes(work.verb) &&
    parts.every(({ verb, intent }) => verb !== "" && (intent !== "other" || plainWork.test(verb)));
  return isWork ? work : undefined;
}

function withLimits(work: Goal, said: string): Change[] {
  refuseImpossible({ ...work, text: said });
  const added: Change[] =
    work.intent === "add" && work.clauses.length === 0
      ? work.objects.map((name): Change => ({ kind: "add-feature", name, said }))
      : [{ kind: "add-work", work, said }];
  const hasLimits = Object.keys(work.limits).length > 0;
  return hasLimits ? [...added, { kind: "limit", limits: work.limits, notes: work.notes, said }] : added;
}

function isTechnology(name: string): boolean {
  if (classifyThing(name) === "plan") return false;
  return findTechnology(name) !== undefined || findKnownTechnology(name)?.name === name;
}

function spell(name: string): string {
  return findTechnology(name) ?? (findKnownTechnology(name)?.name === name ? name : name);
}

function refuse(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_INPUT, message);
}
