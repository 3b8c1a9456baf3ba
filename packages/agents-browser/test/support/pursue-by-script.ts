import { type Amount, memoryArtifactStore, type ModelRequest } from "@convoke/core";
import { scriptedModel, type ModelStep, type ScriptedModel } from "@convoke/core/testing";
import type { ActionContext } from "../../src/actions/action-context.ts";
import type { ModelGoalOutcome, ModelGoalRequest } from "../../src/model/model-goal.ts";
import { pursueGoalWithModel } from "../../src/model/pursue-goal-with-model.ts";
import { createObserver } from "../../src/observe/create-observer.ts";
import { createSecrets } from "../../src/policy/create-secrets.ts";
import { openActionContext, type TestContext } from "./open-action-context.ts";
import type { TestRunOptions } from "./open-test-run.ts";
import { openSharedRun } from "./shared-run.ts";

/** An action as a scripted model writes it: its name, the line of the page that names its element, a value. */
export type ScriptedAction = readonly [action: string, line?: string, value?: string];

/** A reply of a scripted model: actions, or any line of a script; the last one repeats. */
export type ScriptedTurn =
  | readonly ScriptedAction[]
  | ModelStep
  | ((request: ModelRequest) => ModelStep | readonly ScriptedAction[]);

/** What was said to the model in all messages that it gets at once, in the order in which it reads them. */
export function readTold({ messages }: ModelRequest): string {
  return messages
    .slice(1)
    .map(({ content }) => content)
    .join("\n");
}

/** The ref of the latest line that names an element, such as `button "Save"`; a ref stays as it is. */
export function findRef(request: ModelRequest, line: string): string {
  if (line === "" || /^[a-z]+\d+$/.test(line)) return line;
  const found = readTold(request)
    .split("\n")
    .findLast((each) => /^\s*(?:[+~] )?\[/.test(each) && each.includes(` ${line}`));
  return /\[(\S+?)\]/.exec(found ?? "")?.[1] ?? "no-such-line";
}

/** A model that says the turns in order. */
export function scriptModel(turns: readonly ScriptedTurn[]): ScriptedModel {
  let calls = 0;
  return scriptedModel((request) => {
    const turn = turns[Math.min(calls, turns.length - 1)]!;
    calls += 1;
    const said = typeof turn === "function" ? turn(request) : turn;
    if (!Array.isArray(said)) return said as ModelStep;
    const actions = (said as readonly ScriptedAction[]).map(([action, line = "", value = ""]) => ({
      action,
      ref: findRef(request, line),
      value: action === "drag" ? findRef(request, value) : value,
    }));
    return { object: { actions } };
  });
}

/** What a test can change. */
export interface ScriptedGoal
  extends Partial<Omit<ModelGoalRequest, "model" | "goal">>, Partial<ActionContext>, TestRunOptions {
  readonly goal?: string;
  /** HTML, or an address. */
  readonly page?: string;
  /** Tokens that the budget has. */
  readonly tokens?: number;
  /** What the budget says beside that. */
  readonly refusal?: unknown;
  /** A run to go on with; a new one is opened when it is left out. */
  readonly within?: TestContext;
}

/** A context in a run that all tests of a file use one after the other. */
export function openSharedContext(): { readonly current: TestContext } {
  const shared = openSharedRun();
  let context: TestContext | undefined;
  return {
    get current() {
      context ??= {
        run: shared.run,
        observer: createObserver(shared.run),
        artifacts: memoryArtifactStore(),
        secrets: createSecrets(),
        approve: () => true,
        timeoutMs: 10_000,
        show: (html) => shared.show(html),
        said: () => Promise.resolve(undefined),
      };
      return context;
    },
  };
}

/** A goal under way, and what it is made of. */
export interface PursuedGoal {
  readonly model: ScriptedModel;
  readonly context: TestContext;
  readonly outcome: Promise<ModelGoalOutcome>;
  readonly reserved: readonly Amount[];
  readonly settled: readonly Amount[];
}

/** Has a scripted model pursue a goal on a page of a real browser. */
export async function pursueByScript(
  turns: readonly ScriptedTurn[],
  options: ScriptedGoal = {},
): Promise<PursuedGoal> {
  const { goal = "Save the form", page = "", tokens = Infinity, refusal, signal, policy, ...rest } = options;
  const { expect, maxSteps, modelOptions, onStep, secretNames, withoutModel, within, ...changes } = rest;
  const opened =
    within ?? (await openActionContext({ timeoutMs: 10_000, ...changes, ...(policy && { policy }) }));
  const observer = within === undefined ? createObserver(opened.run) : within.observer;
  const context = { ...opened, ...changes, observer };
  if (page.startsWith("http")) await opened.run.page.goto(page);
  else if (page !== "") await opened.show(page);
  const reserved: Amount[] = [];
  const settled: Amount[] = [];
  let left = tokens;
  const budget = {
    async reserve(amount: Amount) {
      if (refusal !== undefined && (amount.tokens ?? 0) > left) throw refusal;
      left -= amount.tokens ?? 0;
      reserved.push(amount);
      return { amount, settle: async (actual: Amount) => void settled.push(actual) };
    },
  };
  const model = scriptModel(turns);
  const request = {
    goal,
    model,
    ...(expect && { expect }),
    ...(maxSteps !== undefined && { maxSteps }),
    ...(modelOptions && { modelOptions }),
    ...(onStep && { onStep }),
    ...(secretNames && { secretNames }),
    ...(withoutModel && { withoutModel }),
  };
  const outcome = pursueGoalWithModel(request, context, {
    signal: signal ?? new AbortController().signal,
    budget,
  });
  outcome.catch(() => {});
  return { model, context, outcome, reserved, settled };
}
