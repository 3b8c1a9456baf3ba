import {
  type AgentContext,
  awaitUnlessAborted,
  callModel,
  type LanguageModel,
  type ModelOutcome,
} from "@convoke/core";
import type { ActionContext } from "../actions/action-context.ts";
import type { ActionRecord } from "../actions/action-record.ts";
import { BrowserError } from "../errors/browser-error.ts";
import type { GoalReading } from "../goals/goal-reading.ts";
import type { PursueGoal } from "../goals/pursue-goal.ts";
import type { Observation } from "../observe/observation.ts";
import type { Expectation } from "../program/expectation.ts";
import { doBatch } from "./batch.ts";
import { checkEnding, type Ending } from "./check-ending.ts";
import { createConversation } from "./conversation.ts";
import { checkGoal, completeModelOptions, completeSteps, type ModelOptions } from "./model-options.ts";
import { type ModelAction, readReply, replySchema, shortenLine } from "./model-reply.ts";
import { createProgress } from "./progress.ts";
import { remarks } from "./prompt.ts";
import { createSeenTexts } from "./seen-texts.ts";

/** What to do on the page that is open, and with which model. */
export interface ModelGoalRequest {
  readonly goal: string;
  readonly model: LanguageModel;
  readonly modelOptions?: Partial<ModelOptions>;
  /** What must hold in the end; without it the model's word that the goal is reached is taken. */
  readonly expect?: Expectation;
  /** The names of the secrets that the model may have filled in; it never gets their values. @default none */
  readonly secretNames?: readonly string[];
  /** Told after each step. */
  readonly onStep?: (record: ActionRecord) => void;
  /** Actions that may be tried, from 1 to 200. @default 25 */
  readonly maxSteps?: number;
  /** Takes over when the model fails before anything was done; without it that is an error. */
  readonly withoutModel?: PursueGoal;
}

/** What came of a goal that was reached; one that was not is a `BrowserError`. */
export interface ModelGoalOutcome {
  readonly steps: readonly ActionRecord[];
  /** For goals that ask for something. */
  readonly answer?: string;
  /** Whether the answer stood, word for word, on a page that was seen. Missing without an answer. */
  readonly isBorneOut?: boolean;
  /** Who reached the goal: the model, or the rules that took over from it. */
  readonly pursuedBy: "model" | "rules";
  /** How the rules read the goal. */
  readonly reading?: GoalReading;
  /** Calls of the model. */
  readonly modelCalls: number;
  /** For people: why the model was not used. */
  readonly notes: readonly string[];
}

/** Replies in a row that lead to no action: of unknown refs, and ends that do not count. */
const mostFruitless = 3;
const mostUnmet = 2;
const mostHistory = 8;
const longestHistoryLine = 160;
const mostTabs = 8;

/**
 * Reaches a goal by asking a language model again and again what to do next on the page as it is. What pages say is data,
 * which the model is told; whatever it asks for all the same passes the policy, the secrets' origins and the approve hook.
 *
 * Rejects with the signal's reason once it aborts, and with a `BrowserError`: `no_progress` when the same is done again to
 * no effect or `maxSteps` are used up, `expectation_failed` when `expect` does not hold in the end, `model_failed` when
 * the model cannot be asked (also for lack of budget), says nothing that can be read, or gives up, and what the browser fails with.
 * `details.steps` holds what was done.
 *
 * @example
 * const goal = 'Sign up as "ada" and read the number of the order';
 * const { answer, isBorneOut, steps } = await pursueGoalWithModel({ goal, model }, actionContext, agentContext);
 */
export async function pursueGoalWithModel(
  request: ModelGoalRequest,
  actionContext: ActionContext,
  agentContext: Pick<AgentContext, "signal" | "budget">,
): Promise<ModelGoalOutcome> {
  const { goal, model, expect, onStep, secretNames = [] } = request;
  const options = completeModelOptions(request.modelOptions);
  const maxSteps = completeSteps(request.maxSteps);
  checkGoal(goal, options);
  const { run, observer, secrets } = actionContext;
  const signal = AbortSignal.any([agentContext.signal, run.signal]);
  const context: ActionContext = { ...actionContext, goal, source: "model", beganAt: run.runtime.now() };
  const steps: ActionRecord[] = [];
  const history: string[] = [];
  const seenTexts = createSeenTexts();
  const progress = createProgress();
  const conversation = createConversation({
    goal,
    secretNames,
    maxTokens: options.maxInputTokens,
    redact: (text) => secrets.redact(text),
  });
  let modelCalls = 0;

  const fail = (
    reason: "no_progress" | "model_failed" | "expectation_failed",
    message: string,
  ): BrowserError => new BrowserError(reason, secrets.redact(message), { details: { steps, modelCalls } });
  const fallBack = async (reason: string): Promise<ModelGoalOutcome> => {
    if (steps.length > 0 || request.withoutModel === undefined) {
      const after = steps.length === 0 ? "" : ` after ${steps.length} step${steps.length === 1 ? "" : "s"}`;
      throw fail("model_failed", `The goal was not reached${after}: of the language model, ${reason}.`);
    }
    const note = `The language model was not used (${reason}); the goal was pursued by rules.`;
    const asked = { goal, maxSteps, ...(onStep !== undefined && { onStep }) };
    const outcome = await awaitUnlessAborted(signal, () =>
      request.withoutModel!(asked, { ...actionContext, goal, source: "goal" }),
    );
    return { ...outcome, pursuedBy: "rules", modelCalls, notes: [note] };
  };

  let observation: Observation = await awaitUnlessAborted(signal, () => observer.observe());
  seenTexts.note(observation);
  let results: readonly string[] = [];
  let said: readonly string[] = [];
  let condition: string | undefined;
  let fruitless = 0;
  let unmet = 0;

  for (;;) {
    conversation.tell({
      observation,
      results,
      history: history.slice(-mostHistory),
      condition,
      remarks: said,
      tabs: listTabs(context),
      stepsLeft: maxSteps - steps.length,
    });
    const reply = await askForActions();
    if ("reason" in reply) return fallBack(reply.reason);
    const batch = await doBatch(reply.actions, observation, {
      context,
      signal,
      progress,
      stepsLeft: maxSteps - steps.length,
      onRecord(record) {
        steps.push(record);
        onStep?.(record);
      },
      onObservation: (next) => seenTexts.note(next),
    });
    ({ observation, results } = batch);
    said = reply.leftOut > 0 ? [...batch.remarks, remarks.tooMany] : batch.remarks;
    condition = undefined;
    for (const action of reply.actions) seenTexts.noteTyped(action.value);
    history.push(...results.map((line) => shortenLine(line, longestHistoryLine)));
    if (batch.isStuck)
      throw fail("no_progress", `The model went on doing what changes nothing: ${results.at(-1)}`);
    if (batch.ending !== undefined) {
      const end = await checkEnding(batch.ending, { expect, context, signal, seenTexts });
      const outcome = concludeWith(end);
      if (outcome !== undefined) return outcome;
    }
    fruitless = batch.done === 0 ? fruitless + 1 : 0;
    if (fruitless >= mostFruitless)
      throw fail(
        "no_progress",
        `The model asked ${fruitless} times for what cannot be done: ${results.at(-1) ?? condition}`,
      );
    if (steps.length >= maxSteps)
      throw fail(
        "no_progress",
        `The goal was not reached in ${maxSteps} steps: raise maxSteps, or ask for less.`,
      );
  }

  /** What an end comes to: an outcome, an error, or `undefined` when the model has to go on. */
  function concludeWith(end: Ending): ModelGoalOutcome | undefined {
    if (end.kind === "given_up") throw fail("model_failed", `The language model gave up: ${end.why}`);
    if (end.kind === "reached") {
      const { answer, isBorneOut } = end;
      return {
        steps,
        ...(answer !== undefined && { answer, isBorneOut }),
        pursuedBy: "model",
        modelCalls,
        notes: [],
      };
    }
    unmet += 1;
    if (unmet > mostUnmet) throw fail("expectation_failed", end.missing);
    condition = end.missing;
    said = [...said, remarks.notReached];
    return undefined;
  }

  /** Asks until a reply can be read, as often as it may be mended. */
  async function askForActions(): Promise<
    { readonly actions: readonly ModelAction[]; readonly leftOut: number } | { readonly reason: string }
  > {
    for (let repairs = 0; ; repairs += 1) {
      modelCalls += 1;
      const question = {
        purpose: "Choose the next actions on a page",
        messages: conversation.messages,
        schema: replySchema,
        maxOutputTokens: options.maxOutputTokens,
      };
      const outcome: ModelOutcome = await callModel(model, question, { signal, budget: agentContext.budget });
      if (outcome.kind === "failed") return { reason: outcome.reason };
      const read = outcome.kind === "value" ? readReply(outcome.value) : { problem: outcome.problem };
      if ("actions" in read) {
        conversation.hear(JSON.stringify({ actions: read.actions }));
        return read;
      }
      if (repairs >= options.maxRepairs)
        return { reason: `no reply could be read: ${shortenLine(read.problem, 200)}` };
      conversation.hear(outcome.text);
      conversation.correct(read.problem);
    }
  }
}

/** One line for each tab, when there are several. */
function listTabs({ run }: ActionContext): string[] {
  const { tabs } = run;
  if (tabs.length < 2) return [];
  return tabs
    .slice(0, mostTabs)
    .map((tab, at) => `${at}: ${shortenLine(tab.url(), 150)}${tab === run.page ? " (current)" : ""}`);
}
