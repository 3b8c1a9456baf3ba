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

test("`parseActions` understands 100 messages that are not written as they should be", () => {
  expect(ownDefects.length).toBeGreaterThanOrEqual(100);
  expect(findFailures(ownDefects)).toEqual([]);
});
