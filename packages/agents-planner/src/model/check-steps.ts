import type { Goal } from "../goal/goal.ts";
import type { Plan } from "../plan/plan.ts";
import { round } from "../text/round.ts";
import type { ModelStep } from "./model-plan.ts";

/** Says of a model's steps which use what the goal excludes, and which name nothing of the goal. */
export function checkSteps(steps: readonly ModelStep[], goal: Goal, change = ""): string[] {
  const exclusions = new Set([goal, ...goal.clauses].flatMap((part) => part.exclusions));
  const vocabulary = goal.readable ? listOwnWords(goal, change) : new Map<string, string[]>();
  return steps.flatMap((step) => {
    const said = `${step.description} ${step.successCriterion}`;
    const used = [...exclusions].filter((exclusion) => usesThing(said, exclusion));
    const isGeneric = vocabulary.size > 0 && said.trim() !== "" && !namesAny(said, vocabulary);
    return [
      ...used.map(
        (exclusion) => `Step “${step.id}” uses “${exclusion}”, which the goal excludes: do without it.`,
      ),
      ...(isGeneric
        ? [`Step “${step.id}” names nothing of the goal: say in its description what it is about.`]
        : []),
    ];
  });
}

/** Says which limits of the goal a plan does not keep. */
export function checkLimits({ estimate }: Plan, { limits }: Goal, now: number): string[] {
  const { maxCostUsd, maxDurationMs, deadlineAt } = limits;
  const { costUsd, makespanSeconds } = estimate;
  const problems: string[] = [];
  if (maxCostUsd !== undefined && costUsd > maxCostUsd) {
    problems.push(
      `The plan is estimated at ${costUsd} USD, ${round(costUsd - maxCostUsd)} USD over the limit of ${maxCostUsd} USD: use fewer or cheaper steps.`,
    );
  }
  const limitMs = Math.min(maxDurationMs ?? Infinity, deadlineAt === undefined ? Infinity : deadlineAt - now);
  if (makespanSeconds * 1000 > limitMs) {
    problems.push(
      `The plan takes ${makespanSeconds} s, and there are ${round(Math.max(0, limitMs) / 1000)} s: let fewer steps wait for one another, or use fewer.`,
    );
  }
  return problems;
}

/** Words before a thing that say it is not used, or is taken away. */
const denial =
  /\b(?:without|no|not|never|avoid\w*|instead of|rather than|free of|cannot|n['’]t|exclud\w+|forbid\w*|forbidden|remov\w+|replac\w+|drop\w*|migrat\w+ (?:away )?from|(?:away|moved?|moving) from)\s*(?:[\w'’-]+\s+){0,3}$/iu;
const lookBack = 60;

/** True when a text names a thing other than to say that it is not used. */
function usesThing(text: string, thing: string): boolean {
  const wanted = thing.toLowerCase();
  const small = text.toLowerCase();
  if (wanted === "") return false;
  for (let at = small.indexOf(wanted); at >= 0; at = small.indexOf(wanted, at + 1)) {
    const isWord =
      !isLetter(small[at - 1]) && !isLetter(small[at + wanted.length]) && small[at + wanted.length] !== "-";
    if (isWord && !denial.test(small.slice(Math.max(0, at - lookBack), at))) return true;
  }
  return false;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** Words that say nothing of what a goal is about. */
const everyday = new Set(
  "a an and any are as at be been but by can could do does for from get give has have how i if in into is it its let like make me must my need needs no not of on one or our please shall should so some something than that the their them then there they thing things this to up us use used using want was we what when where which who will with without would you your build create develop implement write plan design test check review find work step steps goal task tasks".split(
    " ",
  ),
);

/** The goal's words by how they begin, so that each word of a step is compared with few of them. */
type Vocabulary = ReadonlyMap<string, readonly string[]>;

const beginning = 4;

function listOwnWords(goal: Goal, change: string): Vocabulary {
  const { technologies = [], summary = "" } = goal.research ?? {};
  const sources = [goal.text, change, ...goal.technologies, ...goal.features, ...technologies, summary];
  const words = new Set(sources.flatMap(listWords).filter((word) => !everyday.has(word)));
  return Map.groupBy(words, (word) => word.slice(0, beginning));
}

function namesAny(text: string, vocabulary: Vocabulary): boolean {
  return listWords(text).some((word) =>
    vocabulary.get(word.slice(0, beginning))?.some((own) => isSameWord(word, own)),
  );
}

/** "invoices" and "invoicing" are one word here: most of the shorter one begins the other. */
function isSameWord(one: string, other: string): boolean {
  const stem = Math.max(beginning, Math.ceil(Math.min(one.length, other.length) * 0.75));
  return one === other || one.slice(0, stem) === other.slice(0, stem);
}

/** In lower case, "APIs" as "api". */
function listWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}+#]*/gu) ?? [];
  return words.map((word) => word.replace(/(?<=..[^s])s$/, ""));
}
