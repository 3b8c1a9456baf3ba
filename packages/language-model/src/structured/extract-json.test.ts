import fc from "fast-check";
import { expect, test } from "vitest";
import { extractJson } from "./extract-json.ts";

const container = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));

test("`extractJson` finds the value that a text consists of", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect([...extractJson(` ${text}\n`)]).toEqual([JSON.parse(text)]);
    }),
  );
});

test("`extractJson` finds objects and lists within sentences and Markdown, in order", () => {
  const words = fc.string({ unit: fc.constantFrom("a", " ", "\n", "`", "}", "]", "…"), minLength: 1 });
  fc.assert(
    fc.property(container, container, words, words, words, (first, second, before, between, after) => {
      const text = `w${before}${JSON.stringify(first)}${between}${JSON.stringify(second)}${after}`;
      expect([...extractJson(text)]).toEqual(JSON.parse(JSON.stringify([first, second])));
    }),
  );
});

test("`extractJson` never throws, and gives up in the end", () => {
  fc.assert(fc.property(fc.string(), (text) => void [...extractJson(text)]));
  expect([...extractJson("[".repeat(1_000_000))]).toEqual([]);
  expect([...extractJson('{"'.repeat(500_000))]).toEqual([]);
});

test("`extractJson` goes past what only looks like JSON, and past thoughts", () => {
  expect([...extractJson('{draft} {"a": "}"} [1]')]).toEqual([{ a: "}" }, [1]]);
  expect([...extractJson('<think>{"a": 1}</think>{"a": 2}')]).toEqual([{ a: 2 }]);
  expect([...extractJson('{"tag": "</think>"}')]).toEqual([{ tag: "</think>" }]);
});
