import { expect, test } from "vitest";
import { done, message, reach, results, run, say, setup, types, write } from "../../test/machine-setup.ts";
import { AgentState } from "./agent-state.ts";
import type { MachineEvent } from "./machine-event.ts";
import { transition } from "./transition.ts";

const { PLANNING, EXECUTING, VERIFYING, LEARNING } = AgentState;

test("`transition` reminds of prose once, and takes the next prose in EXECUTING for the answer", () => {
  const reminded = transition(reach(EXECUTING), message(say("I think so.")), setup);
  expect(types(reminded.effects)).toEqual(["tell", "show-example", "ask"]);
  const taken = transition(reminded.state, message(say("It is so, since it is.")), setup);
  expect(types(taken.effects)).toEqual(["tell", "answer-with-text"]);
  expect(transition(taken.state, done(results.ANSWER), setup).state.state).toBe(VERIFYING);
});

test.each([
  ["no sentence", say("hm")],
  ["something that was meant for an action", say("ACTION: PAINT. Now.", { problems: 1 })],
  ["a cut text", say("It is so. And", { cut: true })],
])("`transition` does not take %s for an answer", (_what, read) => {
  const reminded = transition(reach(EXECUTING), message(say("I think so.")), setup);
  expect(types(transition(reminded.state, message(read), setup).effects)).not.toContain("answer-with-text");
});

test("`transition` never takes prose for an answer outside of EXECUTING", () => {
  for (const state of [PLANNING, VERIFYING, LEARNING]) {
    const { effects } = run(reach(state), [message(say("I think so.")), message(say("It is so."))]);
    expect(types(effects)).not.toContain("answer-with-text");
  }
});

test("`transition` ends a run that learns nothing with its answer after one reminder", () => {
  const once = transition(reach(LEARNING), message(write("DELEGATE")), setup);
  expect(types(once.effects)).toEqual(["refuse", "tell", "ask"]);
  const twice = transition(once.state, message(say("")), setup);
  expect(twice.state.end).toEqual({ kind: "answered" });
});

test("`transition` ends a run in LEARNING with its answer, whatever stops it", () => {
  const stop: MachineEvent = { type: "stop", reason: "model_failed", message: "no connection" };
  expect(transition(reach(LEARNING), stop, setup).state.end).toEqual({ kind: "answered" });
  expect(transition(reach(VERIFYING), stop, setup).state.end).toEqual({
    kind: "failed",
    reason: "model_failed",
    message: "no connection",
  });
});

test("`transition` ends with what the model said when it refuses twice in a row", () => {
  const no = say("I will not.", { refused: true });
  const once = transition(reach(PLANNING), message(no), setup);
  expect(types(once.effects)).toEqual(["tell", "ask"]);
  expect(transition(once.state, message(no), setup).state.end).toMatchObject({
    reason: "model_refused",
    message: expect.stringContaining("I will not."),
  });
  const between = run(once.state, [message(say("Hm.")), message(no)]);
  expect(between.state.end).toBeUndefined();
});
