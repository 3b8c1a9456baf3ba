import { describe, expect, test } from "vitest";
import { readAnswer } from "./read-answer.ts";

describe("readAnswer", () => {
  test("takes text as it stands", () => {
    expect(readAnswer(' { "a": 1 } ', "text")).toEqual({ value: ' { "a": 1 } ' });
  });

  test("takes JSON of any kind, null among them", () => {
    expect(readAnswer('{"a":[1]}', "json")).toEqual({ value: { a: [1] } });
    expect(readAnswer("null", "json")).toEqual({ value: null });
  });

  test("says what is wrong with what cannot be sent", () => {
    expect(readAnswer("{ a: 1 }", "json")).toEqual({ problem: expect.stringContaining("no JSON") });
    expect(readAnswer("  ", "text")).toEqual({ problem: "Write an answer first." });
  });
});
