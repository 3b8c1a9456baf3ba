import { expect, test } from "vitest";
import { renameRepeats } from "./rename-repeats.ts";
import type { StepDraft } from "./step-draft.ts";

function draft(id: string, consumes: readonly string[] = []): StepDraft {
  return { id, consumes, description: id, successCriterion: "done" };
}

test("renameRepeats numbers what earlier steps use, and follows the new name within the steps", () => {
  const renamed = renameRepeats([draft("grind", ["beans"]), draft("brew", ["grind"])], [draft("grind")]);
  expect(renamed.map(({ id, consumes }) => [id, consumes])).toEqual([
    ["grind-2", ["beans"]],
    ["brew", ["grind-2"]],
  ]);
});

test("renameRepeats gives no number that a step bears already, earlier or of its own", () => {
  const drafts = [draft("grind"), draft("grind-2"), draft("brew", ["grind", "grind-2"])];
  expect(renameRepeats(drafts, [draft("grind")]).map(({ id, consumes }) => [id, consumes])).toEqual([
    ["grind-3", []],
    ["grind-2", []],
    ["brew", ["grind-3", "grind-2"]],
  ]);
});
