import fc from "fast-check";
import { expect, test } from "vitest";
import type { Observation } from "../observe/observation.ts";
import { actionSchema } from "../program/action.ts";
import { type ModelAction, modelActionNames } from "./model-reply.ts";
import { toAction } from "./to-action.ts";

const observation = {
  snapshotId: "s1",
  elements: [{ ref: "e1" }, { ref: "e2" }],
} as unknown as Observation;
const target = { ref: "e1", snapshotId: "s1" };
const asked = (action: ModelAction["action"], ref = "", value = ""): ModelAction => ({ action, ref, value });

test.each([
  [asked("click", "e1"), { action: "click", target }],
  [asked("fill", "e1", " a "), { action: "fill", target, value: " a " }],
  [asked("fill_secret", "e1", "pin"), { action: "fill", target, value: { secret: "pin" } }],
  [asked("type", "", "a"), { action: "type", text: "a" }],
  [asked("press", "e1", "Enter"), { action: "press", target, key: "Enter" }],
  [asked("select", "e1", "A\n B \n"), { action: "select", target, options: ["A", "B"] }],
  [asked("drag", "e1", "e2"), { action: "drag", target, to: { target: { ref: "e2", snapshotId: "s1" } } }],
  [asked("drag", "e1", "40, -10"), { action: "drag", target, to: { by: { x: 40, y: -10 } } }],
  [asked("scroll"), { action: "scroll", by: { y: 600 } }],
  [asked("scroll", "e1", "left"), { action: "scroll", target, by: { x: -600 } }],
  [asked("scroll", "e1"), { action: "scroll", target }],
  [asked("tab", "", "1"), { action: "tab", select: 1 }],
])("`toAction` makes of %j the action %j", (one, action) => {
  expect(toAction(one, observation)).toEqual({ action });
});

test.each([
  [asked("click", "e9"), "There is no “e9” on the page as it is now"],
  [asked("drag", "e1", "nowhere"), "There is no “nowhere”"],
  [asked("scroll", "", "away"), "up"],
])("`toAction` says what is wrong with %j", (one, problem) => {
  expect(toAction(one, observation)).toEqual({ problem: expect.stringContaining(problem) });
});

test("`toAction` makes only actions that programs have, of the latest snapshot, never by selector", () => {
  const any = fc.record({
    action: fc.constantFrom(...modelActionNames),
    ref: fc.constantFrom("", "e1", "e2", "e3", "#x"),
    value: fc.oneof(fc.string(), fc.constantFrom("e2", "up", "1", "1,2", "https://a.example")),
  });
  fc.assert(
    fc.property(any, (one) => {
      const reading = toAction(one, observation);
      if ("problem" in reading) return;
      const needless =
        one.value.trim() === "" || (one.action === "tab" && !/^\d{1,2}$/.test(one.value.trim()));
      if (!needless && one.ref !== "") expect(actionSchema.safeParse(reading.action).error).toBeUndefined();
      expect(JSON.stringify(reading.action)).not.toMatch(/"(?:css|testId|artifact)":/);
    }),
  );
});
