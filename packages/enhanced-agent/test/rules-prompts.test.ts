import { describe, expect, test } from "vitest";
import { followRules } from "./rules-follow.ts";
import { blindPrompts as rows } from "./rules-prompts-blind.ts";

/** Rows that the rules do not meet: by prompt, with what they make of them. */
const missed: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([]);

describe("rules: prompts written before them", () => {
  test.each(rows.filter(([prompt]) => !missed.has(prompt)))("%j", (prompt, expected) => {
    expect(followRules({ prompt })).toEqual(expected);
  });

  test.each([...missed])("%j is not read as expected", (prompt, made) => {
    expect(rows.map(([written]) => written)).toContain(prompt);
    expect(followRules({ prompt })).toEqual(made);
  });
});
