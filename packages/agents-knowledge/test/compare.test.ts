import { expect, test } from "vitest";
import { Orchestrator } from "@convoke/core";
import { createKnowledgeAgent, type ResearchResult } from "../src/index.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

const files = {
  "tools/oak.md":
    "# Oak\n\nOak is a task queue that keeps its jobs in memory. It runs 40 jobs at once.\n\n## Dashboards\n\nOak shows its dashboards in the terminal.\n",
  "tools/elm.md":
    "# Elm\n\nElm is a task queue that keeps its jobs on disk. A job of Elm survives a restart.\n\n## Dashboards\n\nElm serves its dashboards on a page of their own.\n",
  "tools/ash.md": "# Ash\n\nAsh is a scheduler for nightly work.\n",
};

test("a reader has two tools compared: each is looked up by a child task, and the report cites both", async () => {
  const folder = createTemporaryFolder(files);
  const orchestrator = new Orchestrator({ agents: { knowledge: createKnowledgeAgent({ folder }) } });
  const task = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "Compare Oak and Elm for dashboards",
  });

  const result = task.result as ResearchResult;
  expect(result.sections.map(({ question }) => question)).toEqual([
    "What about Oak for dashboards?",
    "What about Elm for dashboards?",
  ]);
  expect(result.answer).toContain("Oak shows its dashboards in the terminal.");
  expect(result.answer).toContain("Elm serves its dashboards on a page of their own.");
  expect(new Set(result.citations.map(({ source }) => source.file))).toEqual(
    new Set(["tools/oak.md", "tools/elm.md"]),
  );
  const lines = result.report.split("\n");
  expect(lines.filter((line) => line.startsWith("#"))).toEqual([
    "# Compare Oak and Elm for dashboards",
    "## What about Oak for dashboards?",
    "## What about Elm for dashboards?",
    "## Sources",
    "## Open points",
  ]);
  expect(result.report).toContain("Oak shows its dashboards in the terminal. [1]");
  expect(result.report).toMatch(/^1\. tools\/oak\.md:7, .*“Oak shows its dashboards in the terminal\.”$/m);

  const children = ["part-1", "part-2"].map((key) => orchestrator.getTaskStatus(`${task.taskId}/${key}`));
  for (const child of children)
    expect(child).toMatchObject({ status: "completed", parentId: task.taskId, capability: "research" });
  // A child takes its question as one, whatever that is made of: there are no grandchildren.
  for (const child of children) expect(child?.input).toMatchObject({ split: false });
  expect(orchestrator.getTaskStatus(`${task.taskId}/part-1/part-1`)).toBeUndefined();
  await orchestrator.close();
});

test("a reader who asks for more than the documents tell gets what they do tell, and what is open", async () => {
  const folder = createTemporaryFolder(files);
  const orchestrator = new Orchestrator({ agents: { knowledge: createKnowledgeAgent({ folder }) } });
  const { result } = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "Compare",
    input: { question: "Compare Oak, Ash and Baobab for astronauts" },
  });
  const { sections, openPoints, answer, confidence } = result as ResearchResult;
  expect(sections.map(({ question }) => question)).toEqual([
    "What is Oak?",
    "What is Ash?",
    "What is Baobab?",
  ]);
  expect(answer?.split("\n")).toHaveLength(2);
  expect(answer).toContain("Ash is a scheduler for nightly work.");
  expect(confidence).toBeLessThan(0.67);
  expect(openPoints).toContain("What is Oak? Nothing was found for “What about Oak for astronauts?”.");
  expect(openPoints.some((point) => point.startsWith("What is Baobab? Nothing found"))).toBe(true);
  await orchestrator.close();
});
