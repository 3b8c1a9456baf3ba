import { describe, expect, test } from "vitest";
import { runCase, runCases, storeCases } from "../src/index.ts";
import { createMemoryContext } from "./memory-context.ts";
import { storeMutants } from "./store-mutants.ts";

describe("memoryStore keeps every promise of a store", () => {
  runCases(test, storeCases, () => ({ context: createMemoryContext() }));
});

describe("every store case fails on a store that breaks its promise", () => {
  test("each case has a mutant, and each mutant a case", () => {
    expect(Object.keys(storeMutants).sort()).toEqual(storeCases.map(({ name }) => name).sort());
  });

  test.each(storeCases)("$name", async (storeCase) => {
    const context = createMemoryContext();
    const subject = { ...context.subject, ...storeMutants[storeCase.name](context.subject, context) };
    await expect(runCase(storeCase, () => ({ context: { ...context, subject } }))).rejects.toThrow();
  });
});
