import { AgentState } from "./agent-state.ts";
import { finish, type Step } from "./apply-result.ts";
import type { Effect } from "./effect.ts";
import type { MachineSetup, OpenMessage, RunState } from "./run-state.ts";
import { countStepsLeft, findStop } from "./stop-condition.ts";
import { explainRefusal, words } from "./words.ts";

/** Decides about the actions of the open message, one after the other, until some have to be performed or none is left. */
export function goThrough(start: RunState, setup: MachineSetup, elapsedMs: number): Step {
  const effects: Effect[] = [];
  let open = start.open!;
  const batch: number[] = [];
  for (; open.next < open.message.actions.length; open = { ...open, next: open.next + 1 }) {
    const decision = decide(start, open, setup);
    if (decision === "pass") continue;
    const { key } = open.message.actions[open.next]!;
    if (decision === "perform" || decision === "gather") {
      batch.push(open.next);
      const gathered = decision === "gather";
      open = { ...open, gathered, confirmed: open.confirmed || start.shownBack.includes(key) };
      if (gathered) continue;
      open = { ...open, next: open.next + 1 };
      break;
    }
    effects.push(decision);
    if (decision.type === "confirm") open = { ...open, shownBack: [...open.shownBack, key] };
  }
  if (batch.length > 0) {
    const state = { ...start, open: { ...open, performing: batch } };
    return { state, effects: [...effects, { type: "perform", actions: batch }] };
  }
  const closed = closeMessage({ ...start, open }, setup, elapsedMs);
  return { state: closed.state, effects: [...effects, ...closed.effects] };
}

type Decision = "perform" | "gather" | "pass" | Extract<Effect, { type: "refuse" | "drop" | "confirm" }>;

function decide(state: RunState, open: OpenMessage, { mask }: MachineSetup): Decision {
  const action = open.next;
  const { message } = open;
  const { name, key, recovered, readable } = message.actions[action]!;
  const rule = mask.rules.get(name);
  if (rule === undefined) return "pass";
  if (!rule.states.includes(state.state))
    return { type: "refuse", action, state: state.state, message: explainRefusal(name, state.state, mask) };
  if (!readable) return "pass";
  if (open.gathered && !rule.runsTogether)
    return { type: "drop", action, message: `${name} ${words.premature}` };
  const confirmed = state.shownBack.includes(key);
  if (recovered && message.cut && action === message.actions.length - 1)
    return { type: "confirm", action, message: `${name} ${words.cutAction}` };
  if (recovered && rule.hasSideEffects && !confirmed)
    return { type: "confirm", action, message: `${name} ${words.confirm}` };
  return rule.runsTogether ? "gather" : "perform";
}

/** Everything of the message is decided: counts it, and asks for the next one unless the run has to stop. */
export function closeMessage(start: RunState, setup: MachineSetup, elapsedMs: number): Step {
  const { open, ...rest } = start;
  if (open === undefined) return { state: start, effects: [] };
  const effects: Effect[] = [];
  const remind = start.state === AgentState.LEARNING && open.startedIn === AgentState.LEARNING;
  if (remind && start.learningReminders > 0) return finish(rest);
  if (remind) effects.push({ type: "tell", message: words.reflectOnce });
  if (open.message.cut) effects.push({ type: "tell", message: words.cut });
  if (open.repeated) effects.push({ type: "tell", message: words.repeated });
  const said = open.repeated && start.state === open.startedIn && !open.confirmed;
  const stoodStill = !open.progressed || said;
  const state: RunState = {
    ...rest,
    lastKey: open.message.key,
    shownBack: open.shownBack,
    stepsWithoutProgress: stoodStill ? rest.stepsWithoutProgress + 1 : 0,
    learningReminders: rest.learningReminders + (remind ? 1 : 0),
  };
  const facts = { steps: state.steps, stepsWithoutProgress: state.stepsWithoutProgress, elapsedMs };
  const stop = findStop(setup.stopWhen, facts);
  if (stop !== undefined) {
    if (state.state === AgentState.LEARNING) return finish(state);
    const end = { kind: "failed", ...stop } as const;
    return { state: { ...state, end }, effects: [...effects, { type: "end", end }] };
  }
  const isLastStep = countStepsLeft(setup.stopWhen, state.steps) === 1;
  return { state, effects: [...effects, { type: "ask", isLastStep }] };
}
