import { expect, test } from "vitest";
import { composePlan } from "../compose/compose-plan.ts";
import { createMethodLibrary } from "../methods/method-library.ts";
import { shippedMethods } from "../methods/shipped-methods.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import { planning } from "../../test/plan-goal.ts";
import { applyCorrection, describeCorrections, removeCorrection } from "./corrections.ts";
import { createEstimateHistory } from "./create-estimate-history.ts";
import { createEstimator } from "./estimator.ts";

test("describeCorrections says how much, for whom and why, and nothing about what hardly changes", () => {
  expect(
    describeCorrections([
      { agentType: "code", timeFactor: 1.8, costFactor: 1.01, samples: 5 },
      { agentType: "review", capability: "check", timeFactor: 1, costFactor: 0.456, samples: 1 },
      { agentType: "planner", timeFactor: 1, costFactor: 1, seconds: 2.34, samples: 3 },
    ]),
  ).toEqual([
    "Estimates for code are 1.8 times the announced ones, because 5 earlier steps took that long.",
    "Costs for check by review are 0.46 times the announced ones, because 1 earlier step cost that much.",
    "Planner was expected to take no time; 3 earlier steps took 2.3 s on average.",
  ]);
});

test("removeCorrection takes back what applyCorrection did, also where nothing was expected", () => {
  const correction = { agentType: "code", timeFactor: 1.8, costFactor: 0.3, seconds: 4, samples: 2 };
  for (const expected of [
    { seconds: 10, costUsd: 2 },
    { seconds: 0, costUsd: 0 },
  ]) {
    const { seconds, costUsd } = removeCorrection(applyCorrection(expected, correction), correction);
    expect(seconds).toBeCloseTo(expected.seconds, 10);
    expect(costUsd).toBeCloseTo(expected.costUsd, 10);
  }
});

test("removeCorrection makes no infinite figures of a factor of 0, which others may have written", () => {
  const correction = { agentType: "code", timeFactor: 0, costFactor: 0, samples: 1 };
  expect(removeCorrection({ seconds: 3, costUsd: 0 }, correction)).toEqual({ seconds: 3, costUsd: 0 });
});

test("composePlan names the corrections that its estimates contain, and explains them", () => {
  const history = createEstimateHistory(undefined, { weight: 1 });
  history.record({
    agentType: "code",
    expected: { seconds: 10, costUsd: 1 },
    actual: { seconds: 18, costUsd: 1 },
  });
  history.record({ agentType: "browser", expected: { seconds: 1, costUsd: 1 }, actual: { seconds: 9 } });
  const plan = composePlan(planning.goals.read("Build a REST API for invoices"), {
    ...planning,
    library: createMethodLibrary(shippedMethods, planning),
    estimator: createEstimator({ history }),
  });
  expect(plan.estimate.corrections).toEqual([
    { agentType: "code", timeFactor: 1.8, costFactor: 1, samples: 1 },
  ]);
  expect(plan.assumptions).toContain(
    "Estimates for code are 1.8 times the announced ones, because 1 earlier step took that long.",
  );
  expect(validatePlan(plan)).toEqual([]);
});
