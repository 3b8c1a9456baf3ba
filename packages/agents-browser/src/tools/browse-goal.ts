import type { AgentContext, LanguageModel } from "@convoke/core";
import type { ActionContext } from "../actions/action-context.ts";
import type { ActionRecord, ArtifactReference } from "../actions/action-record.ts";
import { runAction } from "../actions/run-action.ts";
import { startTrace } from "../actions/trace.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { waitForExpectation } from "../expect/wait-for-expectation.ts";
import type { GoalClause } from "../goals/goal-reading.ts";
import { pursueGoal } from "../goals/pursue-goal.ts";
import type { ModelOptions } from "../model/model-options.ts";
import { pursueGoalWithModel } from "../model/pursue-goal-with-model.ts";
import type { Program } from "../program/program.ts";
import type { BrowserRun, SeenDialog } from "../session/browser-run.ts";
import type { BrowserRequestOf } from "./browser-request.ts";

/** What came of a goal that was reached. */
export interface BrowseGoalResult {
  readonly type: "browse_goal";
  readonly status: "completed";
  readonly goal: string;
  /** Of the current tab at the end. */
  readonly url: string;
  readonly title: string;
  /** For goals that ask for something: what was found. */
  readonly answer?: string;
  /** Whether the answer stood, word for word, on a page that was seen. */
  readonly isBorneOut?: boolean;
  readonly actions: readonly ActionRecord[];
  readonly artifacts: readonly ArtifactReference[];
  /** The same again, without a goal and without a model. */
  readonly recorded: Program;
  readonly pursuedBy: "rules" | "model";
  /** How the rules read the goal; left out when a model pursued it. */
  readonly clauses?: readonly GoalClause[];
  /** For people: why a model that was given was not used. */
  readonly notes: readonly string[];
  /** What went through the proxy. */
  readonly traffic: BrowserRun["traffic"];
  readonly dialogs: readonly SeenDialog[];
}

/** The language model for goals, if any. */
export interface GoalModel {
  readonly model: LanguageModel | undefined;
  readonly modelOptions: ModelOptions;
  readonly secretNames: readonly string[];
}

/** What a goal is pursued with, besides the page. */
export interface BrowseGoalTools {
  readonly goalModel: GoalModel;
  readonly report: (record: ActionRecord) => void;
}

/**
 * Goes to a page and reaches a goal there: by the language model when there is one, else by rules. Rejects with
 * `needs_model` rather than guess, `expectation_failed` when `expect` does not hold in the end, and with whatever an
 * action fails with; `details.steps` holds what was done.
 */
export async function browseGoal(
  request: BrowserRequestOf<"browse_goal">,
  actions: ActionContext,
  { signal, budget }: Pick<AgentContext, "signal" | "budget">,
  { goalModel, report }: BrowseGoalTools,
): Promise<BrowseGoalResult> {
  const { goal, url, expect, maxSteps, screenshot } = request;
  const { run } = actions;
  const context: ActionContext = { ...actions, goal, beganAt: run.runtime.now() };
  const program: Program = { url, actions: [] };
  const tracing = request.trace === true ? await startTrace(program, context) : undefined;
  const steps: ActionRecord[] = [];
  const artifacts: ArtifactReference[] = [];
  const onStep = (record: ActionRecord): void => {
    steps.push(record);
    if (record.artifact !== undefined) artifacts.push(record.artifact);
    report(record);
  };
  try {
    await runAction({ action: "goto", url }, context, signal);
    const outcome = await pursue();
    if (screenshot === true) onStep(await runAction({ action: "screenshot", as: "last" }, context, signal));
    const kept = await tracing?.stop();
    if (kept !== undefined) artifacts.push(kept);
    const { requests, bytes, refusals, refused } = run.traffic;
    return {
      type: "browse_goal",
      status: "completed",
      goal,
      url: run.page.url().slice(0, 2000),
      title: await readTitle(),
      ...outcome,
      actions: steps,
      artifacts,
      recorded: { ...program, actions: steps.map(({ recorded, action }) => recorded ?? action) },
      traffic: { requests, bytes, refusals, refused },
      dialogs: run.dialogs,
    };
  } catch (error) {
    await tracing?.drop();
    if (!BrowserError.is(error) || signal.aborted) throw error;
    const details = { ...error.details, steps, artifacts, url: readUrl() };
    throw new BrowserError(error.reason, error.message, { cause: error.cause, details });
  }

  async function pursue(): Promise<
    Pick<BrowseGoalResult, "answer" | "isBorneOut" | "pursuedBy" | "clauses" | "notes">
  > {
    const { model, modelOptions, secretNames } = goalModel;
    const limits = { goal, onStep, ...(maxSteps !== undefined && { maxSteps }) };
    if (model !== undefined) {
      const { answer, isBorneOut, pursuedBy, reading, notes } = await pursueGoalWithModel(
        { ...limits, model, modelOptions, secretNames, withoutModel: pursueGoal, ...(expect && { expect }) },
        context,
        { signal, budget },
      );
      return {
        ...(answer !== undefined && { answer }),
        ...(isBorneOut !== undefined && { isBorneOut }),
        pursuedBy,
        ...(reading && { clauses: reading.clauses }),
        notes,
      };
    }
    const { answer, isAnswerShown, reading } = await pursueGoal(limits, context);
    if (expect !== undefined)
      await waitForExpectation(expect, context, { timeoutMs: context.timeoutMs, signal });
    return {
      ...(answer !== undefined && { answer, isBorneOut: isAnswerShown === true }),
      pursuedBy: "rules",
      clauses: reading.clauses,
      notes: [],
    };
  }

  async function readTitle(): Promise<string> {
    const title = await run.within("reading the title", 1000, () => run.page.title()).catch(() => "");
    return title.slice(0, 1000);
  }

  /** The tab may be gone by now. */
  function readUrl(): string {
    try {
      return run.page.url().slice(0, 2000);
    } catch {
      return "";
    }
  }
}
