import { type AgentContext, awaitUnlessAborted } from "@convoke/core";
import type { ActionContext } from "../actions/action-context.ts";
import type { ActionRecord } from "../actions/action-record.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { waitForExpectation } from "../expect/wait-for-expectation.ts";
import { askForActions } from "./ask-for-actions.ts";
import { doBatch } from "./batch.ts";
import { checkEnding, type Ending } from "./check-ending.ts";
import { createConversation } from "./conversation.ts";
import type { ModelGoalOutcome, ModelGoalRequest } from "./model-goal.ts";
import { checkGoal, completeModelOptions, completeSteps } from "./model-options.ts";
import { createProgress } from "./progress.ts";
import { remarks } from "./prompt.ts";
import { createSeenTexts } from "./seen-texts.ts";
import { oneLine } from "../observe/quote.ts";

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
  const redact = <Value>(value: Value): Value => secrets.redact(value);
  const conversation = createConversation({ goal, secretNames, maxTokens: options.maxInputTokens, redact });
  const { budget } = agentContext;
  let modelCalls = 0;
  const onCall = (): void => void (modelCalls += 1);
  const asking = { model, conversation, options, signal, budget, onCall };

  let observation = await awaitUnlessAborted(signal, () => observer.observe());
  seenTexts.note(observation);
  let results: readonly string[] = [];
  let said: readonly string[] = [];
  let condition: string | undefined;
  let fruitless = 0;
  let unmet = 0;

  // Ends: every round does a step, of which there are `maxSteps`, or is one of few in a row that do none.
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
    const reply = await askForActions(asking);
    if ("reason" in reply) return fallBack(reply.reason);
    // Before the fields are looked at that will hold it.
    for (const action of reply.actions) seenTexts.noteTyped(action.value);
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
    history.push(...results.map((line) => oneLine(line, longestHistoryLine)));
    if (batch.isStuck)
      throw fail("no_progress", `The model went on doing what changes nothing: ${results.at(-1)}`);
    if (batch.ending !== undefined) {
      const outcome = concludeWith(await checkEnding(batch.ending, { expect, context, signal, seenTexts }));
      if (outcome !== undefined) return outcome;
    }
    fruitless = batch.done === 0 ? fruitless + 1 : 0;
    if (fruitless >= mostFruitless) {
      const last = results.at(-1) ?? condition;
      throw fail("no_progress", `The model asked ${fruitless} times for what cannot be done: ${last}`);
    }
    if (steps.length >= maxSteps) {
      const message = `The goal was not reached in ${maxSteps} steps: raise maxSteps, or ask for less.`;
      throw fail("no_progress", message);
    }
  }

  function fail(
    reason: "no_progress" | "model_failed" | "expectation_failed",
    message: string,
  ): BrowserError {
    return new BrowserError(reason, redact(message), { details: { steps, modelCalls } });
  }

  /** Leaves the goal to the rules, as long as nothing was done. */
  async function fallBack(reason: string): Promise<ModelGoalOutcome> {
    const { withoutModel } = request;
    if (steps.length > 0 || withoutModel === undefined) {
      const after = steps.length === 0 ? "" : ` after ${steps.length} step${steps.length === 1 ? "" : "s"}`;
      throw fail("model_failed", `The goal was not reached${after}: of the language model, ${reason}.`);
    }
    const notes = [`The language model was not used (${reason}); the goal was pursued by rules.`];
    const asked = { goal, maxSteps, ...(onStep !== undefined && { onStep }) };
    const rules: ActionContext = { ...actionContext, goal, source: "goal" };
    const outcome = await awaitUnlessAborted(signal, () => withoutModel(asked, rules));
    if (expect !== undefined)
      await waitForExpectation(expect, rules, { timeoutMs: context.timeoutMs, signal });
    // Rules take answers from the page and nowhere else, but count and compute some.
    const isBorneOut = outcome.answer !== undefined && { isBorneOut: outcome.isAnswerShown === true };
    return { ...outcome, ...isBorneOut, pursuedBy: "rules", modelCalls, notes };
  }

  /** What an end comes to: an outcome, an error, or `undefined` when the model has to go on. */
  function concludeWith(end: Ending): ModelGoalOutcome | undefined {
    if (end.kind === "given_up") throw fail("model_failed", `The language model gave up: ${end.why}`);
    if (end.kind === "reached") {
      const { answer, isBorneOut } = end;
      const notes = expect === undefined && isBorneOut !== true ? [unprovedNote] : [];
      const told = answer !== undefined && { answer, isBorneOut };
      return { steps, ...told, pursuedBy: "model", modelCalls, notes };
    }
    unmet += 1;
    if (unmet > mostUnmet) throw fail("expectation_failed", end.missing);
    condition = end.missing;
    said = [...said, remarks.notReached];
    return undefined;
  }
}

const unprovedNote =
  "Nothing but the language model's word says that the goal was reached: give expect to have that checked.";

/** One line for each tab, when there are several. */
function listTabs({ run, secrets }: ActionContext): string[] {
  const { tabs } = run;
  if (tabs.length < 2) return [];
  // A secret that was cut would no longer be known as one.
  const address = (url: string): string => oneLine(secrets.redact(url), 150);
  return tabs
    .slice(0, mostTabs)
    .map((tab, at) => `${at}: ${address(tab.url())}${tab === run.page ? " (current)" : ""}`);
}
