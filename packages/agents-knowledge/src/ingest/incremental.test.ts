import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { systemRuntime } from "@convoke/core";
import { createTemporaryFolder } from "../../test/temporary-folder.ts";
import { findState } from "../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { buildIndex } from "./build-index.ts";

/** A clock an hour ahead, by which no file of a test counts as just changed. */
const later = { ...systemRuntime, now: () => systemRuntime.now() + 3_600_000 };

/** All that can be seen of an index, its columns included. */
function show(index: KnowledgeIndex) {
  const { data } = findState(index);
  return {
    ...index,
    changes: undefined,
    data: { ...data, terms: [...data.terms] },
    ranked: ["queue jobs", "alpha 7 night", "never beta"].map((query) => index.rank(query, { limit: 50 })),
    rank: undefined,
    readText: undefined,
  };
}

test("`buildIndex` takes over what has not changed, and tells what has", async () => {
  const folder = createTemporaryFolder({ "a.md": "alpha", "b.md": "beta", "c.md": "gamma" });
  const first = await buildIndex({ folders: [folder], runtime: later });
  expect(first.changes).toEqual({ added: 3, changed: 0, removed: 0, unchanged: 0 });
  writeFileSync(join(folder, "b.md"), "beta and more");
  rmSync(join(folder, "c.md"));
  writeFileSync(join(folder, "d.md"), "delta");
  const second = await buildIndex({ folders: [folder], previous: first, runtime: later });
  expect(second.changes).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 1 });
  expect(second.rank("beta more")).toHaveLength(1);
  expect(second.rank("gamma")).toEqual([]);
  const third = await buildIndex({ folders: [folder], previous: second, runtime: later });
  expect(third.changes).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 3 });
  expect(findState(third).data.stream).toBe(findState(second).data.stream);
});

test("`buildIndex` does not read a file again whose size and times are the same", async () => {
  const folder = createTemporaryFolder({ "a.md": "alpha" });
  const first = await buildIndex({ folders: [folder], runtime: later });
  // A record that says otherwise than the disk shows whether the disk was asked.
  const records = findState(first).records as unknown as { bytesHash: string }[];
  records[0].bytesHash = "another";
  const second = await buildIndex({ folders: [folder], previous: first, runtime: later });
  expect(findState(second).records[0].bytesHash).toBe("another");
  utimesSync(join(folder, "a.md"), 1, 1);
  const third = await buildIndex({ folders: [folder], previous: first, runtime: later });
  expect(findState(third).records[0].bytesHash).not.toBe("another");
});

test("`buildIndex` reads a file again that changed at once without another size or time", async () => {
  const folder = createTemporaryFolder({ "a.md": "alpha" });
  const first = await buildIndex({ folders: [folder] });
  writeFileSync(join(folder, "a.md"), "gamma");
  const [record] = findState(first).records as unknown as { modifiedMs: number; changedMs: number }[];
  const probe = await buildIndex({ folders: [folder] });
  const [{ modifiedMs, changedMs }] = findState(probe).records;
  Object.assign(record, { modifiedMs, changedMs });
  const second = await buildIndex({ folders: [folder], previous: first });
  expect(second.rank("gamma")).toHaveLength(1);
});

const names = ["a.md", "b.md", "c/a.md", "c/b.txt", "d.ts", "e/readme", "f.html", "g.bin"];
const words = fc.array(
  fc.constantFrom(
    "queue",
    "jobs",
    "Alpha",
    "beta",
    "never",
    "7",
    "night",
    "\n\n",
    "# H\n",
    "// c",
    "runs.",
    "p-queue",
  ),
  { maxLength: 40 },
);
const edits = fc.array(
  fc.tuple(
    fc.constantFrom(...names),
    fc.oneof(
      words.map((list) => list.join(" ")),
      fc.constantFrom(
        "queue jobs alpha night beta. ".repeat(5),
        "queue jobs alpha night beta. ".repeat(5),
        undefined,
      ),
    ),
  ),
  { maxLength: 6 },
);

test(
  "an index brought up to date is the same as one made afresh, whatever was edited",
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(edits, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (rounds, isLate) => {
          const folder = createTemporaryFolder({ "z.md": "One file that stays." });
          const runtime = isLate ? later : systemRuntime;
          let index = await buildIndex({ folders: [folder], runtime });
          let time = 1_000;
          for (const round of rounds) {
            for (const [name, text] of round) {
              const path = join(folder, name);
              mkdirSync(dirname(path), { recursive: true });
              if (text === undefined) rmSync(path, { force: true });
              else writeFileSync(path, text);
              // Under a clock by which all files are old, a change has to show in the times, as on a real disk.
              if (text !== undefined) utimesSync(path, (time += 1), time);
            }
            index = await buildIndex({ folders: [folder], previous: index, runtime });
            expect(show(index)).toEqual(show(await buildIndex({ folders: [folder], runtime })));
          }
          rmSync(folder, { recursive: true });
        },
      ),
      { numRuns: 40 },
    );
  },
);

test("an exact copy is found under its own name by those who may not see the file that was kept", async () => {
  const text = "Parcels are weighed at the counter.";
  const folder = createTemporaryFolder({ "a/desk.md": text, "b/office.md": text });
  const index = await buildIndex({ folders: [folder], runtime: later });
  expect(index.files.map(({ file }) => file)).toEqual(["a/desk.md"]);
  expect(index.skipped).toEqual([
    { file: "b/office.md", reason: "duplicate", message: "the same text as a/desk.md" },
  ]);
  const [passage] = index.rank("parcels", { accepts: ({ file }) => file.startsWith("b/") });
  expect([passage.file.file, passage.headings]).toEqual(["b/office.md", ["office"]]);
  expect(index.rank("parcels")).toHaveLength(1);
  expect(index.readText("b/office.md")).toBe(text);
  rmSync(join(folder, "a"), { recursive: true });
  const next = await buildIndex({ folders: [folder], previous: index, runtime: later });
  expect(next.files.map(({ file }) => file)).toEqual(["b/office.md"]);
  expect(next.rank("office")).toHaveLength(1);
});

test("`buildIndex` gives way to other work while it takes over an earlier index, and stops there", async () => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.md`, `text number ${at}`]));
  const folder = createTemporaryFolder(files);
  const previous = await buildIndex({ folders: [folder], runtime: later });
  const controller = new AbortController();
  const seen: number[] = [];
  const reason = new Error("enough");
  const building = buildIndex({
    folders: [folder],
    previous,
    runtime: later,
    signal: controller.signal,
    onProgress: ({ indexedFiles, totalFiles }) => {
      expect(totalFiles).toBe(60);
      seen.push(indexedFiles);
      if (seen.length === 2) controller.abort(reason);
    },
  });
  await expect(building).rejects.toBe(reason);
  expect(seen).toEqual([16, 32]);
});
