import { expect, test } from "vitest";
import { createTerms, findWords, tokenize } from "./tokenize.ts";

test.each([
  ["running", { whole: "run", parts: [] }],
  ["AbortSignal", { whole: "abortsign", parts: ["abort", "signal"] }],
  ["TypeScript", { whole: "typescript", parts: ["type", "script"] }],
  ["p-queue", { whole: "p-queue", parts: ["p", "queue"] }],
  ["queue.onIdle", { whole: "queue.onidle", parts: ["queue", "onidl", "idl"] }],
  ["v18.2.0", { whole: "18.2.0", parts: ["18"] }],
  ["1,000", { whole: "1000", parts: [] }],
  ["Node.js", { whole: "node.js", parts: ["node", "js"] }],
  ["C++", { whole: "c++", parts: [] }],
  ["Café", { whole: "cafe", parts: [] }],
  ["zod's", { whole: "zod", parts: [] }],
  ["licence", { whole: "licens", parts: [] }],
  ["and/or", { whole: "", parts: [] }],
  ["the", { whole: "", parts: [] }],
])("`createTerms` searches %s by its whole and its parts", (word, terms) => {
  expect(createTerms(word)).toEqual(terms);
});

test("`createTerms` finds a name however it is cased", () => {
  expect(createTerms("typescript").whole).toBe(createTerms("TypeScript").whole);
});

test("`findWords` keeps identifiers whole and knows where they stand", () => {
  const text = "Call `onIdle()` of p-queue@10.0.0, then stop.";
  expect(findWords(text).map((word) => word.text)).toEqual([
    "Call",
    "onIdle",
    "of",
    "p-queue",
    "10.0.0",
    "then",
    "stop",
  ]);
  for (const word of findWords(text)) expect(text.slice(word.start).startsWith(word.text)).toBe(true);
});

test("`tokenize` leaves out stop words and words that are too long to be words", () => {
  expect(tokenize(`the ${"x".repeat(200)} of queues`)).toEqual(["queue"]);
});
