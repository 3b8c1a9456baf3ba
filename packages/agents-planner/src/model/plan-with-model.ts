import {
  type AgentContext,
  type AgentDescriptor,
  callModel,
  ErrorCode,
  type LanguageModel,
  type ModelMessage,
  OrchestrationError,
} from "@convoke/core";
import { composePlan } from "../compose/compose-plan.ts";
import type { Estimator } from "../estimates/estimator.ts";
import type { Goal } from "../goal/goal.ts";
import type { Plan } from "../plan/plan.ts";
import { shorten } from "../text/phrases.ts";
import { checkLimits, checkSteps } from "./check-steps.ts";
import { draftSteps } from "./draft-steps.ts";
import type { ModelOptions } from "./model-options.ts";
import { type ModelPlan, type ModelPlanReading, modelPlanSchema, readModelPlan } from "./model-plan.ts";
import { askForPlan, askForRepair, isCondition, type PlanChange, systemPrompt } from "./prompt.ts";
import { createRoster, type Roster } from "./roster.ts";

/** What a plan is made for, and with whom. */
export interface PlanRequest {
  /** Read, with its conditions applied and its research digested. */
  readonly goal: Goal;
  /** The research as it was given, which the model gets more of than the goal's digest holds. */
  readonly research?: unknown;
  /** A plan that is to be changed rather than a new one to be made; `goal` is that plan's goal then. */
  readonly refinement?: PlanChange | undefined;
  /** Who is registered; where nobody is, the well-known agents may be used. */
  readonly agents: readonly AgentDescriptor[];
  readonly estimator: Estimator;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The model, and how it is used. */
export interface PlanningModel {
  readonly model: LanguageModel;
  /** Complete: see `completeModelOptions`. */
  readonly modelOptions: ModelOptions;
}

/** What came of asking. */
export interface ModelPlanning {
  /** Valid, by the method `"language-model"`; missing when the library has to make it. */
  readonly plan?: Plan;
  /** How it came about, for a person; a plan has them among its assumptions already. */
  readonly notes: readonly string[];
}

/** The plan of one reply, or what is wrong with it. */
type Attempt = { readonly plan: Plan } | { readonly problems: readonly string[] };

/** Assistant turns beyond this are repeated as they were understood. */
const longestRepeated = 60_000;
const mostListed = 3;
const longestListed = 160;

/**
 * Has a language model make a plan: asks by schema, checks, and sends the problems back at most
 * `modelOptions.maxRepairs` times. Dependencies, inputs and prices are made by code from what it says.
 *
 * Whatever goes wrong with the model ends without a plan and with a note that says so; rejects only with the signal's
 * reason, or when the budget cannot be asked.
 *
 * @example
 * const { plan, notes } = await planWithModel({ goal, agents, estimator, now }, { model, modelOptions }, context);
 */
export async function planWithModel(
  request: PlanRequest,
  { model, modelOptions: { maxOutputTokens, maxRepairs } }: PlanningModel,
  context: Pick<AgentContext, "signal" | "budget">,
): Promise<ModelPlanning> {
  const { goal, research, refinement, now } = request;
  const roster = createRoster(request.agents);
  const question = askForPlan({ goal, agents: roster.description, research, refinement, now });
  const messages: ModelMessage[] = [
    { role: "system", content: systemPrompt },
    { role: "user", content: question },
  ];
  const purpose = refinement === undefined ? "Make a plan" : "Change a plan";
  let problems: readonly string[] = [];
  for (let repairs = 0; ; repairs += 1) {
    const asked = { purpose, messages: [...messages], schema: modelPlanSchema, maxOutputTokens };
    const outcome = await callModel(model, asked, context);
    if (outcome.kind === "failed") return { notes: [sayFailure(outcome.reason, problems)] };
    const read = outcome.kind === "value" ? readModelPlan(outcome.value) : { problems: [outcome.problem] };
    const attempt = makePlan(read, repairs, roster, request);
    if ("plan" in attempt) return { plan: attempt.plan, notes: [saySuccess(repairs)] };
    problems = attempt.problems;
    if (repairs >= maxRepairs) return { notes: [sayGivenUp(problems, repairs)] };
    messages.push(
      { role: "assistant", content: repeatReply(outcome.text, read.plan) },
      { role: "user", content: askForRepair(problems) },
    );
  }
}

function makePlan(
  read: ModelPlanReading,
  repairs: number,
  roster: Roster,
  { goal, refinement, agents, estimator, now }: PlanRequest,
): Attempt {
  if (read.plan === undefined) return read;
  const { steps, assumptions, risks } = read.plan;
  const hasResearch = goal.research !== undefined;
  const { drafts, problems: unknown } = draftSteps(steps, { roster, hasResearch, earlier: refinement?.plan });
  const problems = [...read.problems, ...unknown, ...checkSteps(steps, goal, refinement?.change)];
  if (drafts.length === 0) return { problems };
  const method = "language-model";
  const expansion = {
    method,
    madeBy: new Map(drafts.map(({ id }) => [id, method])),
    steps: drafts,
    assumptions: [saySuccess(repairs), ...assumptions],
    risks,
    ...(refinement === undefined
      ? {}
      : { given: refinement.plan.given.filter((name) => hasResearch || name !== "research") }),
  };
  const library = { agents, expand: () => expansion };
  // What the rules could not read, the model has.
  const understood = goal.readable ? goal : { ...goal, notes: goal.notes.filter(isCondition) };
  try {
    const plan = composePlan(understood, { library, estimator, agents, now });
    problems.push(...checkLimits(plan, goal, now));
    return problems.length === 0 ? { plan } : { problems };
  } catch (error) {
    if (!OrchestrationError.is(error) || error.code !== ErrorCode.INVALID_OUTPUT) throw error;
    return { problems: [...problems, ...readProblems(error)] };
  }
}

/** The problems that the composing of a plan has listed. */
function readProblems({ details, message }: OrchestrationError): string[] {
  const listed = details?.["problems"];
  if (!Array.isArray(listed) || listed.length === 0) return [message];
  return listed.map((problem: { readonly message?: unknown }) => String(problem.message));
}

function repeatReply(text: string, plan: ModelPlan | undefined): string {
  if (text !== "" && text.length <= longestRepeated) return text;
  return plan === undefined ? text.slice(0, longestRepeated).toWellFormed() || "{}" : JSON.stringify(plan);
}

function saySuccess(repairs: number): string {
  return `Planned by the language model; ${count(repairs, "repair")}.`;
}

const instead = "the plan was made by the method library.";

function sayFailure(reason: string, problems: readonly string[]): string {
  if (problems.length === 0) return `The language model gave no plan (${reason}); ${instead}`;
  return `The model's plan had ${count(problems.length, "problem")}, and it was not repaired (${reason}); ${instead}`;
}

function sayGivenUp(problems: readonly string[], repairs: number): string {
  const listed = problems.slice(0, mostListed).map((problem) => shorten(problem, longestListed));
  const rest = problems.length > mostListed ? ` And ${problems.length - mostListed} more.` : "";
  const still = repairs === 0 ? "had" : "still had";
  const after = repairs === 0 ? "" : ` after ${count(repairs, "repair")}`;
  return `The model's plan ${still} ${count(problems.length, "problem")}${after}: ${listed.join(" ")}${rest} Therefore ${instead}`;
}

function count(number: number, noun: string): string {
  return `${number === 0 ? "no" : number} ${noun}${number === 1 ? "" : "s"}`;
}
