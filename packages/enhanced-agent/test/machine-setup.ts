import { AgentState } from "../src/machine/agent-state.ts";
import type { Effect } from "../src/machine/effect.ts";
import type { MachineEvent, MessageAction, ReadMessage } from "../src/machine/machine-event.ts";
import { createMask } from "../src/machine/mask.ts";
import type { MachineSetup, RunState } from "../src/machine/run-state.ts";
import { defaultStopConditions } from "../src/machine/stop-condition.ts";
import { initialState, transition } from "../src/machine/transition.ts";

const { PLANNING, EXECUTING, VERIFYING, LEARNING } = AgentState;

/** The shipped actions' rules, as the machine knows them. */
export const mask = createMask([
  { name: "PLAN", states: [PLANNING, EXECUTING], hasSideEffects: false },
  { name: "DELEGATE", states: [EXECUTING], runsTogether: true },
  { name: "CONSENSUS", states: [EXECUTING], runsTogether: true },
  { name: "VERIFY", states: [VERIFYING], hasSideEffects: false },
  { name: "REFLECT", states: [LEARNING], hasSideEffects: false },
  { name: "ANSWER", states: [EXECUTING], hasSideEffects: false },
  { name: "SEND", states: [EXECUTING, VERIFYING] },
]);

export const setup: MachineSetup = {
  mask,
  stopWhen: defaultStopConditions,
  maxVerificationReturns: 2,
  learn: true,
};

export function write(...names: readonly (string | Partial<MessageAction>)[]): ReadMessage {
  const actions = names.map((each): MessageAction => {
    const given = typeof each === "string" ? { name: each } : each;
    return { name: "DELEGATE", key: given.name ?? "", recovered: false, readable: true, ...given };
  });
  const key = JSON.stringify(names);
  return { actions, problems: 0, text: "", key, refused: false, cut: false };
}

export const say = (text: string, rest: Partial<ReadMessage> = {}): ReadMessage => ({
  ...write(),
  text,
  key: text,
  ...rest,
});

export const message = (read: ReadMessage, elapsedMs = 0): MachineEvent => ({
  type: "message",
  message: read,
  elapsedMs,
});

/** What each shipped action comes to when all goes well. */
export const results = {
  PLAN: { type: "planned", plan: { steps: [{ id: "S1", description: "Find out" }], criteria: [] } },
  DELEGATE: { type: "progressed" },
  CONSENSUS: { type: "progressed" },
  SEND: undefined,
  ANSWER: {
    type: "answered",
    answer: "Yes [E1].",
    checks: [{ kind: "citation", about: "[E1]", passed: true }],
  },
  VERIFY: { type: "verified", checks: [{ kind: "criterion", about: "short", passed: true }] },
  REFLECT: { type: "reflected" },
} as const;

export const failedAnswer = {
  type: "answered",
  answer: "Yes [E9].",
  checks: [{ kind: "citation", about: "[E9]", passed: false, problem: "There is no E9" }],
} as const;

export const failedVerdict = {
  type: "verified",
  checks: [{ kind: "criterion", about: "short", passed: false, problem: "It is long" }],
} as const;

/** A run that has got as far as a state. */
export function reach(state: AgentState): RunState {
  const way = {
    PLANNING: [],
    EXECUTING: ["PLAN"],
    VERIFYING: ["PLAN", "ANSWER"],
    LEARNING: ["PLAN", "ANSWER", "VERIFY"],
  } as const;
  let run = transition(initialState, { type: "started" }, setup).state;
  for (const name of way[state]) {
    run = transition(run, message(write(name)), setup).state;
    run = transition(run, { type: "performed", results: [results[name]], elapsedMs: 0 }, setup).state;
  }
  return run;
}

export const types = (effects: readonly Effect[]): string[] => effects.map(({ type }) => type);

/** Goes through events; the effects of all of them. */
export function run(from: RunState, events: readonly MachineEvent[], rules: MachineSetup = setup) {
  let state = from;
  const effects: Effect[] = [];
  for (const event of events) {
    const step = transition(state, event, rules);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}
export const done = (...all: readonly (typeof results)[keyof typeof results][]): MachineEvent => ({
  type: "performed",
  results: all,
  elapsedMs: 0,
});
