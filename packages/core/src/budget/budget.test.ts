import { describe, expect, test } from "vitest";
import { Budget } from "./budget.ts";

function createTree(): { root: Budget; run: Budget; task: Budget } {
  const root = new Budget({ maxCostUsd: 10, maxTasks: 3 }, "the orchestrator", 0, 0);
  const run = new Budget({ maxTokens: 100, assumeTokens: 7, maxDepth: 1 }, "run r", 0, 0, root);
  const task = new Budget({ assumeCostUsd: 2, maxDurationMs: 50 }, "task r/0", 100, 0, run);
  return { root, run, task };
}

describe("Budget", () => {
  test("refuses by the first limit without room on the way up, and says by how much", () => {
    const { root, task } = createTree();
    expect(task.refuse({ costUsd: 10, tokens: 100 })).toBeUndefined();
    expect(task.refuse({ tokens: 101 })?.message).toBe(
      "The budget of run r is exceeded: maxTokens 100, by 1 (0 spent, 101 asked for)",
    );
    root.spend({ costUsd: 4 });
    root.reserve({ costUsd: 3 });
    expect(task.refuse({ costUsd: 3.5 })).toMatchObject({
      code: "budget_exceeded",
      message:
        "The budget of the orchestrator is exceeded: maxCostUsd 10, by 0.5 (4 spent, 3 reserved, 3.5 asked for)",
      details: {
        budget: "the orchestrator",
        limit: "maxCostUsd",
        allowed: 10,
        by: 0.5,
        spent: 4,
        reserved: 3,
        asked: 3.5,
      },
    });
  });

  test("counts reservations and spend in every node above", () => {
    const { root, run, task } = createTree();
    task.reserve({ costUsd: 2, tokens: 5 });
    expect(
      [root, run, task].map(({ reservedCostUsd, reservedTokens }) => [reservedCostUsd, reservedTokens]),
    ).toEqual([
      [2, 5],
      [2, 5],
      [2, 5],
    ]);
    task.release({ costUsd: 2, tokens: 5 });
    task.spend({ costUsd: 1 });
    expect(
      [root, run, task].map(({ reservedCostUsd, spentCostUsd }) => [reservedCostUsd, spentCostUsd]),
    ).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
  });

  test("takes no offence at the last digits of binary fractions", () => {
    const budget = new Budget({ maxCostUsd: 0.3 }, "b", 0, 0);
    for (let count = 0; count < 3; count++) {
      expect(budget.refuse({ costUsd: 0.1 })).toBeUndefined();
      budget.reserve({ costUsd: 0.1 });
    }
    expect(budget.refuse({ costUsd: 0.001 })).toBeDefined();
    for (let count = 0; count < 3; count++) budget.release({ costUsd: 0.1 });
    expect(budget.reservedCostUsd).toBe(0);
  });

  test("admits a task in every node or in none", () => {
    const { root, run, task } = createTree();
    expect(task.admitTask(0, 100)).toBeUndefined();
    expect([root, run, task].map(({ tasks }) => tasks)).toEqual([1, 1, 1]);
    expect(task.admitTask(2, 100)?.message).toContain("The budget of run r is exceeded: maxDepth 1, by 1");
    expect(task.admitTask(0, 150)?.message).toContain("The budget of task r/0 is exceeded: maxDurationMs 50");
    run.admitTask(0, 0);
    run.admitTask(0, 0);
    expect(task.admitTask(0, 100)?.message).toContain(
      "The budget of the orchestrator is exceeded: maxTasks 3, by 1",
    );
    expect([root, run, task].map(({ tasks }) => tasks)).toEqual([3, 3, 1]);
  });

  test("assumes what the nearest node assumes", () => {
    const { root, task } = createTree();
    expect([task.assume("assumeCostUsd"), task.assume("assumeTokens"), root.assume("assumeTokens")]).toEqual([
      2,
      7,
      undefined,
    ]);
  });

  test("knows whether money or tokens are limited here or above", () => {
    const { task } = createTree();
    expect(task.limitsSpend).toBe(true);
    expect(new Budget({ maxTasks: 1 }, "b", 0, 0).limitsSpend).toBe(false);
  });
});
