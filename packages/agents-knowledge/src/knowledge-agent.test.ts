import { expect, test } from "vitest";
import { type LanguageModel, Orchestrator, type Progress } from "@convoke/core";
import { createTemporaryFolder } from "../test/temporary-folder.ts";
import { createKnowledgeAgent } from "./knowledge-agent.ts";
import type { SearchProvider } from "./providers/search-provider.ts";
import { createIndex } from "./retrieval/create-index.ts";
import type { KnowledgeIndex } from "./retrieval/knowledge-index.ts";

const text = "# Ferry\n\nThe ferry carries 120 passengers. It leaves at noon.\n";

function createOrchestrator(options: Parameters<typeof createKnowledgeAgent>[0]) {
  return new Orchestrator({ agents: { knowledge: createKnowledgeAgent(options) } });
}

test("`createKnowledgeAgent` makes an agent that the compiler knows and that answers all three requests", async () => {
  const orchestrator = createOrchestrator({ folder: createTemporaryFolder({ "ferry.md": text }) });
  const ask = (input: { query: string } | { question: string } | { claim: string }) =>
    orchestrator.delegateTask({ agentType: "knowledge", description: "ask", input });
  expect((await ask({ query: "ferry" })).result).toMatchObject({
    type: "search",
    results: [{ file: "ferry.md", line: 3 }],
  });
  expect((await ask({ question: "When does the ferry leave?" })).result).toMatchObject({
    type: "research",
    answer: expect.stringContaining("It leaves at noon."),
  });
  expect((await ask({ claim: "The ferry carries 120 passengers" })).result).toMatchObject({
    type: "verify_fact",
    verdict: "supported",
  });
  expect((await ask({ claim: "The ferry carries 130 passengers" })).result).toMatchObject({
    verdict: "refuted",
  });
});

test("`createKnowledgeAgent` works from the description, and by capability alone", async () => {
  const orchestrator = createOrchestrator({ folder: createTemporaryFolder({ "ferry.md": text }) });
  const described = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "Research the ferry",
  });
  expect(described.result).toMatchObject({ type: "research", question: "the ferry" });
  const routed = await orchestrator.delegateTask({
    capability: "verify_fact",
    description: "The ferry carries 120 passengers",
  });
  expect(routed.result).toMatchObject({ type: "verify_fact", verdict: "supported" });
});

test("`createKnowledgeAgent` fails a task with the reason: bad input, missing folder", async () => {
  const orchestrator = createOrchestrator({ folder: "no/such/folder" });
  const bad = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "ask",
    input: { query: "" },
  });
  expect(bad).toMatchObject({
    status: "failed",
    failure: { code: "invalid_input" },
    error: expect.stringContaining("Accepted are"),
  });
  const missing = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "ask",
    input: { query: "ferry" },
  });
  expect(missing).toMatchObject({ status: "failed", error: expect.stringContaining("does not exist") });
});

test("`createKnowledgeAgent` indexes once for concurrent tasks and reports progress", async () => {
  const orchestrator = createOrchestrator({ folder: createTemporaryFolder({ "ferry.md": text }) });
  const progress: Progress[] = [];
  orchestrator.subscribe((event) => {
    if (event.type === "task-progress") progress.push(event.progress);
  });
  const tasks = await orchestrator.executeParallel(
    [1, 2, 3].map((at) => ({ agentType: "knowledge" as const, description: `Research ferry ${at}` })),
  );
  expect(tasks.map(({ status }) => status)).toEqual(["completed", "completed", "completed"]);
  expect(progress).toContainEqual({ fraction: 1, message: "Indexed 1 of 1 files" });
});

test("`createKnowledgeAgent` is not harmed by a first task that is cancelled while it indexes", async () => {
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}.md`, `${text}\n${at}`]));
  const orchestrator = createOrchestrator({ folder: createTemporaryFolder(files) });
  const controller = new AbortController();
  orchestrator.subscribe((event) => {
    if (event.type === "task-progress") controller.abort();
  });
  const first = await orchestrator.delegateTask({
    agentType: "knowledge",
    description: "Research ferry",
    signal: controller.signal,
  });
  expect(first.status).toBe("cancelled");
  const second = await orchestrator.delegateTask({ agentType: "knowledge", description: "Research ferry" });
  expect(second.status).toBe("completed");
});

test("agents over one index keep to their own files and rankings", async () => {
  const index = createIndex([
    { file: "a/ferry.md", text },
    { file: "b/train.md", text: "The ferry is no train." },
  ]);
  const orchestrator = new Orchestrator();
  orchestrator.registerAgent(createKnowledgeAgent({ name: "A", index, include: "a/**" }));
  orchestrator.registerAgent(createKnowledgeAgent({ name: "B", index, exclude: "a/**", ranking: { k1: 0 } }));
  const search = (agentName: string) =>
    orchestrator.delegateTask({
      agentType: "knowledge",
      agentName,
      description: "ask",
      input: { query: "ferry" },
    });
  expect((await search("A")).result).toMatchObject({ results: [{ file: "a/ferry.md" }] });
  expect((await search("B")).result).toMatchObject({ results: [{ file: "b/train.md" }] });
});

test("`createKnowledgeAgent` charges what was spent, not the estimate of a capability that was not used", async () => {
  const index = createIndex([{ file: "ferry.md", text }]);
  let asked = 0;
  const paid: SearchProvider = {
    name: "paid",
    costPerQueryUsd: 0.01,
    search: async () => {
      asked += 1;
      return [];
    },
  };
  const knowledge = createKnowledgeAgent({ index, providers: [paid] });
  const orchestrator = new Orchestrator({ agents: { knowledge } });
  const spend = async (input: { claim: string } | { query: string }) =>
    (await orchestrator.delegateTask({ agentType: "knowledge", description: "ask", input })).spend;
  expect(await spend({ claim: "The ferry carries 120 passengers" })).toEqual({ costUsd: 0, tokens: 0 });
  expect(await spend({ query: "ferry" })).toEqual({ costUsd: 0.01, tokens: 0 });
  expect(await spend({ query: "Ferry" })).toEqual({ costUsd: 0, tokens: 0 });
  expect(asked).toBe(1);
});

test.each([
  { folder: "" },
  { folders: [] },
  { folder: "docs", index: createIndex([]) },
  { ranking: { b: 3 } },
  { limits: { maxFiles: -1 } },
  { include: [""] },
  { indexFile: "docs.index" },
  { pages: { maxBytes: -1 } },
  { modelOptions: { rerank: 1 as unknown as boolean } },
  { fodler: "docs" } as object,
  null as unknown as object,
  { index: {} as KnowledgeIndex },
  { providers: 5 as unknown as [] },
  { providers: [null] as unknown as [] },
  { allowedFolders: 5 as unknown as [] },
  { model: 5 as unknown as LanguageModel },
  { environment: { BRAVE_API_KEY: 5 } as unknown as Record<string, string> },
  { limits: null as unknown as object },
  { ranking: null as unknown as object },
  { name: "" },
])("`createKnowledgeAgent` refuses options that cannot be used (%#)", (options) => {
  expect(() => createKnowledgeAgent(options)).toThrow(expect.objectContaining({ code: "invalid_argument" }));
});
