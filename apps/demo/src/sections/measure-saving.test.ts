import { createIndex } from "@convoke/agents-knowledge";
import { expect, test } from "vitest";
import { isSaving, measureSaving } from "./measure-saving.ts";

test("isSaving takes a difference for real only when every round shows it and it is a tenth at least", () => {
  const saving = { rounds: 5, roundsWon: 5, togetherMs: 40, oneByOneMs: 60 };
  expect(isSaving(saving)).toBe(true);
  expect(isSaving({ ...saving, roundsWon: 4 })).toBe(false);
  expect(isSaving({ ...saving, togetherMs: 58 })).toBe(false);
});

test("measureSaving measures nothing for packages without documentation", async () => {
  const index = createIndex([{ file: "garden.md", text: "Roses are cut in March." }]);
  const { signal } = new AbortController();
  expect(await measureSaving(["vite"], { index, signal })).toBeUndefined();
});
