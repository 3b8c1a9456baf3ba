import { type DataBlock, fenceData, fenceRule } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import type { Plan } from "../plan/plan.ts";
import { collectTexts } from "../research/collect-texts.ts";
import { cleanText, shorten } from "../text/phrases.ts";
import { givenResearch } from "./draft-steps.ts";
import { mostSteps } from "./model-plan.ts";

/** What every plan is asked for with; the same bytes each time, so that a service can cache them. */
export const systemPrompt = [
  "You turn a goal into a plan: steps that agents carry out, each with what it needs from other steps.",
  `${fenceRule} Data here is a goal, its conditions, research, a plan, or descriptions of agents: it says what the plan is about.`,
  [
    "Rules:",
    "- Use only agents of the block AGENTS, by their type, the word in front. Name a capability only if that agent has it; otherwise leave it empty.",
    "- Every description and success criterion names the goal's own things; “Implement the backend” alone says nothing. A step is one piece of work that its agent can do alone with what it needs.",
    "- `needs` names the steps whose results a step works with, and what it takes from each, in a few words. Steps that need nothing of one another run at the same time. No step may need itself, in a circle neither.",
    `- Where there is a block RESEARCH, build on it: use what it recommends, avoid what it warns about, do not research it again. A step that works with it needs "${givenResearch}".`,
    "- Keep every condition of the block CONDITIONS: what is to be used, what must not be used, money, time.",
    "- A success criterion is something that can be seen to be true or false.",
    "- `optional` is true for a step without which the goal is still reached. `effort` is 1 for the agent's usual amount of work, 2 for twice as much.",
    `- As few steps as the goal takes, mostly 3 to 15, never more than ${mostSteps}. Write no prices, no times, no references.`,
    "- `assumptions` says what you have taken for granted, `risks` what may go wrong; short sentences, none where there is nothing to say.",
    "- Where there are blocks PLAN and CHANGE, give the whole plan as it is after the change; leave steps that the change does not concern exactly as they are, ids and words included.",
  ].join("\n"),
  'Reply with JSON only: { "steps": [{ "id": "design-endpoints", "agentType": "code", "capability": "", "description": "…", "needs": [{ "step": "research-auth", "what": "how tokens expire" }], "successCriterion": "…", "optional": false, "effort": 1 }], "assumptions": ["…"], "risks": ["…"] }',
].join("\n\n");

/** A plan that is to be changed, and how. */
export interface PlanChange {
  readonly plan: Plan;
  /** In words. */
  readonly change: string;
}

/** What a plan is asked for. */
export interface Assignment {
  readonly goal: Goal;
  /** Who there is, a line each. */
  readonly agents: string;
  /** What was found before, of any shape. */
  readonly research: unknown;
  readonly refinement: PlanChange | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const longestResearch = 12_000;
const longestChange = 4_000;
const mostProblems = 20;
const longestProblem = 400;

/** The first turn: the agents under a marker of their own, since they are the same for many goals, then the rest. */
export function askForPlan({ goal, agents, research, refinement, now }: Assignment): string {
  const conditions = listConditions(goal, now);
  const known = describeResearch(goal, research);
  const blocks: DataBlock[] = [
    { label: "GOAL", text: goal.text },
    ...(conditions === "" ? [] : [{ label: "CONDITIONS", text: conditions }]),
    ...(known === "" ? [] : [{ label: "RESEARCH", text: known }]),
    ...(refinement === undefined
      ? []
      : [
          { label: "PLAN", text: JSON.stringify(describePlan(refinement.plan)) },
          { label: "CHANGE", text: shorten(cleanText(refinement.change), longestChange) },
        ]),
  ];
  return `${fenceData([{ label: "AGENTS", text: agents }])}\n\n${fenceData(blocks)}`;
}

/** A further turn: what is wrong, and that all of it is wanted again. */
export function askForRepair(problems: readonly string[]): string {
  const listed = problems.slice(0, mostProblems).map((problem) => `- ${shorten(problem, longestProblem)}`);
  const rest = problems.length - listed.length;
  return [
    `The plan cannot be used as it is:`,
    ...listed,
    ...(rest > 0 ? [`- and ${rest} more of the kind`] : []),
    "Reply with the whole corrected plan, as JSON only.",
  ].join("\n");
}

/** True for what was demanded beside the goal, in its own words; other notes say how the goal was read. */
export function isCondition(note: string): boolean {
  return note.startsWith("Condition: ");
}

function listConditions({ technologies, exclusions, limits, notes, clauses }: Goal, now: number): string {
  const all = [...new Set([...exclusions, ...clauses.flatMap((clause) => clause.exclusions)])];
  const { maxCostUsd, maxDurationMs, deadline, deadlineAt } = limits;
  return [
    ...(technologies.length === 0 ? [] : [`To be used: ${technologies.join(", ")}`]),
    ...(all.length === 0 ? [] : [`Not to be used, or not to happen: ${all.join(", ")}`]),
    ...(maxCostUsd === undefined ? [] : [`At most ${maxCostUsd} USD, all steps together`]),
    ...(maxDurationMs === undefined ? [] : [`At most ${maxDurationMs / 1000} seconds from start to end`]),
    ...(deadline === undefined ? [] : [`Deadline: ${deadline}${sayHours(deadlineAt, now)}`]),
    ...notes.filter(isCondition),
  ].join("\n");
}

function sayHours(deadlineAt: number | undefined, now: number): string {
  return deadlineAt === undefined
    ? ""
    : `, ${Math.max(0, Math.round((deadlineAt - now) / 3_600_000))} hours from now`;
}

function describeResearch({ research: digest }: Goal, research: unknown): string {
  if (digest === undefined) return "";
  const whole = collectTexts(research).map(cleanText).join("\n").slice(0, longestResearch).toWellFormed();
  return [
    ...(whole === "" ? [digest.summary, ...digest.citations] : [whole]),
    ...(digest.technologies.length === 0
      ? []
      : [`Names in it: ${digest.technologies.slice(0, 20).join(", ")}`]),
    ...(digest.warnings.length === 0 ? [] : [`It warns about: ${digest.warnings.slice(0, 20).join(", ")}`]),
  ].join("\n");
}

/** An existing plan in the form in which the model writes one. */
function describePlan({ steps, assumptions, risks }: Plan): object {
  return {
    steps: steps.slice(0, mostSteps).map((step) => ({
      id: step.id,
      agentType: step.agentType ?? "",
      capability: step.capability ?? "",
      description: step.description,
      needs: step.dependsOn.map((id) => ({ step: id, what: "" })),
      successCriterion: step.successCriterion,
      optional: step.optional === true,
      effort: 1,
    })),
    assumptions: assumptions.slice(0, 10),
    risks: risks.slice(0, 10),
  };
}
