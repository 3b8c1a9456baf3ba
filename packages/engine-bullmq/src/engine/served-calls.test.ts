import { expect, test } from "vitest";
import { type Answer, createServedCalls } from "./served-calls.ts";

function answer(call: number, value?: unknown): Answer {
  return { kind: "answer", attemptId: "a1", delivery: 1, call, outcome: { ok: true, value }, generation: 1 };
}

test("createServedCalls knows what became of each call, and forgets answers that have arrived", () => {
  const calls = createServedCalls(1_000);
  expect([1, 2, 1].map((call) => calls.begin(call))).toEqual([true, true, false]);
  calls.end(answer(1));
  expect([1, 2, 3].map((call) => calls.find(call))).toEqual([answer(1), "under-way", "unknown"]);
  calls.end(answer(2));
  calls.forget((call) => call === 1);
  expect([1, 2].map((call) => calls.find(call))).toEqual(["forgotten", answer(2)]);
  expect(calls.begin(1)).toBe(false);
});

test("createServedCalls keeps no more than a thousand answers, and no more text than it may, but always the latest", () => {
  const many = createServedCalls(1_000_000);
  const large = createServedCalls(1_000);
  for (let call = 1; call <= 3_000; call++) {
    many.begin(call);
    many.end(answer(call));
    large.begin(call);
    large.end(answer(call, "x".repeat(call === 3_000 ? 5_000 : 400)));
    if (call === 2_999)
      expect(large.answers()).toEqual([2_998, 2_999].map((each) => answer(each, "x".repeat(400))));
  }
  expect([many.answers().length, many.find(2_000), many.find(2_001)]).toEqual([
    1_000,
    "forgotten",
    answer(2_001),
  ]);
  expect(large.answers()).toEqual([answer(3_000, "x".repeat(5_000))]);
});
