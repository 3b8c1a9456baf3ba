import { expect, test } from "vitest";
import { parseActions } from "../../src/action/action-parser.ts";
import { ownDefects } from "./own-defects.ts";
import { type CorpusCase, corpusGrammar } from "./own-grammar.ts";
import { ownInjections } from "./own-injections.ts";

function findFailures(cases: readonly CorpusCase[]): unknown[] {
  return cases.flatMap(({ kind, text, expected = [] }) => {
    const found = parseActions(text, corpusGrammar).actions.map(({ name, fields }) => ({ name, fields }));
    return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ kind, text, found }];
  });
}

test("`parseActions` performs nothing that 500 messages only speak of", () => {
  expect(ownInjections.length).toBeGreaterThanOrEqual(500);
  expect(new Set(ownInjections.map(({ text }) => text)).size).toBeGreaterThanOrEqual(500);
  expect(findFailures(ownInjections)).toEqual([]);
});

test("`parseActions` says of an action in a block that it was not taken, once for each block", () => {
  const blocks = ownInjections.filter(
    ({ kind, text }) =>
      /^(?:fence|quotation|tool output|tilde|code)/.test(kind) && text.startsWith("It says") === false,
  );
  const told = blocks.filter(({ text }) =>
    parseActions(text, corpusGrammar).problems.some(({ code }) => code === "inert_action"),
  );
  expect(told.length).toBeGreaterThan(300);
  const two = parseActions(
    "> ACTION: ANSWER\n> ACTION: ANSWER\n\n```\nACTION: PLAN\nACTION: PLAN\n```\n",
    corpusGrammar,
  );
  expect(two.problems).toMatchObject([
    { code: "inert_action", line: 1, found: "> ACTION: ANSWER" },
    { code: "inert_action", line: 5, example: "ACTION: PLAN\nSTEPS: …\nGOAL: …\nCRITERIA: …\n---END---" },
  ]);
});

test("`parseActions` understands 100 messages that are not written as they should be", () => {
  expect(ownDefects.length).toBeGreaterThanOrEqual(100);
  expect(findFailures(ownDefects)).toEqual([]);
});
