import { describe, expect, test } from "vitest";
import { AgentState } from "./agent-state.ts";
import type { Effect } from "./effect.ts";
import type { MachineEvent } from "./machine-event.ts";
import type { MachineSetup } from "./run-state.ts";
import {
  done,
  failedAnswer,
  failedVerdict,
  mask,
  message,
  reach,
  results,
  run,
  say,
  setup,
  types,
  write,
} from "../../test/machine-setup.ts";
import { initialState, transition } from "./transition.ts";

const { PLANNING, EXECUTING, VERIFYING, LEARNING } = AgentState;
const ask = { type: "ask", isLastStep: false };

test("`transition` begins a run in PLANNING, and asks the model", () => {
  const { state, effects } = transition(initialState, { type: "started" }, setup);
  expect(effects).toEqual([{ type: "enter", state: PLANNING }, ask]);
  expect(state).toMatchObject({ state: PLANNING, entered: [PLANNING], steps: 0 });
  expect(transition(state, { type: "started" }, setup).effects).toEqual([]);
});

describe("every action in every state", () => {
  const rules = [...mask.rules.values()];
  const cases = Object.values(AgentState).flatMap((state) =>
    rules.map(({ name, states }) => ({ name, state, isAllowed: states.includes(state) })),
  );
  test.each(cases.filter(({ isAllowed }) => isAllowed))(
    "`transition` performs $name in $state",
    ({ name, state }) => {
      expect(transition(reach(state), message(write(name)), setup).effects).toEqual([
        { type: "perform", actions: [0] },
      ]);
    },
  );
  test.each(cases.filter(({ isAllowed }) => !isAllowed))(
    "`transition` refuses $name in $state",
    ({ name, state }) => {
      const { effects } = transition(reach(state), message(write(name)), setup);
      expect(effects.find(({ type }) => type === "perform")).toBeUndefined();
      expect(effects[0]).toMatchObject({ type: "refuse", action: 0, state });
      const { message: said } = effects[0] as Extract<Effect, { type: "refuse" }>;
      expect(said).toContain(`${name} was not performed: it is not available in ${state}.`);
      expect(said).toContain(`Allowed now: ${mask.allowedIn(state).join(", ")}.`);
      for (const where of mask.rules.get(name)!.states) expect(said).toContain(where);
    },
  );
});

test("`transition` goes from the plan over the answer and its verdict to the lesson and the end", () => {
  const { state, effects } = run(reach(PLANNING), [
    message(write("PLAN")),
    done(results.PLAN),
    message(write("DELEGATE", { name: "DELEGATE", key: "other" })),
    done(results.DELEGATE, results.DELEGATE),
    message(write("ANSWER")),
    done(results.ANSWER),
    message(write("VERIFY")),
    done(results.VERIFY),
    message(write("REFLECT")),
    done(results.REFLECT),
  ]);
  expect(state).toMatchObject({
    end: { kind: "answered" },
    entered: [PLANNING, EXECUTING, VERIFYING, LEARNING],
    steps: 5,
    answer: "Yes [E1].",
    checks: [{ kind: "citation" }, { kind: "criterion" }],
  });
  expect(types(effects)).toEqual(
    "perform enter ask perform ask perform checked enter ask perform checked enter ask perform end".split(
      " ",
    ),
  );
  expect(effects.at(-1)).toEqual({ type: "end", end: { kind: "answered" } });
});

test("`transition` ends after a verdict when nothing is to be learnt", () => {
  const { state } = run(reach(VERIFYING), [message(write("VERIFY")), done(results.VERIFY)], {
    ...setup,
    learn: false,
  });
  expect(state).toMatchObject({ end: { kind: "answered" }, state: VERIFYING });
});

test("`transition` performs the actions of one message one after the other, each in the state that holds then", () => {
  const all = message(write("PLAN", "DELEGATE"));
  const first = transition(reach(PLANNING), all, setup);
  expect(first.effects).toEqual([{ type: "perform", actions: [0] }]);
  const second = transition(first.state, done(results.PLAN), setup);
  expect(second.effects).toEqual([
    { type: "enter", state: EXECUTING },
    { type: "perform", actions: [1] },
  ]);
  // The plan was not made, so that the run is still in PLANNING.
  const failed = transition(
    first.state,
    { type: "performed", results: [{ type: "stood-still" }], elapsedMs: 0 },
    setup,
  );
  expect(types(failed.effects)).toEqual(["refuse", "ask"]);
});

test("`transition` performs delegations together, and drops what was written before their results were in", () => {
  const { state, effects } = transition(
    reach(EXECUTING),
    message(write("DELEGATE", "CONSENSUS", "ANSWER", "VERIFY", { name: "DELEGATE", key: "late" })),
    setup,
  );
  expect(types(effects)).toEqual(["drop", "refuse", "perform"]);
  expect(effects.at(-1)).toEqual({ type: "perform", actions: [0, 1, 4] });
  expect(effects[0]).toMatchObject({ action: 2, message: expect.stringContaining("before the results") });
  expect(transition(state, done(undefined, undefined, undefined), setup).effects).toEqual([ask]);
});

test("`transition` sends an answer back twice, and ends at the third that does not pass", () => {
  const fail: MachineEvent = { type: "performed", results: [failedAnswer], elapsedMs: 0 };
  const once = run(reach(EXECUTING), [message(write("ANSWER")), fail]);
  expect(types(once.effects)).toEqual(["perform", "checked", "tell", "ask"]);
  expect(once.effects[2]).toMatchObject({ message: expect.stringMatching(/There is no E9[^]*once more/) });
  expect(once.state.state).toBe(EXECUTING);
  const judge: MachineEvent = { type: "performed", results: [failedVerdict], elapsedMs: 0 };
  const twice = run(once.state, [
    message(write("ANSWER")),
    done(results.ANSWER),
    message(write("VERIFY")),
    judge,
  ]);
  expect(twice.state).toMatchObject({ state: EXECUTING, failedAnswers: 2 });
  expect(twice.state.entered).toEqual([PLANNING, EXECUTING, VERIFYING, EXECUTING]);
  const end = run(twice.state, [message(write("ANSWER", "DELEGATE")), fail]);
  expect(end.state.end).toMatchObject({ kind: "failed", reason: "verification_failed" });
  expect(end.state.answer).toBe("Yes [E9].");
  expect(types(end.effects)).toEqual(["perform", "checked", "end"]);
});

test.each([0, 1, 2])("`transition` sends an answer back at most %d times when told so", (most) => {
  const fail: MachineEvent = { type: "performed", results: [failedAnswer], elapsedMs: 0 };
  const events = Array.from({ length: 4 }, () => [message(write("ANSWER")), fail]).flat();
  const { state, effects } = run(reach(EXECUTING), events, { ...setup, maxVerificationReturns: most });
  expect(types(effects).filter((type) => type === "perform")).toHaveLength(most + 1);
  expect(state.end).toMatchObject({ reason: "verification_failed" });
});

test("`transition` shows a recovered action with side effects back, and performs it when it comes again", () => {
  const once = transition(
    reach(EXECUTING),
    message(write({ name: "SEND", key: "a", recovered: true })),
    setup,
  );
  expect(types(once.effects)).toEqual(["confirm", "ask"]);
  for (const recovered of [true, false]) {
    const again = transition(once.state, message(write({ name: "SEND", key: "a", recovered })), setup);
    expect(types(again.effects)).toEqual(["perform"]);
  }
  const other = transition(once.state, message(write({ name: "SEND", key: "b", recovered: true })), setup);
  expect(types(other.effects)).toEqual(["confirm", "ask"]);
  // Only the very next message confirms.
  const late = run(once.state, [message(write("PLAN")), done(results.PLAN)]);
  expect(
    types(transition(late.state, message(write({ name: "SEND", key: "a", recovered: true })), setup).effects),
  ).toEqual(["confirm", "ask"]);
});

test("`transition` does not take a recovered action for its own confirmation within one message", () => {
  const same = { name: "SEND", key: "a", recovered: true };
  expect(types(transition(reach(EXECUTING), message(write(same, same)), setup).effects)).toEqual([
    "confirm",
    "confirm",
    "ask",
  ]);
});

test("`transition` performs recovered actions without side effects, unless they were cut", () => {
  const read = write({ name: "ANSWER", recovered: true });
  expect(types(transition(reach(EXECUTING), message(read), setup).effects)).toEqual(["perform"]);
  expect(types(transition(reach(EXECUTING), message({ ...read, cut: true }), setup).effects)).toEqual([
    "confirm",
    "tell",
    "ask",
  ]);
});

test("`transition` counts replies that bring nothing new, and starts anew after one that does", () => {
  const idle = [1, 2, 3].map((number) => message(say(`word ${number}`)));
  const still = run(reach(PLANNING), idle);
  expect(still.state).toMatchObject({ stepsWithoutProgress: 3 });
  expect(run(still.state, [message(write("PLAN")), done(results.PLAN)]).state.stepsWithoutProgress).toBe(0);
  expect(run(still.state, [message(say("x"))]).state.end).toMatchObject({ reason: "no_progress" });
});

test("`transition` tells a model that it repeats itself, and counts it as standing still", () => {
  const send = [message(write("SEND")), done(undefined)];
  const { state, effects } = run(reach(EXECUTING), [...send, ...send]);
  expect(types(effects)).toEqual(["perform", "ask", "perform", "tell", "ask"]);
  expect(state.stepsWithoutProgress).toBe(1);
});

test("`transition` takes the same plan again for no progress", () => {
  const again = run(reach(EXECUTING), [message(write({ name: "PLAN", key: "again" })), done(results.PLAN)]);
  expect(types(again.effects)).toEqual(["perform", "tell", "ask"]);
  expect(again.state.stepsWithoutProgress).toBe(1);
});

test("`transition` says which reply is the last one, and ends after it", () => {
  const rules: MachineSetup = { ...setup, stopWhen: [{ kind: "steps", most: 2 }] };
  const first = run(reach(PLANNING), [message(write("PLAN")), done(results.PLAN)], rules);
  expect(first.effects.at(-1)).toEqual({ type: "ask", isLastStep: true });
  const second = run(first.state, [message(write("DELEGATE")), done(results.DELEGATE)], rules);
  expect(second.state.end).toMatchObject({ reason: "steps_used_up" });
});

test("`transition` ends when the time is over", () => {
  const rules: MachineSetup = { ...setup, stopWhen: [...setup.stopWhen, { kind: "duration", mostMs: 50 }] };
  expect(transition(reach(PLANNING), message(say("Hm."), 49), rules).state.end).toBeUndefined();
  expect(transition(reach(PLANNING), message(say("Hm."), 50), rules).state.end).toMatchObject({
    reason: "time_used_up",
  });
});

test("`transition` does nothing for actions that nobody defined and for those that cannot be read", () => {
  const read = { ...write({ name: "DELEGATE", readable: false }, "PAINT"), problems: 2 };
  expect(types(transition(reach(EXECUTING), message(read), setup).effects)).toEqual(["ask"]);
});

test("`transition` changes nothing for events that do not fit, and after the end", () => {
  const early = transition(initialState, message(write("PLAN")), setup);
  expect(early).toEqual({ state: initialState, effects: [] });
  const planning = reach(PLANNING);
  expect(transition(planning, done(results.PLAN), setup)).toEqual({ state: planning, effects: [] });
  const waiting = transition(planning, message(write("PLAN")), setup).state;
  expect(transition(waiting, message(write("PLAN")), setup)).toEqual({ state: waiting, effects: [] });
  const { state: ended } = transition(planning, { type: "stop", reason: "model_failed", message: "" }, setup);
  expect(transition(ended, message(write("PLAN")), setup)).toEqual({ state: ended, effects: [] });
});
