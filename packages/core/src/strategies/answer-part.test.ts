import { describe, expect, test } from "vitest";
import type { AgentCapability } from "../registry/agent-descriptor.ts";
import { declaredAnswerPath, selectAnswer } from "./answer-part.ts";

describe("selectAnswer", () => {
  const result = { verdict: "supported", answer: { value: 4 }, confidence: 0.5 };

  test("select overrides everything", () => {
    expect(selectAnswer(result, { select: () => 7, answerPath: "answer.value" })).toBe(7);
  });

  test("then the answer path, then verdict, then answer, then the whole result", () => {
    expect(selectAnswer(result, { answerPath: "answer.value" })).toBe(4);
    expect(selectAnswer(result, { answerPath: "answer.missing" })).toBe("supported");
    expect(selectAnswer(result)).toBe("supported");
    expect(selectAnswer({ answer: 4, other: 1 })).toBe(4);
    expect(selectAnswer({ verdict: undefined, answer: 4 })).toBe(4);
    const whole = { text: "no such field" };
    expect(selectAnswer(whole)).toBe(whole);
  });

  test("a field that is there decides, whatever it holds", () => {
    expect(selectAnswer({ verdict: null, answer: 4 })).toBeNull();
    expect(selectAnswer({ verdict: false, answer: 4 })).toBe(false);
  });

  test("refuses a promise, and lets nobody trip over its rejection", async () => {
    const late = (): Promise<never> => Promise.reject(new Error("late"));
    expect(() => selectAnswer(result, { select: late })).toThrow(/select returned a promise/);
    expect(() => selectAnswer({ answer: late() })).toThrow(/a promise at "answer"/);
    await Promise.resolve();
  });

  test("takes primitives and lists whole", () => {
    for (const value of ["yes", 4, null, undefined])
      expect(selectAnswer(value, { answerPath: "verdict" })).toBe(value);
    expect(selectAnswer([1])).toEqual([1]);
  });
});

describe("declaredAnswerPath", () => {
  const capability = (name: string, answerPath?: string): AgentCapability => ({
    name,
    description: name,
    inputTypes: [],
    outputTypes: [],
    estimatedTime: 1,
    ...(answerPath !== undefined && { answerPath }),
  });
  const capabilities = [
    capability("search"),
    capability("verify", "verdict"),
    capability("ask", "answer.value"),
  ];

  test("is that of the named capability, also when this result lacks it", () => {
    expect(declaredAnswerPath({ capabilities }, { capability: "ask", result: { verdict: 1 } })).toBe(
      "answer.value",
    );
  });

  test("is otherwise the first declared one that the result has", () => {
    expect(declaredAnswerPath({ capabilities }, { result: { answer: { value: 1 } } })).toBe("answer.value");
    expect(
      declaredAnswerPath(
        { capabilities },
        { capability: "search", result: { verdict: 1, answer: { value: 1 } } },
      ),
    ).toBe("verdict");
    expect(declaredAnswerPath({ capabilities }, { capability: "unheard of", result: { verdict: 1 } })).toBe(
      "verdict",
    );
    expect(declaredAnswerPath({ capabilities }, { result: "text" })).toBeUndefined();
    expect(declaredAnswerPath(undefined, { result: { verdict: 1 } })).toBeUndefined();
  });
});
