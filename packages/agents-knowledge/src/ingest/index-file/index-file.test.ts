import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { systemRuntime } from "@convoke/core";
import { createTemporaryFolder } from "../../../test/temporary-folder.ts";
import { createIndex } from "../../retrieval/create-index.ts";
import { findState } from "../../retrieval/index-state.ts";
import { buildIndex } from "../build-index.ts";
import { formatVersion, magic } from "./layout.ts";
import { openIndex, saveIndex } from "./save-index.ts";

const later = { ...systemRuntime, now: () => systemRuntime.now() + 3_600_000 };
const documents = [
  { file: "a.md", text: "# Café\n\nIt opens at 9. \ud800 Naïve – 日本語.\n\n```js\nrun();\n```" },
  { file: "b.txt", text: "It opens at nine.", title: "With\nline" },
  { file: "c.txt", text: "" },
];

test("`openIndex` opens what `saveIndex` saved: the same columns, texts and answers", async () => {
  const file = join(createTemporaryFolder(), "deep/er/x.index");
  const index = createIndex(documents);
  await saveIndex(index, file);
  const opened = await openIndex(file);
  expect(findState(opened).data.stream).toEqual(findState(index).data.stream);
  expect(findState(opened).data.postings).toEqual(findState(index).data.postings);
  expect([...findState(opened).data.terms]).toEqual([...findState(index).data.terms]);
  expect(opened.files).toEqual(index.files);
  for (const query of ["opens at nine", "café", "run", "日本語"]) {
    const [expected, found] = [index.rank(query), opened.rank(query)];
    expect(found.map(({ quote }) => quote)).toEqual(expected.map(({ quote }) => quote.toWellFormed()));
    expect(found.map(({ score, span, headings }) => ({ score, span, headings }))).toEqual(
      expected.map(({ score, span, headings }) => ({ score, span, headings })),
    );
  }
  expect(readdirSync(join(file, ".."))).toEqual(["x.index"]);
  await saveIndex(createIndex([]), file);
  expect((await openIndex(file)).passageCount).toBe(0);
});

test("`openIndex` names the file, the problem and what to do", async () => {
  const folder = createTemporaryFolder({
    "text.index": "no index at all, but longer than a header",
    "empty.index": "",
  });
  const problemOf = async (name: string): Promise<unknown> => {
    const error: unknown = await openIndex(join(folder, name)).catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      code: "invalid_argument",
      details: { file: join(folder, name) },
    });
    expect((error as Error).message).toContain(join(folder, name));
    expect((error as Error).message).toContain("buildIndex");
    return (error as { details: { problem: unknown } }).details.problem;
  };
  await saveIndex(createIndex(documents), join(folder, "good.index"));
  const bytes = readFileSync(join(folder, "good.index"));
  const old = Buffer.from(bytes);
  old.writeUInt32LE(99, 8);
  writeFileSync(join(folder, "old.index"), old);
  writeFileSync(join(folder, "cut.index"), bytes.subarray(0, -1));
  writeFileSync(join(folder, "head.index"), bytes.subarray(0, 20));
  writeFileSync(join(folder, "longer.index"), Buffer.concat([bytes, Buffer.from([0])]));
  mkdirSync(join(folder, "folder.index"));
  expect(await problemOf("gone.index")).toBe("missing");
  expect(await problemOf("text.index")).toBe("not_an_index");
  expect(await problemOf("empty.index")).toBe("not_an_index");
  expect(await problemOf("folder.index")).toBe("not_an_index");
  expect(await problemOf("old.index")).toBe("other_version");
  for (const name of ["cut.index", "head.index", "longer.index"])
    expect(await problemOf(name)).toBe("corrupt");
  for (const path of [5, null, "", {}] as string[]) {
    await expect(openIndex(path)).rejects.toMatchObject({ code: "invalid_argument" });
  }
  await expect(openIndex("x\0y")).rejects.toMatchObject({ code: "invalid_argument" });
});

test("`openIndex` refuses a file of which any byte was changed, and any beginning of one", async () => {
  const folder = createTemporaryFolder();
  const file = join(folder, "x.index");
  await saveIndex(createIndex(documents), file);
  const bytes = readFileSync(file);
  const damaged = join(folder, "damaged.index");
  await fc.assert(
    fc.asyncProperty(
      fc.nat(bytes.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.boolean(),
      async (at, change, cut) => {
        const copy = Buffer.from(bytes);
        copy[at] ^= change;
        writeFileSync(damaged, cut ? bytes.subarray(0, at) : copy);
        await expect(openIndex(damaged)).rejects.toMatchObject({
          details: { problem: expect.stringMatching(/^(?:corrupt|not_an_index|other_version)$/) },
        });
      },
    ),
    { numRuns: 300 },
  );
});

test("`openIndex` refuses a file that is whole but whose columns point nowhere", async () => {
  const file = join(createTemporaryFolder(), "x.index");
  const spoilt = [
    ["stream", 0, 1_000_000],
    ["passageFile", 0, 1_000_000],
    ["passageFile", 0, 1],
    ["passageTitle", 0, 1_000_000],
    ["passageUnits", 1, 0],
    ["unitStream", 0, 1_000_000],
    ["unitKind", 0, 3],
    ["unitStart", 0, 1_000],
    ["unitEnd", 0, 0],
    ["unitEnd", -1, 1_000],
  ] as const;
  for (const [name, at, value] of spoilt) {
    const index = createIndex(documents);
    const column = findState(index).data[name];
    column[at < 0 ? column.length + at : at] = value;
    await saveIndex(index, file);
    await expect(openIndex(file), `${name} ${at}`).rejects.toMatchObject({ details: { problem: "corrupt" } });
  }
});

test("`openIndex` refuses a file that claims more text than a machine can hold, without making room for it", async () => {
  const file = join(createTemporaryFolder(), "x.index");
  const header = Buffer.alloc(24);
  header.set(magic);
  header.writeUInt32LE(formatVersion, 8);
  header.writeUInt32LE(0x5fff_ffff, 16);
  writeFileSync(file, header);
  // No disk is used for what was never written.
  truncateSync(file, 3_000_000_000);
  await expect(openIndex(file)).rejects.toMatchObject({ details: { problem: "corrupt" } });
});

test("`openIndex` and `saveIndex` end with the signal's reason", async () => {
  const folder = createTemporaryFolder();
  const file = join(folder, "x.index");
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  await expect(saveIndex(createIndex(documents), file, { signal })).rejects.toBe(reason);
  await saveIndex(createIndex(documents), file);
  await expect(openIndex(file, { signal })).rejects.toBe(reason);
  expect(readdirSync(folder)).toEqual(["x.index"]);
});

test("`buildIndex` keeps its index in `file`, and reads only what has changed", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": "alpha", "docs/b.md": "beta", "docs/c.md": "beta" });
  const options = { folders: [join(folder, "docs")], file: join(folder, "docs/kept.index"), runtime: later };
  const first = await buildIndex(options);
  expect(first.skipped).toMatchObject([{ file: "c.md", reason: "duplicate" }]);
  const written = readFileSync(options.file);
  const second = await buildIndex(options);
  expect(second.changes).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 2 });
  expect([second.files, second.skipped, second.skippedCount]).toEqual([first.files, first.skipped, 1]);
  expect(readFileSync(options.file)).toEqual(written);
  writeFileSync(join(folder, "docs/b.md"), "gamma");
  const third = await buildIndex(options);
  expect(third.changes).toEqual({ added: 1, changed: 1, removed: 0, unchanged: 1 });
  expect((await openIndex(options.file)).rank("gamma")).toHaveLength(1);
});

test.each([
  [
    "a damaged index",
    (file: string) => writeFileSync(file, readFileSync(file).fill(1, 100, 120)),
    "is damaged",
  ],
  [
    "half of an index",
    (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 900)),
    "is damaged",
  ],
])("`buildIndex` replaces %s, and says so once", async (_, spoil, message) => {
  const folder = createTemporaryFolder({ "docs/a.md": "alpha" });
  const options = { folders: [join(folder, "docs")], file: join(folder, "x.index") };
  await buildIndex(options);
  spoil(options.file);
  const index = await buildIndex(options);
  expect(index.rank("alpha")).toHaveLength(1);
  expect(index.skipped).toMatchObject([
    { file: options.file, reason: "index_file_replaced", message: expect.stringContaining(message) },
  ]);
  expect((await buildIndex(options)).skipped).toEqual([]);
  expect((await openIndex(options.file)).skipped).toEqual([]);
});

test.each([{ include: "a.*" }, { exclude: ["b.md"] }, { limits: { maxFiles: 1 } }, { more: true }])(
  "`buildIndex` does not take an index of something else for its own (%j)",
  async ({ more, ...different }) => {
    const folder = createTemporaryFolder({ "docs/a.md": "alpha", "docs/b.md": "beta", "more/c.md": "gamma" });
    const [docs, file] = [join(folder, "docs"), join(folder, "x.index")];
    await buildIndex({ folders: [docs], file, runtime: later });
    const folders = more ? [docs, join(folder, "more")] : [docs];
    const index = await buildIndex({ folders, file, runtime: later, ...different });
    expect(index.files).toHaveLength(more ? 3 : 1);
    expect(index.skipped).toContainEqual(expect.objectContaining({ reason: "index_file_replaced" }));
    expect(index.changes.added).toBe(index.files.length);
  },
);

test("`buildIndex` works in memory, and says so, where its file cannot be written", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": "alpha", blocked: "a file, no folder" });
  const file = join(folder, "blocked/x.index");
  const index = await buildIndex({ folders: [join(folder, "docs")], file });
  expect(index.rank("alpha")).toHaveLength(1);
  expect(index.skipped.at(-1)).toMatchObject({ file, reason: "index_file_not_saved" });
  expect(readdirSync(folder).sort()).toEqual(["blocked", "docs"]);
});

test("a build that is stopped, or fails, leaves the old index file and nothing beside it", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": "alpha" });
  const options = { folders: [join(folder, "docs")], file: join(folder, "x.index") };
  await buildIndex(options);
  const before = readFileSync(options.file);
  writeFileSync(join(folder, "docs/a.md"), "beta");
  const controller = new AbortController();
  const reason = new Error("enough");
  const stopped = buildIndex({
    ...options,
    signal: controller.signal,
    onProgress: () => controller.abort(reason),
  });
  await expect(stopped).rejects.toBe(reason);
  writeFileSync(join(folder, "docs/a.md"), "");
  await expect(buildIndex(options)).rejects.toThrow("Nothing to index");
  expect(readFileSync(options.file)).toEqual(before);
  expect(readdirSync(folder).sort()).toEqual(["docs", "x.index"]);
});

const saver = join(import.meta.dirname, "../../../test/save-and-die.ts");
const spawnSaver = (file: string, dieAt: string): ChildProcess =>
  spawn(process.execPath, ["--conditions=@convoke/source", "--no-warnings", saver, file, dieAt], {
    stdio: ["ignore", "pipe", "inherit"],
  });

test("a process that is killed while it saves leaves the old index", { timeout: 60_000 }, async () => {
  const folder = createTemporaryFolder();
  const file = join(folder, "x.index");
  await saveIndex(createIndex([{ file: "old.txt", text: "The old one." }]), file);
  for (const step of ["1", "2", "9", "24"]) {
    const [, signal] = await once(spawnSaver(file, step), "exit");
    expect(signal).toBe("SIGKILL");
    expect((await openIndex(file)).files.map((each) => each.file)).toEqual(["old.txt"]);
  }
  // What the killed ones left behind goes with the next save, once it is old enough not to be somebody's work.
  const leftovers = readdirSync(folder).filter((name) => name.endsWith(".tmp"));
  expect(leftovers).toHaveLength(4);
  for (const name of leftovers.slice(0, 3)) utimesSync(join(folder, name), 1, 1);
  await saveIndex(createIndex(documents), file);
  expect(readdirSync(folder).sort()).toEqual([leftovers[3], "x.index"].sort());
});

test(
  "processes that save under one name, killed at any moment, leave one whole index",
  { timeout: 60_000 },
  async () => {
    const file = join(createTemporaryFolder(), "x.index");
    await saveIndex(createIndex([{ file: "new/0.txt", text: "The old one." }]), file);
    const savers = [1, 2, 3].map(() => spawnSaver(file, "never"));
    let reads = 0;
    for (const saver of savers) {
      for await (const _ of saver.stdout ?? []) {
        expect((await openIndex(file)).files[0].file).toBe("new/0.txt");
        if ((reads += 1) % 4 === 0) break;
      }
      saver.kill("SIGKILL");
    }
    await Promise.all(savers.map((each) => (each.signalCode === null ? once(each, "exit") : undefined)));
    expect((await openIndex(file)).passageCount).toBeGreaterThan(100);
    expect(existsSync(file)).toBe(true);
  },
);
