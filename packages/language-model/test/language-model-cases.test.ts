import { runCase, runCases } from "@convoke/conformance";
import { describe, expect, test } from "vitest";
import { languageModelCases } from "../src/testing/language-model-cases.ts";
import { createHealthyModel, createModelContext } from "./healthy-model.ts";
import { modelMutants } from "./model-mutants.ts";

describe("a healthy model keeps every promise of a language model", () => {
  runCases(test, languageModelCases, () => ({ context: createModelContext() }));
});

describe("every case of a language model fails on a model that breaks its promise", () => {
  test("each case has mutants, and each mutant a case", () => {
    expect(Object.keys(modelMutants).sort()).toEqual(languageModelCases.map(({ name }) => name).sort());
  });

  test.each(
    languageModelCases.flatMap((modelCase) =>
      (modelMutants[modelCase.name] ?? []).map((mutant, at) => ({
        name: `${modelCase.name} (${at + 1})`,
        modelCase,
        mutant,
      })),
    ),
  )("$name", async ({ modelCase, mutant }) => {
    const healthy = createHealthyModel();
    const context = createModelContext({ ...healthy, ...mutant(healthy) });
    await expect(runCase(modelCase, () => ({ context }))).rejects.toThrow();
  });
});

test("`languageModelCases` hold a model that says it refuses schemas and tools to that", async () => {
  const context = { ...createModelContext(), refuses: ["schema", "tools"] as const };
  for (const name of ["schema gives an object that fits it", "tools are called, or refused"]) {
    const modelCase = languageModelCases.find((each) => each.name === name)!;
    await expect(runCase(modelCase, () => ({ context }))).rejects.toThrow(/must be refused/);
  }
});
