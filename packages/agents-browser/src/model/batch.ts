import type { ActionContext } from "../actions/action-context.ts";
import type { ActionRecord } from "../actions/action-record.ts";
import { runAction } from "../actions/run-action.ts";
import { BrowserError, type BrowserErrorReason } from "../errors/browser-error.ts";
import type { Observation } from "../observe/observation.ts";
import type { Action } from "../program/action.ts";
import { lookAgain } from "./look-again.ts";
import type { ModelAction } from "./model-reply.ts";
import { keyState, keyStructure } from "./page-keys.ts";
import type { Progress } from "./progress.ts";
import { remarks } from "./prompt.ts";
import { find, toAction } from "./to-action.ts";
import { oneLine } from "../observe/quote.ts";

/** What the actions of one reply are done with. */
export interface BatchTools {
  readonly context: ActionContext;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Actions that may still be done. */
  readonly stepsLeft: number;
  readonly onRecord: (record: ActionRecord) => void;
  readonly onObservation: (observation: Observation) => void;
}

/** What came of the actions of one reply. */
export interface BatchOutcome {
  readonly observation: Observation;
  /** One line for each action that was tried; words of the page may stand in them. */
  readonly results: readonly string[];
  readonly remarks: readonly string[];
  /** Actions that were tried on the page. */
  readonly done: number;
  /** The action with which the model ends the work, when what it ends on was seen. */
  readonly ending?: ModelAction;
  readonly isStuck: boolean;
}

/** After these nothing more can be done. */
const fatal = new Set<BrowserErrorReason>([
  "browser_crashed",
  "browser_failed",
  "browser_missing",
  "page_crashed",
]);
const longestProblem = 300;

/**
 * Does the actions of a reply one by one, until one fails or the page is another than the model has seen. Failures of
 * actions are results; rejects with the signal's reason, and when the browser is gone.
 */
export async function doBatch(
  actions: readonly ModelAction[],
  seen: Observation,
  { context, signal, progress, stepsLeft, onRecord, onObservation }: BatchTools,
): Promise<BatchOutcome> {
  const { run, secrets } = context;
  /** A secret that was cut would no longer be known as one. */
  const line = (text: string, longest: number): string => oneLine(secrets.redact(text), longest);
  const results: string[] = [];
  const said = new Set<string>();
  let observation = seen;
  let done = 0;
  let isStuck = false;
  const end = (ending?: ModelAction): BatchOutcome => ({
    observation,
    results,
    remarks: [...said],
    done,
    isStuck,
    ...(ending !== undefined && { ending }),
  });

  for (const [at, asked] of actions.entries()) {
    if (isEnding(asked)) return end(asked);
    const reading = toAction(asked, observation);
    if ("problem" in reading) {
      results.push(`${describeAsked(asked, observation, line)}: not done. ${reading.problem}`);
      if (at < actions.length - 1) said.add(remarks.failed);
      return end();
    }
    if (done === stepsLeft) return end();
    const before = observation;
    const around = describeAround(context);
    const { record, reason } = await perform(reading.action, context, signal);
    done += 1;
    onRecord(record);
    observation = await lookAgain(before, context, { signal, hasFailed: reason !== undefined });
    onObservation(observation);
    const dialogs = run.dialogs.slice(around.dialogs);
    results.push(
      `${describeAsked(asked, before, line)}: ${record.error === undefined ? "done" : `failed. ${line(record.error, longestProblem)}`}`,
      ...dialogs.map(
        ({ type, message, accepted }) =>
          `A dialog (${type}) said ${JSON.stringify(line(message, 200))} and was ${accepted ? "accepted" : "dismissed"}.`,
      ),
    );
    const action = { ...asked, value: asked.value.trim() };
    const repetition = progress.note(
      keyState(before),
      asked.action === "wait" ? "wait" : JSON.stringify(action),
      keyState(observation),
    );
    if (repetition !== "new") said.add(remarks.newApproach);
    if (repetition === "stuck") {
      isStuck = true;
      return end();
    }
    const hasRest = at < actions.length - 1;
    if (reason !== undefined) {
      if (hasRest) said.add(remarks.failed);
      return end();
    }
    const isAnotherPage =
      keyStructure(before) !== keyStructure(observation) ||
      dialogs.length > 0 ||
      describeAround(context).tabs !== around.tabs;
    if (isAnotherPage && hasRest) {
      said.add(isEnding(actions[at + 1]!) ? remarks.early : remarks.cut);
      return end();
    }
  }
  return end();
}

/** Whether an action says that the work is over. */
function isEnding({ action }: ModelAction): boolean {
  return action === "answer" || action === "done" || action === "give_up";
}

async function perform(
  action: Action,
  context: ActionContext,
  signal: AbortSignal,
): Promise<{ readonly record: ActionRecord; readonly reason?: BrowserErrorReason }> {
  try {
    return { record: await runAction(action, context, signal) };
  } catch (error) {
    signal.throwIfAborted();
    if (!BrowserError.is(error) || fatal.has(error.reason)) throw error;
    const record = error.details["record"] as ActionRecord | undefined;
    if (record === undefined) throw error;
    return { record, reason: error.reason };
  }
}

function describeAround({ run }: ActionContext): { readonly dialogs: number; readonly tabs: string } {
  const { tabs, dialogs } = run;
  return {
    dialogs: dialogs.length,
    tabs: tabs.map((tab) => (tab === run.page ? "current" : "other")).join(),
  };
}

/** `click e12 button "Save"`; what was typed is not repeated in full. */
function describeAsked(
  { action, ref, value }: ModelAction,
  observation: Observation,
  line: (text: string, longest: number) => string,
): string {
  const element = ref === "" ? undefined : find(ref, observation);
  const name = element === undefined ? "" : ` ${element.role} ${JSON.stringify(line(element.name, 60))}`;
  return [
    action,
    ...(ref === "" ? [] : [`${line(ref, 20)}${name}`]),
    ...(value === "" ? [] : [JSON.stringify(line(value, 60))]),
  ].join(" ");
}
