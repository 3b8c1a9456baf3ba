import { expect, test } from "vitest";
import { createIndex } from "../retrieval/create-index.ts";
import { search, searchResultSchema } from "./web-search.ts";

const index = createIndex([
  {
    file: "a.md",
    text: `# Queues\nA **queue** keeps jobs. ${"It says more about jobs and nothing else. ".repeat(20)}`,
  },
  { file: "b.md", text: "# Pools\nA pool keeps workers, never jobs." },
]);

test("`search` lists places best first, with a short snippet in plain words", () => {
  const result = searchResultSchema.parse(
    search((query, limit) => index.rank(query, { limit }), { query: "queue jobs" }),
  );
  expect(result.results.map(({ file, line, title }) => [file, line, title])).toEqual([
    ["a.md", 2, "a.md › Queues"],
    ["b.md", 2, "b.md › Pools"],
  ]);
  expect(result.results[0].snippet).toMatch(/^A queue keeps jobs\. It says/);
  for (const { snippet } of result.results) expect(snippet.length).toBeLessThanOrEqual(240);
});

test("`search` finds nothing without an error, and keeps to `maxResults`", () => {
  const rank = (query: string, limit: number) => index.rank(query, { limit });
  expect(search(rank, { query: "Neptune" }).results).toEqual([]);
  expect(search(rank, { query: "jobs", maxResults: 1 }).results).toHaveLength(1);
});
