import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BrowserError } from "../../errors/browser-error.ts";
import { describeReading } from "./describe-reading.ts";
import { readGoal } from "./read-goal.ts";

/** Goals at the left margin, their expected readings below them; see `describeReading` for the notation. */
const cases = readFileSync(new URL("./read-goal.cases.txt", import.meta.url), "utf8")
  .trim()
  .split(/\n(?=\S)/)
  .map((block) => {
    const [goal = "", ...reading] = block.split("\n");
    return { goal, reading: reading.map((line) => line.trim()).filter((line) => line !== "") };
  });

describe("readGoal", () => {
  it("is tried on more than 120 goals", () => {
    expect(cases.length).toBeGreaterThan(120);
  });

  it.each(cases)("reads: $goal", ({ goal, reading }) => {
    expect(describeReading(readGoal(goal))).toEqual(reading);
  });

  it("keeps what is in quotes letter by letter", () => {
    const [clause] = readGoal('Type "Click Save, then leave. " into the notes field.').clauses;
    expect(clause).toMatchObject({ intent: "enter", value: "Click Save, then leave. ", isValueQuoted: true });
  });

  it.each(["", "  \n ", "a".repeat(10_001)])("refuses goals that cannot be meant", (goal) => {
    try {
      readGoal(goal);
      expect.unreachable();
    } catch (error) {
      expect(BrowserError.is(error) && error.reason).toBe("invalid_program");
    }
  });

  it("never throws on other texts, and reads the same text the same way", () => {
    const words = [
      "click",
      "and",
      "then",
      ",",
      ".",
      '"',
      "'",
      "“",
      "”",
      "the",
      "to",
      "of",
      "with",
      "in",
      "if",
      "until",
      "Bob's",
      "first",
      "7",
      ":",
      "(",
      ")",
      "\n",
      "enter",
      "into",
      "select",
      "only",
      "not",
      "by",
      "order",
    ];
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.array(fc.constantFrom(...words), { maxLength: 80 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (goal) => {
        fc.pre(goal.trim() !== "");
        expect(readGoal(goal)).toEqual(readGoal(goal));
      }),
      { numRuns: 400 },
    );
  });

  // Backtracking or a square of the length would take this beyond the limit for a test.
  it("reads hostile texts of 10,000 characters", () => {
    const pieces = [
      '"',
      "'a ",
      "“",
      "‘",
      "click and ",
      "a, ",
      "the of ",
      "in the ",
      "not ",
      "please ",
      "to find ",
      "1/",
      "(",
      "A and ",
      ": ",
      "second to ",
      "when is ",
      "and, then ",
      "by clicking ",
      "s' ",
      "x of y in ",
      "with the ",
      "> ",
      "=",
      "set a to b and ",
      "1 + ",
    ];
    for (const piece of pieces) {
      const goal = `click ${piece.repeat(9_990 / piece.length)}`;
      expect(readGoal(goal).goal, JSON.stringify(piece)).toBe(goal);
    }
  });
});
