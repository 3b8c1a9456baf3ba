import { existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { systemRuntime } from "@convoke/core";
import { createTemporaryFolder } from "../../test/temporary-folder.ts";
import { buildIndex } from "../ingest/build-index.ts";
import { createIndex } from "../retrieval/create-index.ts";
import { findState } from "../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { createLibrary } from "./create-library.ts";
import type { Library, UpdateOptions } from "./library.ts";

const { signal } = new AbortController();
const ignore = (): void => {};
/** A clock by which no file of a test counts as just changed. */
const later = { ...systemRuntime, now: () => systemRuntime.now() + 3_600_000 };
const open = (library: Library): Promise<KnowledgeIndex> => library.open(signal, ignore);
const update = (library: Library, options: Partial<UpdateOptions> = {}) =>
  library.update({ signal, onProgress: ignore, ...options });
const filesOf = ({ files }: KnowledgeIndex): string[] => files.map(({ file }) => file);
const parcels = "Parcels are weighed at the counter.";

test("`update` refuses an index that tells nonsense about what it was made of", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels });
  const index = await buildIndex({ folders: [join(folder, "docs")] });
  for (const scope of ["no JSON", "[]", '{"folders":[1]}']) {
    Object.assign(findState(index), { scope });
    await expect(update(createLibrary({ index }))).rejects.toMatchObject({ code: "invalid_argument" });
  }
});

test("`update` adds a folder to one that is known; names start from the first", async () => {
  const folder = createTemporaryFolder({
    "docs/a.md": parcels,
    "docs/wiki/b.md": "Stamps cost nine cents.",
    "wiki/b.md": "Letters leave at noon.",
    "wiki/draft.md": "Not yet.",
  });
  const library = createLibrary({ folders: [join(folder, "docs")] });
  const { index, changes } = await update(library, { folder: join(folder, "wiki"), exclude: ["draft.*"] });
  expect(changes).toEqual({ added: 1, changed: 0, removed: 0, unchanged: 2 });
  expect(filesOf(index)).toEqual(["a.md", "wiki/b.md", "../wiki/b.md"]);
  expect(await open(library)).toBe(index);
  const again = await update(library, { folder: join(folder, "wiki"), exclude: ["draft.*"] });
  expect(again.changes).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 3 });
  const wider = await update(library, { folder: join(folder, "wiki") });
  expect([filesOf(wider.index).at(-1), wider.changes.added]).toEqual(["wiki/draft.md", 1]);
});

test("`update` without a folder looks at all again", async () => {
  const folder = createTemporaryFolder({
    "docs/a.md": parcels,
    "docs/b.md": "Old.",
    "wiki/c.md": "Letters.",
  });
  const library = createLibrary({ folders: [join(folder, "docs")] });
  await update(library, { folder: join(folder, "wiki") });
  writeFileSync(join(folder, "docs/a.md"), "Parcels are free.");
  rmSync(join(folder, "docs/b.md"));
  writeFileSync(join(folder, "wiki/d.md"), "Stamps.");
  const { index, changes } = await update(library);
  expect(changes).toEqual({ added: 1, changed: 1, removed: 1, unchanged: 1 });
  expect(filesOf(index)).toEqual(["a.md", "wiki/c.md", "wiki/d.md"]);
  rmSync(join(folder, "wiki"), { recursive: true });
  const left = await update(library);
  expect([filesOf(left.index), left.changes.removed]).toEqual([["a.md"], 2]);
  expect(left.index.skipped).toMatchObject([{ file: "wiki/", reason: "unreadable" }]);
});

test("`update` carries over the texts of an index that was given, and finds other names for those taken", async () => {
  const given = createIndex([
    { file: "a.md", text: "From memory." },
    { file: "docs/a.md", text: "From memory too." },
  ]);
  const folder = createTemporaryFolder({ "docs/a.md": parcels });
  const library = createLibrary({ index: given });
  const { index, changes } = await update(library, { folder: join(folder, "docs") });
  expect(changes).toEqual({ added: 1, changed: 0, removed: 0, unchanged: 2 });
  expect(new Set(filesOf(index)).size).toBe(3);
  expect(index.rank("parcels")).toHaveLength(1);
  expect(index.rank("memory")).toHaveLength(2);
  expect(given.files).toHaveLength(2);
  expect((await update(createLibrary({ index: given }))).index).toBe(given);
});

test("`update` of an index that was built from folders sees what changed there", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels, "more/c.md": "More." });
  const index = await buildIndex({ folders: [join(folder, "docs")], include: "*.md" });
  const library = createLibrary({ index });
  writeFileSync(join(folder, "docs/a.md"), "Parcels are free.");
  // Only what is added is looked at; the given index stays as it is until it is refreshed …
  expect((await update(library, { folder: join(folder, "more") })).index.rank("free")).toEqual([]);
  expect((await update(library)).index.rank("free")).toHaveLength(1);
  // … or until a folder is added that holds its files.
  writeFileSync(join(folder, "docs/a.md"), "Parcels are heavy.");
  const { index: next, changes } = await update(library, { folder: join(folder, "docs") });
  expect(next.rank("heavy")).toHaveLength(1);
  expect(changes).toEqual({ added: 0, changed: 1, removed: 0, unchanged: 1 });
});

test("updates at once are made one after the other, none is lost, and `open` does not wait", async () => {
  const folder = createTemporaryFolder({
    "docs/a.md": parcels,
    "x/b.md": "Bees.",
    "y/c.md": "Cows.",
    "z/d.md": "Dogs.",
  });
  const library = createLibrary({ folders: [join(folder, "docs")] });
  const before = await open(library);
  const updates = ["x", "y", "nowhere", "z"].map((name) => update(library, { folder: join(folder, name) }));
  expect(await open(library)).toBe(before);
  const settled = await Promise.allSettled(updates);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(filesOf(await open(library))).toEqual(["a.md", "x/b.md", "y/c.md", "z/d.md"]);
});

test("folders that are added at once are added in one pass, each with its own changes and its own failure", async () => {
  const names = Array.from({ length: 40 }, (_, at) => `x${at}`);
  const folder = createTemporaryFolder({
    "docs/a.md": parcels,
    "bad/p.png": "x",
    ...Object.fromEntries(
      names.flatMap((name) => [1, 2].map((at) => [`${name}/${at}.md`, `${name} ${at}.`])),
    ),
  });
  const library = createLibrary({ folders: [join(folder, "docs")], runtime: later });
  await open(library);
  const totals: number[] = [];
  const onProgress = ({ totalFiles }: { totalFiles: number }) => void totals.push(totalFiles);
  const controller = new AbortController();
  const add = (name: string, options: Partial<UpdateOptions> = {}) =>
    update(library, { folder: join(folder, name), ...options });
  const updates = [...names.slice(0, 20), "bad", "gone", ...names.slice(20), "x0"].map((name, at) =>
    add(name, at === 0 ? { onProgress } : {}),
  );
  const stopped = add("x1", { signal: controller.signal, include: ["1.md"] });
  const refreshed = update(library);
  const after = add("x2");
  controller.abort(new Error("enough"));
  await expect(stopped).rejects.toThrow("enough");
  const settled = await Promise.allSettled(updates);
  const told = settled.map((each) => (each.status === "fulfilled" ? each.value.changes : each.reason));
  expect(told[20]).toMatchObject({ message: expect.stringContaining("p.png") });
  expect(told[21]).toMatchObject({ message: expect.stringContaining("does not exist") });
  const changes = told.filter((_, at) => at !== 20 && at !== 21);
  expect(changes.slice(0, 40)).toEqual(
    names.map((_, at) => ({ added: 2, changed: 0, removed: 0, unchanged: 1 + 2 * at })),
  );
  const unchanged = { added: 0, changed: 0, removed: 0, unchanged: 81 };
  expect([changes[40], (await refreshed).changes, (await after).changes]).toEqual(
    Array.from({ length: 3 }, () => unchanged),
  );
  // The pass that the first waits for is the one that adds them all.
  expect(totals.at(-1)).toBe(81);
  const index = await open(library);
  expect([index.files.length, index.skipped]).toEqual([81, []]);
});

test("one who leaves while folders are added takes only its own along; the last one stops the work", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels, "x/b.md": "Bees.", "y/c.md": "Cows." });
  const library = createLibrary({ folders: [join(folder, "docs")] });
  const before = await open(library);
  const addBoth = (leavers: readonly string[]) =>
    ["x", "y"].map((name) => {
      const controller = new AbortController();
      const leave = () => leavers.includes(name) && controller.abort(new Error(`${name} left`));
      return update(library, { folder: join(folder, name), signal: controller.signal, onProgress: leave });
    });
  const [x, y] = await Promise.allSettled(addBoth(["x", "y"]));
  expect([x, y]).toMatchObject([{ reason: { message: "x left" } }, { reason: { message: "y left" } }]);
  expect(await open(library)).toBe(before);
  const [left, stayed] = await Promise.allSettled(addBoth(["x"]));
  expect(left).toMatchObject({ reason: { message: "x left" } });
  expect(stayed).toMatchObject({ value: { changes: { added: 1, unchanged: 1 } } });
  expect(filesOf(await open(library))).toEqual(["a.md", "y/c.md"]);
});

test("`limits.maxFiles` counts the files that are known when a folder is added", async () => {
  const folder = createTemporaryFolder({
    "docs/a.md": parcels,
    "x/b.md": "Bees.",
    "x/c.md": "Cows.",
    "y/d.md": "D.",
  });
  const library = createLibrary({ folders: [join(folder, "docs")], limits: { maxFiles: 2 } });
  const { index } = await update(library, { folder: join(folder, "x") });
  expect(filesOf(index)).toEqual(["a.md", "x/b.md"]);
  expect(index.skipped).toMatchObject([{ file: "x/c.md", reason: "too_many_files" }]);
  await expect(update(library, { folder: join(folder, "y") })).rejects.toThrow("limits.maxFiles is 2");
  expect(filesOf((await update(library, { folder: join(folder, "x") })).index)).toEqual(["a.md", "x/b.md"]);
});

test("`update` does not look again at what was added before", async () => {
  const folder = createTemporaryFolder({
    "docs/a.md": parcels,
    "x/b.md": "Bees.",
    "x/p.png": "x",
    "y/c.md": "Cows.",
  });
  const library = createLibrary({ folders: [join(folder, "docs")] });
  await update(library, { folder: join(folder, "x") });
  rmSync(join(folder, "x"), { recursive: true });
  const { index, changes } = await update(library, { folder: join(folder, "y") });
  expect(changes).toEqual({ added: 1, changed: 0, removed: 0, unchanged: 2 });
  expect(index.skipped).toMatchObject([{ file: "x/p.png" }]);
  const next = await update(library);
  expect([next.changes.removed, filesOf(next.index)]).toEqual([1, ["a.md", "y/c.md"]]);
});

test("the error of a folder names nothing of another one", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels, "x/b.md": "Bees.", "empty/p.png": "x" });
  const library = createLibrary({ folders: [join(folder, "docs")] });
  await update(library, { folder: join(folder, "x") });
  rmSync(join(folder, "x"), { recursive: true });
  await update(library);
  const error: unknown = await update(library, { folder: join(folder, "empty") }).catch(
    (cause: unknown) => cause,
  );
  expect(error).toMatchObject({ details: { skipped: [{ file: "empty/p.png" }] } });
});

test("`update` with a folder that holds known ones lets their files keep their names", async () => {
  const folder = createTemporaryFolder({
    "m/docs/a.md": parcels,
    "m/wiki/w.md": "Wasps.",
    "m/b.md": "Bees.",
    "m/a.md": "Ants.",
  });
  const library = createLibrary({ folders: [join(folder, "m/docs")] });
  await update(library, { folder: join(folder, "m/wiki") });
  const { index, changes } = await update(library, { folder: join(folder, "m") });
  expect(changes).toEqual({ added: 2, changed: 0, removed: 0, unchanged: 2 });
  expect(filesOf(index).sort()).toEqual(["a.md", "m/a.md", "m/b.md", "wiki/w.md"]);
  expect((await update(library)).changes).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 4 });
});

test("an update that fails or is stopped leaves the index as it was", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels, "empty/p.png": "x", "x/b.md": "Bees." });
  const library = createLibrary({ folders: [join(folder, "docs")] });
  const before = await open(library);
  const refusal = (path: string) => update(library, { folder: path }).catch((error: unknown) => error);
  expect(await refusal(join(folder, "nowhere"))).toMatchObject({ code: "invalid_argument" });
  expect(await refusal(join(folder, "docs/a.md"))).toMatchObject({
    message: expect.stringContaining("is a file"),
  });
  expect(await refusal(join(folder, "empty"))).toMatchObject({ message: expect.stringContaining("p.png") });
  expect(await refusal("a\0b")).toMatchObject({ message: expect.stringContaining("NUL") });
  expect(await refusal("x".repeat(9_000))).toMatchObject({
    message: expect.stringContaining("9000 characters"),
  });
  expect(await refusal("x".repeat(3_000))).toMatchObject({ code: "invalid_argument" });
  const controller = new AbortController();
  const reason = new Error("enough");
  const first = update(library, { folder: join(folder, "x"), signal: controller.signal });
  const second = update(library, { folder: join(folder, "x"), signal: controller.signal });
  controller.abort(reason);
  await expect(first).rejects.toBe(reason);
  await expect(second).rejects.toBe(reason);
  expect(await open(library)).toBe(before);
  await update(library);
  expect(filesOf(await open(library))).toEqual(["a.md"]);
});

test("`allowedFolders` keeps tasks inside, also when a link leads out", async () => {
  const folder = createTemporaryFolder({
    "docs/a.md": parcels,
    "in/sub/b.md": "Bees.",
    "out/c.md": "Secret.",
  });
  symlinkSync(join(folder, "out"), join(folder, "in/way"));
  const allowedFolders = [relative(process.cwd(), join(folder, "in"))];
  const library = createLibrary({ folders: [join(folder, "docs")], allowedFolders });
  for (const path of ["out", "in/way", "in/../out", ".", "in/none", "inn"]) {
    await expect(update(library, { folder: join(folder, path) })).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining("may not be indexed"),
    });
  }
  const { index } = await update(library, { folder: join(folder, "in/sub") });
  expect(filesOf(index)).toEqual(["a.md", "sub/b.md"]);
  expect(index.rank("secret")).toEqual([]);
  expect(existsSync(join(folder, "in/way/c.md"))).toBe(true);
});

test("a folder reached by a link and by its own path is the same", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels, "docs/sub/b.md": "Bees." });
  symlinkSync(join(folder, "docs/sub"), join(folder, "link"));
  const library = createLibrary({ folders: [join(folder, "docs")] });
  const { index, changes } = await update(library, { folder: join(folder, "link") });
  expect(filesOf(index).sort()).toEqual(["a.md", "sub/b.md"]);
  expect(changes.added).toBe(0);
});
