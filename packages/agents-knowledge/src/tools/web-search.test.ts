import { expect, test } from "vitest";
import { Orchestrator } from "@convoke/core";
import { answerJson, readRecorded, startService } from "../../test/search-service.ts";
import { createKnowledgeAgent } from "../knowledge-agent.ts";
import { createBraveProvider } from "../providers/brave-provider.ts";
import { createSearxngProvider } from "../providers/searxng-provider.ts";
import type { SearchProvider } from "../providers/search-provider.ts";
import { createIndex } from "../retrieval/create-index.ts";
import { searchResultSchema } from "./web-search.ts";

const index = createIndex([
  {
    file: "a.md",
    text: `# Queues\nA **queue** keeps jobs. ${"It says more about jobs and nothing else. ".repeat(20)}`,
  },
  { file: "b.md", text: "# Pools\nA pool keeps workers, never jobs." },
]);

function createOrchestrator(...providers: SearchProvider[]) {
  return new Orchestrator({ agents: { knowledge: createKnowledgeAgent({ index, providers }) } });
}

const createTask = (query: string, more = {}) => ({
  agentType: "knowledge" as const,
  description: "Search",
  input: { query, ...more },
});

test("`search` lists places of the index best first, with a short snippet in plain words", async () => {
  const { result } = await createOrchestrator().delegateTask(createTask("queue jobs"));
  const { results, providers } = searchResultSchema.parse(result);
  expect(results.map(({ file, line, title, providers }) => [file, line, title, providers])).toEqual([
    ["a.md", 2, "a.md › Queues", ["index"]],
    ["b.md", 2, "b.md › Pools", ["index"]],
  ]);
  expect(results[0].snippet).toMatch(/^A queue keeps jobs\. It says/);
  for (const { snippet } of results) expect(snippet.length).toBeLessThanOrEqual(240);
  expect(providers).toEqual([{ name: "index", status: "answered", results: 2 }]);
});

test("`search` finds nothing without an error, and keeps to `maxResults`", async () => {
  const orchestrator = createOrchestrator();
  const nothing = await orchestrator.delegateTask(createTask("Neptune"));
  expect(nothing).toMatchObject({ status: "completed", result: { results: [] } });
  const one = await orchestrator.delegateTask(createTask("jobs", { maxResults: 1 }));
  expect(searchResultSchema.parse(one.result).results).toHaveLength(1);
});

test("`search` asks a service beside the index, once for equal queries", async () => {
  const service = await startService(answerJson(readRecorded("searxng")));
  const orchestrator = createOrchestrator(createSearxngProvider({ baseUrl: service.url }));
  const tasks = await Promise.all(
    ["queue jobs", "Queue  jobs"].map((query) => orchestrator.delegateTask(createTask(query))),
  );
  for (const { status, result } of tasks) {
    expect(status).toBe("completed");
    expect(searchResultSchema.parse(result)).toMatchObject({
      type: "search",
      results: expect.arrayContaining([
        expect.objectContaining({
          url: "https://en.wikipedia.org/wiki/Exponential_backoff",
          providers: ["searxng"],
        }),
        expect.objectContaining({ file: "a.md", line: 2, providers: ["index"] }),
      ]),
      providers: [
        { name: "searxng", status: "answered", results: 2 },
        { name: "index", status: "answered", results: 2 },
      ],
    });
  }
  expect(service.requests).toHaveLength(1);
});

test("a failed search shows provider, reason and wait in its task's record", async () => {
  const service = await startService(answerJson("{}", { status: 429, headers: { "retry-after": "3" } }));
  const orchestrator = createOrchestrator(
    createBraveProvider({ baseUrl: service.url, apiKey: "key-0123456789", costPerQueryUsd: 0 }),
  );
  const task = await orchestrator.delegateTask(createTask("Neptune"));
  expect(task).toMatchObject({
    status: "failed",
    failure: {
      code: "agent_failed",
      details: { provider: "brave", reason: "rate_limited", retryAfterMs: 3_000, status: 429 },
    },
  });
});

test("`search` spends a task's budget, nothing for what is cached, and sends nothing without room", async () => {
  const service = await startService(answerJson(readRecorded("brave")));
  const orchestrator = createOrchestrator(
    createBraveProvider({ baseUrl: service.url, apiKey: "key-0123456789", costPerQueryUsd: 0.25 }),
  );
  const budget = { maxCostUsd: 0.3 };
  const first = await orchestrator.delegateTask({ ...createTask("queue"), budget });
  const second = await orchestrator.delegateTask({ ...createTask("queue"), budget });
  const third = await orchestrator.delegateTask({ ...createTask("pool"), budget: { maxCostUsd: 0.1 } });
  expect([first.status, second.status, third.status]).toEqual(["completed", "completed", "failed"]);
  expect(third.failure?.code).toBe("budget_exceeded");
  expect([first.spend?.costUsd, second.spend?.costUsd]).toEqual([0.25, 0]);
  expect(service.requests).toHaveLength(1);
});
