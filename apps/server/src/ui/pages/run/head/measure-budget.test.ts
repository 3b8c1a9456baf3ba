import { expect, test } from "vitest";
import { measureBudget } from "./measure-budget.ts";

const summary = {
  spend: { costUsd: 0.4, tokens: 900 },
  counts: { pending: 1, in_progress: 2, completed: 3, failed: 1, cancelled: 0 },
  depth: 2,
};

test("measureBudget gives what is used of each limit that there is, and nothing for the others", () => {
  const budget = { maxCostUsd: 0.5, maxTasks: 10, maxDurationMs: 60_000, maxDepth: 3 };
  const uses = measureBudget(budget, summary, 30_000);
  expect(uses.map(({ label, used, limit }) => [label, used, limit])).toEqual([
    ["Cost", 0.4, 0.5],
    ["Tasks", 7, 10],
    ["Duration", 30_000, 60_000],
    ["Depth", 2, 3],
  ]);
  expect(uses.map(({ format, limit }) => format(limit))).toEqual(["$0.50", "10", "1 min", "3"]);
  expect(measureBudget(undefined, summary, 0)).toEqual([]);
  expect(measureBudget({ maxTokens: 0 }, summary, 0)).toMatchObject([
    { label: "Tokens", used: 900, limit: 0 },
  ]);
});
