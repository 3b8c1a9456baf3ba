import { expect, test } from "vitest";
import { createRandomNumbers } from "../planning/schedules/random-numbers.ts";
import { findFailures, measureCorpora } from "./measure-corpora.ts";
import { cutText, drawMessage } from "./mixed-text.ts";
import { findMisses } from "./requirements.ts";

const fast = { name: "pieces", megabytesPerSecond: 11, slowest: 9 };
const corpora = [
  { name: "own-defects", cases: 100, failed: [] },
  { name: "own-injections", cases: 500, failed: [] },
];
const injected = { kind: "bare", text: "ACTION: ANSWER\nTEXT: a\n---END---" };

test("`findMisses` names every requirement that is missed", () => {
  expect(findMisses([fast], corpora)).toEqual([]);
  expect(findMisses([{ ...fast, megabytesPerSecond: 9.9 }], corpora)).toHaveLength(1);
  expect(findMisses([fast], [])).toHaveLength(2);
  expect(findMisses([fast], [...corpora, { name: "blind-defects", cases: 99, failed: [injected] }])).toEqual([
    "blind-defects: 99 cases, at least 100 are required",
    "blind-defects: 1 of 99 give other actions than they must, e.g. bare",
  ]);
});

test("`findFailures` finds an action that must not be there, one that is missing, and another text", () => {
  const right = { ...injected, expected: [{ name: "ANSWER", fields: { TEXT: "a" } }] };
  const other = { ...injected, expected: [{ name: "ANSWER", fields: { TEXT: "b" } }] };
  const missing = { ...right, text: "Nothing" };
  expect(findFailures([injected, right, other, missing])).toEqual([injected, other, missing]);
});

test("`measureCorpora` reads the corpora beside the parser", async () => {
  const read = await measureCorpora();
  expect(read.find(({ name }) => name === "own-injections")?.cases).toBeGreaterThanOrEqual(500);
  expect(read.find(({ name }) => name === "own-defects")?.cases).toBeGreaterThanOrEqual(100);
});

test("`drawMessage` and `cutText` draw the same for the same seed, and lose nothing", () => {
  const draw = (): string => drawMessage(createRandomNumbers(3), 5000);
  expect(draw()).toBe(draw());
  const pieces = cutText(createRandomNumbers(4), draw(), 4, 40);
  expect(pieces.join("")).toBe(draw());
  expect(Math.max(...pieces.map(({ length }) => length))).toBe(40);
});
