import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryArtifactStore } from "@convoke/core";
import { folderArtifactStore } from "@convoke/core/artifact-folder";
import { describe, expect, test } from "vitest";
import { artifactStoreCases, runCase, runCases } from "../src/index.ts";
import { artifactMutants } from "./artifact-mutants.ts";

describe("memoryArtifactStore keeps every promise of an artifact store", () => {
  runCases(test, artifactStoreCases, () => ({ context: { subject: memoryArtifactStore() } }));
});

describe("folderArtifactStore keeps every promise of an artifact store", () => {
  runCases(test, artifactStoreCases, () => {
    const folder = mkdtempSync(join(tmpdir(), "convoke-artifacts-"));
    return {
      context: { subject: folderArtifactStore({ folder: join(folder, "not yet") }) },
      teardown: () => rmSync(folder, { recursive: true, force: true }),
    };
  });
});

describe("every artifact case fails on a store that breaks its promise", () => {
  test("each case has a mutant, and each mutant a case", () => {
    expect(Object.keys(artifactMutants).sort()).toEqual(artifactStoreCases.map(({ name }) => name).sort());
  });

  test.each(artifactStoreCases)("$name", async (artifactCase) => {
    const healthy = memoryArtifactStore();
    const subject = { ...healthy, ...artifactMutants[artifactCase.name]?.(healthy) };
    await expect(runCase(artifactCase, () => ({ context: { subject } }))).rejects.toThrow();
  });
});
