import { describe, expect, test } from "vitest";
import { refuseUnknownNames } from "./unknown-names.ts";

const known = ["agentType", "timeoutMs", "retry", "attemptTimeoutMs", "budget"];

describe("refuseUnknownNames", () => {
  test("lets known names pass, and what an object inherits", () => {
    for (const value of [{ retry: undefined, budget: {} }, Object.create({ other: 1 }) as object])
      expect(() => refuseUnknownNames(value, known, "call: unknown option")).not.toThrow();
  });

  test.each([
    ["budgett", "budget"],
    ["Budget", "budget"],
    ["timeout", "timeoutMs"],
    ["retries", "retry"],
    ["agent", "agentType"],
    ["attempts", undefined],
    ["tim", undefined],
    ["temperature", undefined],
  ])("refuses %s and names %s as the nearest", (name, nearest) => {
    const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
    expect(() => refuseUnknownNames({ [name]: 1 }, known, "call: unknown option")).toThrow(
      expect.objectContaining({
        code: "invalid_argument",
        message: `call: unknown option "${name}": use ${known.join(", ")}.${hint}`,
        details: nearest === undefined ? { name } : { name, nearest },
      }),
    );
  });
});
