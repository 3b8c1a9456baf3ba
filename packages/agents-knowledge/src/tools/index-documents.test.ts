import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Orchestrator, type Progress } from "@convoke/core";
import { createTemporaryFolder } from "../../test/temporary-folder.ts";
import { createKnowledgeAgent } from "../knowledge-agent.ts";

test("an agent is given a second folder, answers from it, and notices what changes there", async () => {
  const folder = createTemporaryFolder({
    "handbook/ferry.md": "# Ferry\n\nThe ferry carries 120 passengers.\n",
    "notes/harbour.md": "# Harbour\n\nThe harbour master is called Ines.\n",
    "notes/drafts/old.md": "The harbour master is called Otto.",
    "notes/crane.ts": "/** Lifts a crate. The crane bears 9 tons. */\nexport function lift() {}\n",
    "notes/photo.jpg": new Uint8Array([255, 216]),
  });
  const orchestrator = new Orchestrator({
    agents: { knowledge: createKnowledgeAgent({ folder: join(folder, "handbook") }) },
  });
  const ask = async (question: string): Promise<unknown> => {
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      description: "Ask",
      input: { question },
    });
    return (task.result as { answer?: string } | undefined)?.answer;
  };
  expect(await ask("Who is the harbour master?")).toBeUndefined();

  const progress: Progress[] = [];
  orchestrator.subscribe((event) => {
    if (event.type === "task-progress") progress.push(event.progress);
  });
  const added = await orchestrator.delegateTask({
    agentType: "knowledge",
    capability: "index_documents",
    description: "Learn the notes",
    input: { folder: join(folder, "notes"), exclude: "drafts/**" },
  });
  expect(added.result).toEqual({
    type: "index",
    folder: join(folder, "notes"),
    files: 3,
    passages: expect.any(Number),
    changes: { added: 2, changed: 0, removed: 0, unchanged: 1 },
    skipped: [{ file: "notes/photo.jpg", reason: "unsupported_type", message: expect.any(String) }],
    skippedCount: 1,
  });
  expect(progress.at(-1)).toEqual({ fraction: 1, message: "Indexed 3 of 3 files" });
  expect(await ask("Who is the harbour master?")).toContain("Ines");

  writeFileSync(join(folder, "notes/harbour.md"), "# Harbour\n\nThe harbour master is called Bruno.\n");
  rmSync(join(folder, "notes/crane.ts"));
  const refreshed = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "Look again",
    input: { type: "index" },
  });
  expect(refreshed.result).toMatchObject({
    files: 2,
    changes: { added: 0, changed: 1, removed: 1, unchanged: 1 },
  });
  expect(await ask("Who is the harbour master?")).toContain("Bruno");
});

test("a folder that is missing or holds nothing readable fails the task with the reason, and harms nothing", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": "The ferry leaves at noon.", "pictures/p.png": "x" });
  const orchestrator = new Orchestrator({
    agents: { knowledge: createKnowledgeAgent({ folder: join(folder, "docs") }) },
  });
  const index = (path: string) =>
    orchestrator.delegateTask({ agentType: "knowledge", description: "Index", input: { folder: path } });
  expect(await index(join(folder, "nowhere"))).toMatchObject({
    status: "failed",
    error: expect.stringContaining("does not exist"),
  });
  expect(await index(join(folder, "pictures"))).toMatchObject({
    status: "failed",
    error: expect.stringContaining("p.png: neither Markdown"),
  });
  const asked = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "Ask",
    input: { question: "When does the ferry leave?" },
  });
  expect(asked.result).toMatchObject({ answer: expect.stringContaining("noon") });
});

test("the first indexing of an agent tells what it added, and that its index file was replaced", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": "The ferry leaves at noon." });
  const indexFile = join(folder, "docs.index");
  const index = async () => {
    const knowledge = createKnowledgeAgent({ folder: join(folder, "docs"), indexFile });
    const task = { agentType: "knowledge", description: "Look", input: { type: "index" } } as const;
    return (await new Orchestrator({ agents: { knowledge } }).delegateTask(task)).result;
  };
  const added = { added: 1, changed: 0, removed: 0, unchanged: 0 };
  expect(await index()).toMatchObject({ changes: added, skipped: [] });
  writeFileSync(indexFile, readFileSync(indexFile).subarray(0, 200));
  expect(await index()).toMatchObject({
    changes: added,
    skipped: [{ file: indexFile, reason: "index_file_replaced" }],
    skippedCount: 1,
  });
});
