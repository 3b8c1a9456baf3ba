import { expect, test } from "vitest";
import { makePlan } from "../../test/make-plan.ts";
import { validatePlan } from "./validate-plan.ts";

test.each<[object, RegExp]>([
  [{ maxCostUSD: 1 }, /unknown option “maxCostUSD”.*Did you mean “maxCostUsd”/],
  [{ maxCostUsd: Number.NaN }, /maxCostUsd is NaN/],
  [{ deadlineAt: 5 }, /deadlineAt needs now/],
  [{ agents: {} }, /agents must be a list/],
])("validatePlan refuses the options %j", (options, message) => {
  expect(() => validatePlan(makePlan([{ id: "a" }]), options)).toThrow(message);
});
