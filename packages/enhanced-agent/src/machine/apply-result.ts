import { AgentState } from "./agent-state.ts";
import type { Effect } from "./effect.ts";
import type { ActionResult, Check } from "./machine.ts";
import type { MachineSetup, RunState } from "./run-state.ts";
import { explainFailedAnswer, words } from "./words.ts";

/** A state and what has to be done about it. */
export interface Step {
  readonly state: RunState;
  readonly effects: readonly Effect[];
}

/** What an action's result does to the run; results that have no meaning in a state only count as progress. */
export function applyResult(state: RunState, result: ActionResult | undefined, setup: MachineSetup): Step {
  if (result === undefined || result.type === "progressed") return { state: progress(state), effects: [] };
  switch (result.type) {
    case "stood-still":
      return { state, effects: [] };
    case "planned":
      return plan(state, result);
    case "answered":
      return state.state === AgentState.EXECUTING
        ? answer(state, result, setup)
        : { state: progress(state), effects: [] };
    case "verified":
      return state.state === AgentState.VERIFYING
        ? verify(state, result.checks, setup)
        : { state: progress(state), effects: [] };
    case "reflected":
      return state.state === AgentState.LEARNING ? finish(state) : { state: progress(state), effects: [] };
  }
}

/** Moves to another state. */
export function enter(state: RunState, next: AgentState): Step {
  return {
    state: { ...state, state: next, entered: [...state.entered, next] },
    effects: [{ type: "enter", state: next }],
  };
}

/** Ends the run with the answer that passed. */
export function finish(state: RunState): Step {
  const end = { kind: "answered" } as const;
  return { state: { ...progress(state), end }, effects: [{ type: "end", end }] };
}

function plan(state: RunState, { plan: next }: Extract<ActionResult, { type: "planned" }>): Step {
  const { state: current } = state;
  if (current !== AgentState.PLANNING && current !== AgentState.EXECUTING)
    return { state: progress(state), effects: [] };
  if (state.plan !== undefined && JSON.stringify(state.plan) === JSON.stringify(next))
    return { state, effects: [{ type: "tell", message: words.secondPlan }] };
  const planned = progress({ ...state, plan: next });
  return current === AgentState.PLANNING
    ? enter(planned, AgentState.EXECUTING)
    : { state: planned, effects: [] };
}

function answer(
  state: RunState,
  { answer: text, checks }: Extract<ActionResult, { type: "answered" }>,
  setup: MachineSetup,
): Step {
  const proposed = progress({ ...state, answer: text, checks });
  const passed = checks.every((check) => check.passed);
  if (!passed) return sendBack(proposed, checks, setup);
  const verifying = enter(proposed, AgentState.VERIFYING);
  return { ...verifying, effects: [{ type: "checked", passed, checks }, ...verifying.effects] };
}

function verify(state: RunState, judged: readonly Check[], setup: MachineSetup): Step {
  const checks = [...state.checks, ...judged];
  const next = progress({ ...state, checks });
  if (!judged.every((check) => check.passed)) return sendBack(next, judged, setup);
  const moved = setup.learn ? enter(next, AgentState.LEARNING) : finish(next);
  return { ...moved, effects: [{ type: "checked", passed: true, checks: judged }, ...moved.effects] };
}

/** Back to EXECUTING, as often as the options allow; then the run fails. */
function sendBack(state: RunState, checks: readonly Check[], setup: MachineSetup): Step {
  const failedAnswers = state.failedAnswers + 1;
  const left = setup.maxVerificationReturns - failedAnswers;
  const checked: Effect = { type: "checked", passed: false, checks };
  const failed = checks.filter((check) => !check.passed);
  const problems = failed.map(({ about, problem }) => problem ?? `${about}: not met`);
  if (left < 0) {
    const message = `The answer did not pass its checks ${failedAnswers === 1 ? "" : `after ${failedAnswers - 1} returns `}(${problems[0]})`;
    const end = { kind: "failed", reason: "verification_failed", message } as const;
    return { state: { ...state, failedAnswers, end }, effects: [checked, { type: "end", end }] };
  }
  const tell: Effect = { type: "tell", message: explainFailedAnswer(problems, left) };
  if (state.state === AgentState.EXECUTING)
    return { state: { ...state, failedAnswers }, effects: [checked, tell] };
  const moved = enter({ ...state, failedAnswers }, AgentState.EXECUTING);
  return { ...moved, effects: [checked, tell, ...moved.effects] };
}

function progress(state: RunState): RunState {
  return state.open === undefined ? state : { ...state, open: { ...state.open, progressed: true } };
}
