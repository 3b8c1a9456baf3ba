import { inProcessEngine } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { engineCases, runCase, runCases } from "../src/index.ts";
import { engineMutants } from "./engine-mutants.ts";

describe("inProcessEngine keeps every promise of an engine", () => {
  runCases(test, engineCases, () => {
    const subject = inProcessEngine();
    return { context: { subject }, teardown: () => subject.close() };
  });
});

describe("every engine case fails on an engine that breaks its promise", () => {
  test("each case has a mutant, and each mutant a case", () => {
    expect(Object.keys(engineMutants).sort()).toEqual(engineCases.map(({ name }) => name).sort());
  });

  test.each(engineCases)("$name", async (engineCase) => {
    const subject = engineMutants[engineCase.name](inProcessEngine());
    const broken = { context: { subject, patienceMs: 20 } };
    await expect(runCase(engineCase, () => broken)).rejects.toThrow();
  });
});
