import { createIndex } from "@convoke/agents-knowledge";
import { Orchestrator } from "@convoke/core";
import { afterEach, describe, expect, test } from "vitest";
import { createDemoOrchestrator } from "../src/agents.ts";
import { consensus } from "../src/sections/consensus.ts";
import { hierarchical } from "../src/sections/hierarchical.ts";
import { parallel } from "../src/sections/parallel.ts";
import type { Section, SectionReport } from "../src/sections/section.ts";
import { sequential } from "../src/sections/sequential.ts";

const index = createIndex([{ file: "garden.md", text: "# Garden\n\nRoses are cut in March." }]);
const lines: string[] = [];

afterEach(() => {
  lines.length = 0;
});

/** Runs a section on documents that know nothing of what it asks. */
async function runSection(
  section: Section,
  orchestrator: Orchestrator = createDemoOrchestrator(index),
): Promise<SectionReport> {
  const report = await section.run({
    orchestrator,
    signal: new AbortController().signal,
    follow: (_run, work) => work(),
    print: (printed) => lines.push(...printed),
    formatPlace: ({ file, line }) => `${file}:${line}`,
    index,
    width: 96,
  });
  await orchestrator.close();
  return report;
}

describe("a section that does not reach what it should", () => {
  test("sequential: names the question without an answer", async () => {
    const { misses } = await runSection(sequential);
    expect(misses).toEqual([expect.stringContaining("has no answer with a citation")]);
  });

  test("sequential: names the step that failed, and shows those that it stopped", async () => {
    const { misses, tasks } = await runSection(sequential, new Orchestrator());
    expect(misses[0]).toContain("Agent knowledge not registered");
    expect(tasks.map(({ status }) => status)).toEqual(["failed", "cancelled", "cancelled"]);
  });

  test("parallel: names the subjects without an answer", async () => {
    const { misses } = await runSection(parallel);
    expect(misses).toEqual(["no answer about Vite", "no answer about Rolldown", "no answer about Sucrase"]);
    expect(lines.join("\n")).toContain("about Vite, Rolldown and Sucrase");
  });

  test("hierarchical: names a sub-agent that is missing unannounced", async () => {
    const orchestrator = createDemoOrchestrator(index);
    orchestrator.unregisterAgent("planner", "Planner Agent");
    const { misses } = await runSection(hierarchical, orchestrator);
    expect(misses).toEqual([
      "“Architecture” is failed: Agent planner not registered",
      expect.stringContaining("has no answer"),
    ]);
  });

  test("consensus: shows the vote as it came out and names what was not found out", async () => {
    const { misses } = await runSection(consensus);
    expect(misses).toHaveLength(2);
    expect(lines.join("\n")).toContain("Verdict     not conclusive");
  });
});
