import { expect, test } from "vitest";
import { Orchestrator } from "@convoke/core";
import { createKnowledgeAgent } from "../src/index.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

test("a reader indexes a folder of handbooks, asks, and has what was answered checked", async () => {
  const folder = createTemporaryFolder({
    "operations/backups.md":
      "# Backups\n\nThe nightly job copies every database to cold storage. Backups run at 2:30 every night.\n\n## Retention\n\nThe archive keeps 35 copies.\n",
    "operations/alerts.md": "# Alerts\n\nThe pager rings when the queue holds more than 900 jobs.\n",
    "welcome.txt": "Welcome to the team.\n\nLunch is at noon.\n",
    "logo.png": new Uint8Array([137, 80, 78, 71]),
  });
  const desk = createTemporaryFolder({ "desk.md": "# Desk\n\nThe desk is closed on Sundays.\n" });
  const orchestrator = new Orchestrator({ agents: { knowledge: createKnowledgeAgent({ folder: desk }) } });

  const [indexing, research, verification] = await orchestrator.executeSequential([
    {
      agentType: "knowledge",
      description: "Index the handbooks",
      input: { type: "index", folder },
      strict: true,
    },
    {
      agentType: "knowledge",
      description: "Find out when backups run",
      input: { question: "When do backups run?" },
      strict: true,
    },
    { agentType: "knowledge", description: "Check it", input: { claim: "Backups run at 2:30 every night" } },
  ]);
  expect(indexing.result).toMatchObject({
    type: "index",
    files: 4,
    changes: { added: 3, changed: 0, removed: 0, unchanged: 1 },
    skipped: [{ file: expect.stringMatching(/logo\.png$/), reason: "unsupported_type" }],
  });
  expect(research.result).toMatchObject({
    type: "research",
    answer: expect.stringContaining("Backups run at 2:30 every night."),
    citations: expect.arrayContaining([
      {
        quote: "Backups run at 2:30 every night.",
        source: expect.objectContaining({ file: expect.stringMatching(/operations\/backups\.md$/), line: 3 }),
      },
    ]),
  });
  expect(verification.result).toMatchObject({ type: "verify_fact", verdict: "supported" });

  const wrong = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "Check",
    input: { claim: "The archive keeps 90 copies" },
  });
  expect(wrong.result).toMatchObject({
    verdict: "refuted",
    evidence: expect.arrayContaining([
      {
        quote: "The archive keeps 35 copies.",
        source: expect.objectContaining({ file: expect.stringMatching(/operations\/backups\.md$/), line: 7 }),
        stance: "refutes",
        signals: { overlap: expect.any(Number), conflictingValue: "35" },
      },
    ]),
  });

  const unknown = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "Ask",
    input: { question: "Who invented the telescope?" },
  });
  expect(unknown.result).not.toHaveProperty("answer");
});
