import { AgentState } from "./agent-state.ts";
import { applyResult, enter, finish, type Step } from "./apply-result.ts";
import type { Effect } from "./effect.ts";
import { closeMessage, goThrough } from "./go-through.ts";
import type { MachineEvent, ReadMessage } from "./machine-event.ts";
import type { MachineSetup, OpenMessage, RunState } from "./run-state.ts";
import { countStepsLeft } from "./stop-condition.ts";
import { isSentence, words } from "./words.ts";

/** Where every run begins. */
export const initialState: RunState = {
  state: AgentState.PLANNING,
  entered: [],
  steps: 0,
  stepsWithoutProgress: 0,
  failedAnswers: 0,
  checks: [],
  shownBack: [],
  proseReminders: 0,
  learningReminders: 0,
  refusedInARow: 0,
};

/**
 * Says where a run stands after an event, and what has to be done then. Pure; after the end, and for events that do not fit,
 * nothing changes.
 *
 * @example
 * const { state, effects } = transition(initialState, { type: "started" }, setup);
 */
export function transition(state: RunState, event: MachineEvent, setup: MachineSetup): Step {
  if (state.end !== undefined) return { state, effects: [] };
  switch (event.type) {
    case "started":
      return state.entered.length > 0 ? { state, effects: [] } : start(state, setup);
    case "message":
      return state.entered.length === 0 || state.open !== undefined
        ? { state, effects: [] }
        : takeMessage(state, event.message, setup, event.elapsedMs);
    case "performed":
      return applyResults(state, event, setup);
    case "stop": {
      if (state.state === AgentState.LEARNING) return finish(state);
      const end = { kind: "failed", reason: event.reason, message: event.message } as const;
      return { state: { ...state, end }, effects: [{ type: "end", end }] };
    }
  }
}

function start(state: RunState, { stopWhen }: MachineSetup): Step {
  const { state: entered, effects } = enter(state, AgentState.PLANNING);
  return {
    state: entered,
    effects: [...effects, { type: "ask", isLastStep: countStepsLeft(stopWhen, 0) === 1 }],
  };
}

function takeMessage(state: RunState, message: ReadMessage, setup: MachineSetup, elapsedMs: number): Step {
  const refusedInARow = message.refused ? state.refusedInARow + 1 : 0;
  const open: OpenMessage = {
    message,
    next: 0,
    performing: [],
    progressed: false,
    repeated: message.key === state.lastKey,
    startedIn: state.state,
    shownBack: [],
    confirmed: false,
    gathered: false,
  };
  const next: RunState = { ...state, steps: state.steps + 1, refusedInARow, open };
  if (message.actions.length > 0) return goThrough(next, setup, elapsedMs);
  if (message.refused) {
    if (refusedInARow > 1 && state.state !== AgentState.LEARNING) {
      const end = refusal(message);
      return { state: { ...next, end }, effects: [{ type: "end", end }] };
    }
    return withNote(next, [{ type: "tell", message: words.refused }], setup, elapsedMs);
  }
  return takeText(next, message, setup, elapsedMs);
}

/** A message without an action: nothing, something that was meant for one, or prose. */
function takeText(state: RunState, message: ReadMessage, setup: MachineSetup, elapsedMs: number): Step {
  const example: Effect = { type: "show-example" };
  if (message.problems > 0)
    return withNote(state, [{ type: "tell", message: words.onlyProblems }], setup, elapsedMs);
  if (message.text.trim() === "")
    return withNote(state, [{ type: "tell", message: words.empty }, example], setup, elapsedMs);
  const isAnswer =
    state.state === AgentState.EXECUTING &&
    state.proseReminders > 0 &&
    !message.cut &&
    isSentence(message.text);
  if (isAnswer)
    return { state, effects: [{ type: "tell", message: words.takenAsAnswer }, { type: "answer-with-text" }] };
  const reminded = { ...state, proseReminders: state.proseReminders + 1 };
  return withNote(reminded, [{ type: "tell", message: words.noAction }, example], setup, elapsedMs);
}

function withNote(state: RunState, effects: readonly Effect[], setup: MachineSetup, elapsedMs: number): Step {
  const closed = closeMessage(state, setup, elapsedMs);
  return { state: closed.state, effects: [...effects, ...closed.effects] };
}

function applyResults(
  start: RunState,
  { results, elapsedMs }: Extract<MachineEvent, { type: "performed" }>,
  setup: MachineSetup,
): Step {
  if (start.open === undefined) return { state: start, effects: [] };
  let state: RunState = { ...start, open: { ...start.open, performing: [] } };
  const effects: Effect[] = [];
  for (const result of results) {
    const step = applyResult(state, result, setup);
    state = step.state;
    effects.push(...step.effects);
    if (state.end !== undefined) return { state, effects };
  }
  const rest = goThrough(state, setup, elapsedMs);
  return { state: rest.state, effects: [...effects, ...rest.effects] };
}

function refusal({ text }: ReadMessage) {
  const said = text.trim().replace(/\s+/g, " ").slice(0, 200);
  const message = `The model refused twice${said === "" ? "" : `: ${said}`}`;
  return { kind: "failed", reason: "model_refused", message } as const;
}
