import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { findFreeName } from "../methods/free-name.ts";
import type { StepDraft } from "../methods/step-draft.ts";
import { listOwnWords, type ResearchDigest } from "../research/research-digest.ts";
import { shorten, toSlug } from "../text/phrases.ts";

/** Questions beyond these become risks. */
const mostAsked = 3;
const mostRisks = 5;

/** The steps with research for what given research left open, and risks for what it left open beside the goal. */
export function askOpenPoints(
  goal: Goal,
  { openPoints }: ResearchDigest,
  drafts: readonly StepDraft[],
): { readonly steps: readonly StepDraft[]; readonly risks: readonly string[] } {
  const users = new Set(drafts.filter(usesResearch).map(({ id }) => id));
  const taken = new Set(drafts.flatMap(({ id, produces = [] }) => [id, ...produces]));
  const asked: StepDraft[] = [];
  const risks: string[] = [];
  for (const point of openPoints) {
    const question = readQuestion(point);
    const isNeeded = question !== undefined && users.size > 0 && isAbout(question, goal.text);
    if (isNeeded && [...drafts, ...asked].some((draft) => asksAlready(draft, question))) continue;
    if (!isNeeded || asked.length >= mostAsked) {
      risks.push(`The research ${question === undefined ? "says of itself" : "left open"}: ${point}`);
      continue;
    }
    const id = findFreeName(`research-${toSlug(question)}`, taken);
    taken.add(id);
    asked.push({
      id,
      agentType: AgentType.KNOWLEDGE,
      description: `Find out what the research left open: ${question}`,
      question,
      successCriterion: `“${question}” is answered with sources`,
    });
  }
  const names = asked.map(({ id }) => id);
  const waiting = drafts.map((draft) =>
    users.has(draft.id) && names.length > 0
      ? { ...draft, consumes: [...(draft.consumes ?? []), ...names] }
      : draft,
  );
  return { steps: [...asked, ...waiting], risks: risks.slice(0, mostRisks) };
}

/** Steps whose input the planner composes, and that are handed the given research. */
function usesResearch({ agentType, consumes = [], input }: StepDraft): boolean {
  return agentType !== AgentType.KNOWLEDGE && input === undefined && consumes.includes("research");
}

/** The question in "Nothing was found for “How …?”."; `undefined` for a mere remark such as "The web was not searched". */
function readQuestion(point: string): string | undefined {
  const question = /“([^”]{4,180})”/.exec(point)?.[1] ?? /^([^?]{4,180}\?)/.exec(point)?.[1];
  return question === undefined || !/\s/.test(question) ? undefined : shorten(question.trim(), 180);
}

/** True when a question and a goal share at least half of the words of the shorter one, or two at all. */
function isAbout(question: string, text: string): boolean {
  const words = new Set(listStems(question));
  const shared = new Set(listStems(text).filter((stem) => words.has(stem))).size;
  return shared >= 2 || (shared > 0 && shared * 2 >= words.size);
}

function asksAlready({ agentType, question, description }: StepDraft, other: string): boolean {
  if (agentType !== AgentType.KNOWLEDGE) return false;
  const words = new Set(listStems(other));
  const shared = new Set(listStems(`${question ?? ""} ${description}`).filter((stem) => words.has(stem)))
    .size;
  return words.size > 0 && shared * 4 >= words.size * 3;
}

const questionWords = new Set(
  "how,what,which,why,when,where,who,does,are,can,should,there,was,found,you,your,best".split(","),
);

function listStems(text: string): string[] {
  return listOwnWords(text)
    .filter((word) => !questionWords.has(word))
    .map((word) => word.replace(/(?:ies|es|s|\.)$/, ""));
}
