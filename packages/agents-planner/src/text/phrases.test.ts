import fc from "fast-check";
import { expect, test } from "vitest";
import { planGoal } from "../../test/plan-goal.ts";
import { cleanText } from "./phrases.ts";

test.each([
  ["a \u001B[31mred\u001B[0m API", "a red API"],
  ["a \u001B[1;38;5;196mbold\u001B[K API", "a bold API"],
  ["a \u009B31mred API", "a red API"],
  ["\u001B]0;title\u0007a shop", "a shop"],
  ["\u001B]8;;https://example.com\u001B\\a link\u001B]8;;\u001B\\", "a link"],
  ["\u001B(B\u001B7a \u001B shop", "a shop"],
  ["a\u001B[2J\u202Eshop", "a shop"],
  ["a list [31m] and arrays[0]", "a list [31m] and arrays[0]"],
  ["an end \u001B[", "an end ["],
])("cleanText of %j", (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test("cleanText leaves no control character, and cleans nothing twice", () => {
  const characters = fc.constantFrom(
    "\u001B",
    "\u009B",
    "[",
    "]",
    "\\",
    "\u0007",
    "3",
    ";",
    "m",
    " ",
    "a",
    "\u202E",
  );
  fc.assert(
    fc.property(
      fc.array(characters).map((list) => list.join("")),
      (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(cleanText(clean)).toBe(clean);
      },
    ),
  );
});

test("cleanText takes 200,000 characters of half sequences", () => {
  for (const part of ["\u001B[", "\u001B]", "\u001B[1", "\u009B", "\u001B("])
    expect(cleanText(part.repeat(100_000)).length).toBeLessThan(400_000);
});

test("createPlan keeps nothing of a coloured goal but its words", () => {
  const plan = planGoal("Build a \u001B[31mred\u001B[0m shop");
  expect(plan.goal).toBe("Build a red shop");
  expect(JSON.stringify(plan)).not.toContain("[31m");
});
