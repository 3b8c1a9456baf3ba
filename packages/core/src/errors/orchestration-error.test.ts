import { describe, expect, test } from "vitest";
import { ErrorCode } from "./error-code.ts";
import { describeThrown, OrchestrationError } from "./orchestration-error.ts";

describe("OrchestrationError", () => {
  test("carries a code, a message, a cause and details", () => {
    const cause = new Error("below");
    const error = new OrchestrationError(ErrorCode.TIMEOUT, "too slow", { cause, details: { timeoutMs: 5 } });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "OrchestrationError",
      code: "timeout",
      message: "too slow",
      cause,
      details: { timeoutMs: 5 },
    });
    expect("cause" in new OrchestrationError(ErrorCode.TIMEOUT, "too slow")).toBe(false);
  });

  test("is recognised whichever copy of the package made it, and nothing else is", () => {
    const foreign = Object.defineProperty(new Error("x"), Symbol.for("convoke.OrchestrationError"), {
      value: true,
    });
    expect([new OrchestrationError(ErrorCode.CLOSED, "x"), foreign].map(OrchestrationError.is)).toEqual([
      true,
      true,
    ]);
    const others = [new Error("x"), { code: "closed" }, null, undefined, "closed"];
    expect(others.map(OrchestrationError.is)).toEqual([false, false, false, false, false]);
  });

  test("is kept by `from`, and wraps everything else with its cause", () => {
    const error = new OrchestrationError(ErrorCode.CLOSED, "closed");
    expect(OrchestrationError.from(error, ErrorCode.TIMEOUT)).toBe(error);
    const thrown = new TypeError("not a function");
    expect(OrchestrationError.from(thrown, ErrorCode.AGENT_FAILED)).toMatchObject({
      code: "agent_failed",
      message: "not a function",
      cause: thrown,
    });
  });

  test("has codes that are lower-case words, each once", () => {
    const codes = Object.entries(ErrorCode);
    expect(new Set(codes.map(([, code]) => code)).size).toBe(codes.length);
    for (const [name, code] of codes) expect(code).toBe(name.toLowerCase());
  });
});

describe("describeThrown", () => {
  test.each([
    [new Error("message"), "message"],
    [new RangeError(), "RangeError"],
    ["text", "text"],
    [{ message: "from another realm" }, "from another realm"],
    [undefined, "a thrown undefined: undefined"],
    [null, "a thrown null: null"],
    [42, "a thrown number: 42"],
    [Object.create(null), "a thrown value that cannot be shown as text"],
  ])("says something for %o", (thrown, text) => {
    expect(describeThrown(thrown)).toBe(text);
  });

  test("survives a message that throws when it is read", () => {
    const hostile = {
      get message(): string {
        throw new Error("no");
      },
    };
    expect(describeThrown(hostile)).toBe("a thrown value that cannot be shown as text");
  });
});
