import { describe, expect, test } from "vitest";
import type { Task } from "../tasks/task.ts";
import { aggregate, checkAggregationStrategy } from "./aggregate.ts";

function complete(...results: readonly unknown[]): readonly Task[] {
  return results.map((result, index) => ({
    taskId: `run/${index}`,
    runId: "run",
    agentType: "any",
    description: `task ${index}`,
    input: undefined,
    status: "completed",
    result,
    attempts: 1,
    createdAt: 0,
  }));
}

describe("aggregate", () => {
  test("concat keeps every result in order", () => {
    expect(aggregate("concat", complete("b", undefined, "a", "b"))).toEqual({
      result: ["b", undefined, "a", "b"],
      conflicts: [],
    });
  });

  test("vote takes the whole result of the earliest task of the most frequent answer", () => {
    const results = [
      { verdict: "no", by: 0 },
      { verdict: "yes", by: 1 },
      { verdict: "yes", by: 2 },
    ];
    expect(aggregate("vote", complete(...results)).result).toEqual({ verdict: "yes", by: 1 });
    expect(aggregate("vote", complete({ a: 1, b: 2 }, "x", { b: 2, a: 1 })).result).toEqual({ a: 1, b: 2 });
  });

  test("vote takes the earlier of equally frequent answers", () => {
    expect(aggregate("vote", complete("a", "b", "b", "a")).result).toBe("a");
  });

  test("vote compares the part that findSelection names", () => {
    const results = [
      { id: 1, colour: "red" },
      { id: 2, colour: "blue" },
      { id: 3, colour: "blue" },
    ];
    expect(aggregate("vote", complete(...results), () => ({ answerPath: "colour" })).result).toEqual(
      results[1],
    );
    expect(aggregate("vote", complete(...results)).result).toEqual(results[0]);
  });

  test("merge reports its conflicts by task", () => {
    expect(aggregate("merge", complete({ a: 1 }, { a: 2, b: 3 }))).toEqual({
      result: { a: 1, b: 3 },
      conflicts: [
        { path: "a", kept: { taskId: "run/0", value: 1 }, dropped: [{ taskId: "run/1", value: 2 }] },
      ],
    });
  });

  test("without results: an empty list, or nothing", () => {
    expect(aggregate("concat", []).result).toEqual([]);
    expect(aggregate("vote", []).result).toBeUndefined();
    expect(aggregate("merge", []).result).toBeUndefined();
  });
});

describe("checkAggregationStrategy", () => {
  test.each(["concat", "vote", "merge", () => 1])("accepts %s", (strategy) => {
    expect(() => checkAggregationStrategy(strategy)).not.toThrow();
  });

  test.each([
    ["concatt", /Did you mean "concat"/],
    [null, /not null/],
    [5, /not number/],
    ["constructor", /must be/],
  ])("refuses %j", (strategy, message) => {
    expect(() => checkAggregationStrategy(strategy)).toThrow(message);
  });
});
