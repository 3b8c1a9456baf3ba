import { expect, test } from "vitest";
import { createIndex } from "./create-index.ts";

const documents = [
  {
    file: "queue.md",
    text: "# Queue\nA queue runs jobs in order.\n\n## Limits\nThe limit is nine jobs.\n\n```js\nqueue.onIdle()\n```",
  },
  {
    file: "pool.md",
    text: "# Pool\nA pool runs workers.\n\nWorkers take jobs from a queue, one at a time, in any order they like.",
  },
  { file: "notes.txt", text: "Nothing of interest.\n\nReally nothing." },
];
const index = createIndex(documents);

test("`rank` puts the passage first that holds the query, with every quote verbatim at its line", () => {
  const ranked = index.rank("limit of jobs in the queue");
  expect(ranked[0].headings).toEqual(["queue.md", "Queue", "Limits"]);
  for (const { file, sentences } of ranked) {
    const lines = documents.find((document) => document.file === file.file)?.text.split("\n") ?? [];
    for (const { quote, line } of sentences)
      expect(
        lines
          .slice(line - 1)
          .join("\n")
          .startsWith(quote.split("\n")[0]),
      ).toBe(true);
  }
});

test("`rank` finds identifiers whole and by their parts", () => {
  expect(index.rank("onIdle()")[0].sentences.at(-1)).toMatchObject({ kind: "code", score: 1 });
  expect(index.rank("idle")[0].file.file).toBe("queue.md");
});

test("`rank` measures how much of the query a passage holds", () => {
  expect(index.rank("workers")[0].coverage).toBe(1);
  expect(index.rank("workers on Neptune")[0].coverage).toBeLessThan(0.6);
});

test.each(["", "the of and", "Neptune", "?!", "\u0000", "x".repeat(10_000)])(
  "`rank` finds nothing for %j",
  (query) => {
    expect(index.rank(query.slice(0, 10_000))).toEqual([]);
  },
);

test("`rank` keeps to `limit` and to the files that `accepts` lets through", () => {
  expect(index.rank("queue jobs", { limit: 1 })).toHaveLength(1);
  const ranked = index.rank("queue jobs", { accepts: ({ file }) => file === "pool.md" });
  expect(new Set(ranked.map(({ file }) => file.file))).toEqual(new Set(["pool.md"]));
});

test("`rank` gives the same order for the same query", () => {
  expect(index.rank("jobs order queue")).toEqual(index.rank("jobs order queue"));
});

test.each([{ k1: -1 }, { b: 2 }, { titleBoost: Number.NaN }, { boost: 1 }, { k1: "1" }, null, 5, []])(
  "`rank` refuses the ranking %j",
  (ranking) => {
    expect(() => index.rank("queue", { ranking } as object)).toThrow(
      expect.objectContaining({ code: "invalid_argument" }),
    );
  },
);

test("`createIndex` refuses two documents of one name", () => {
  const twice = [documents[0], { ...documents[1], file: documents[0].file }];
  expect(() => createIndex(twice)).toThrow(expect.objectContaining({ code: "invalid_argument" }));
});

test("`createIndex` reads a text as it is without the byte order mark that a file left in it", () => {
  for (const text of ["\ufeff# Queue\n\nJobs.", "\ufeff---\na: b\n---\n# Queue\n\nJobs."]) {
    const [passage] = createIndex([{ file: "a.md", text }]).rank("jobs");
    expect([passage.headings, passage.quote]).toEqual([["a.md", "Queue"], "Jobs."]);
  }
});

test("`createIndex` of nothing finds nothing", () => {
  expect(createIndex([]).rank("anything")).toEqual([]);
});

test.each([undefined, null, 5, "text", {}, [{}], [5], [null], [{ file: "a" }], [{ file: "", text: "x" }]])(
  "`createIndex` refuses %j",
  (documents) => {
    expect(() => createIndex(documents as [])).toThrow(expect.objectContaining({ code: "invalid_argument" }));
  },
);

test.each([
  [5],
  [undefined],
  ["queue", null],
  ["queue", { limit: Number.NaN }],
  ["queue", { limit: -1 }],
  ["queue", { limit: 1.5 }],
  ["queue", { limit: "3" }],
  ["queue", { top: 3 }],
  ["queue", { accepts: "a.md" }],
])("`rank` refuses %j, %j", (query, options?: unknown) => {
  const rank = index.rank as (query: unknown, options: unknown) => unknown;
  expect(() => rank(query, options)).toThrow(expect.objectContaining({ code: "invalid_argument" }));
});

test("`rank` takes a limit of 0 and one without end", () => {
  expect(index.rank("queue", { limit: 0 })).toEqual([]);
  expect(index.rank("queue", { limit: Number.POSITIVE_INFINITY }).length).toBeGreaterThan(1);
});
