import fc from "fast-check";
import { expect, test } from "vitest";
import { AgentState } from "./agent-state.ts";
import type { ActionResult } from "./machine.ts";
import type { MachineEvent, MessageAction, ReadMessage } from "./machine-event.ts";
import type { MachineSetup, RunState } from "./run-state.ts";
import { failedAnswer, failedVerdict, mask, results } from "../../test/machine-setup.ts";
import { initialState, transition } from "./transition.ts";

const names = [...mask.rules.keys(), "PAINT"];
const action: fc.Arbitrary<MessageAction> = fc.record({
  name: fc.constantFrom(...names),
  key: fc.constantFrom("a", "b", "c"),
  recovered: fc.boolean(),
  readable: fc.boolean(),
});
const read: fc.Arbitrary<ReadMessage> = fc.record({
  actions: fc.array(action, { maxLength: 5 }),
  problems: fc.nat(2),
  text: fc.constantFrom("", "Hm", "It is so.", "I will not."),
  key: fc.constantFrom("m", "n", "o", "p"),
  refused: fc.boolean(),
  cut: fc.boolean(),
});
const result: fc.Arbitrary<ActionResult | undefined> = fc.constantFrom<(ActionResult | undefined)[]>(
  ...Object.values(results),
  { type: "stood-still" },
  failedAnswer,
  failedVerdict,
);
const setups: fc.Arbitrary<MachineSetup> = fc.record({
  mask: fc.constant(mask),
  stopWhen: fc.constant([{ kind: "steps", most: 12 }] as const),
  maxVerificationReturns: fc.integer({ min: 0, max: 2 }),
  learn: fc.boolean(),
});

test("`transition` ends every run within its steps, delegates in EXECUTING only, and returns at most as often as allowed", () => {
  const replies = fc.array(fc.tuple(read, fc.array(result, { minLength: 40, maxLength: 40 })), {
    minLength: 12,
    maxLength: 12,
  });
  fc.assert(
    fc.property(setups, replies, (setup, all) => {
      let state: RunState = transition(initialState, { type: "started" }, setup).state;
      for (const [message, pool] of all) {
        let event: MachineEvent | undefined = { type: "message", message, elapsedMs: 0 };
        const open = [...pool];
        while (event !== undefined) {
          const step: ReturnType<typeof transition> = transition(state, event, setup);
          const last = step.effects.at(-1);
          if (state.end === undefined)
            expect(["ask", "perform", "answer-with-text", "end"]).toContain(last?.type);
          for (const effect of step.effects) {
            if (effect.type !== "perform") continue;
            expect(new Set(effect.actions).size).toBe(effect.actions.length);
            for (const at of effect.actions) {
              const { name, readable } = message.actions[at]!;
              expect(readable).toBe(true);
              expect(mask.rules.get(name)!.states).toContain(step.state.state);
              if (name === "DELEGATE") expect(step.state.state).toBe(AgentState.EXECUTING);
            }
          }
          state = step.state;
          const count =
            last?.type === "perform" ? last.actions.length : last?.type === "answer-with-text" ? 1 : 0;
          event =
            count === 0 ? undefined : { type: "performed", results: open.splice(0, count), elapsedMs: 0 };
        }
      }
      expect(state.end).toBeDefined();
      expect(state.steps).toBeLessThanOrEqual(12);
      expect(state.failedAnswers).toBeLessThanOrEqual(setup.maxVerificationReturns + 1);
      if (state.end?.kind === "answered") {
        expect(state.answer).toBeDefined();
        expect(state.checks.every(({ passed }) => passed)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test("`transition` survives any order of events", () => {
  const event: fc.Arbitrary<MachineEvent> = fc.oneof(
    fc.constant<MachineEvent>({ type: "started" }),
    read.map((message): MachineEvent => ({ type: "message", message, elapsedMs: 0 })),
    fc
      .array(result, { maxLength: 4 })
      .map((all): MachineEvent => ({ type: "performed", results: all, elapsedMs: 0 })),
    fc.constant<MachineEvent>({ type: "stop", reason: "model_failed", message: "" }),
  );
  fc.assert(
    fc.property(setups, fc.array(event, { maxLength: 60 }), (setup, events) => {
      let state = initialState;
      for (const each of events) state = transition(state, each, setup).state;
      expect(state.steps).toBeLessThanOrEqual(12);
    }),
    { numRuns: 300 },
  );
});
