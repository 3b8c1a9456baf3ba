import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, parse } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { systemRuntime } from "@convoke/core";
import { createTemporaryFolder } from "../../test/temporary-folder.ts";
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

test("`createLibrary` keeps the index of a bare project in `.convoke`, hidden from version control", async () => {
  const project = createTemporaryFolder({ "README.md": parcels, ".convoke/note.md": "hidden" });
  const first = await open(createLibrary({ project }));
  expect(filesOf(first)).toEqual(["README.md"]);
  const [, file] = readdirSync(join(project, ".convoke")).sort();
  expect(file).toMatch(/^knowledge-[\da-f]{16}\.index$/);
  expect(readFileSync(join(project, ".convoke/.gitignore"), "utf8")).toBe("*\n");
  const written = readFileSync(join(project, ".convoke", file));
  expect(statSync(join(project, ".convoke", file)).mode & 0o777).toBe(0o600);
  expect((await open(createLibrary({ project }))).changes).toMatchObject({ added: 0, unchanged: 1 });
  writeFileSync(join(project, "new.md"), "Stamps cost nine cents.");
  expect((await open(createLibrary({ project }))).changes).toMatchObject({ added: 1, unchanged: 1 });
  expect(readFileSync(join(project, ".convoke", file)).equals(written)).toBe(false);
  await open(createLibrary({ project, exclude: "new.md" }));
  expect(readdirSync(join(project, ".convoke"))).toHaveLength(4);
});

test("`createLibrary` writes nothing for folders without `indexFile`, and one file with it", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels });
  const folders = [join(folder, "docs")];
  await open(createLibrary({ folders }));
  expect(readdirSync(folder)).toEqual(["docs"]);
  const indexFile = join(folder, "docs.index");
  await open(createLibrary({ folders, indexFile }));
  const again = createLibrary({ folders, indexFile, runtime: later });
  expect((await open(again)).changes).toMatchObject({ added: 0, unchanged: 1 });
  // A file that is written anew is another one.
  const { ino } = statSync(indexFile);
  expect((await update(again)).changes).toMatchObject({ unchanged: 1 });
  expect([readdirSync(folder), statSync(indexFile).ino === ino]).toEqual([["docs", "docs.index"], true]);
});

test("`createLibrary` writes through no link that stands in the place of `.convoke`", async () => {
  const outside = createTemporaryFolder();
  const project = createTemporaryFolder({ "README.md": parcels });
  symlinkSync(outside, join(project, ".convoke"));
  expect(filesOf(await open(createLibrary({ project })))).toEqual(["README.md"]);
  expect(readdirSync(outside)).toEqual([]);
});

test("`createLibrary` makes `.convoke` for its owner only, and leaves alone what stands in the place of its file", async () => {
  const project = createTemporaryFolder({ "README.md": parcels });
  await open(createLibrary({ project }));
  expect(statSync(join(project, ".convoke")).mode & 0o777).toBe(0o700);
  const [, name] = readdirSync(join(project, ".convoke")).sort();
  const file = join(project, ".convoke", name);
  writeFileSync(file, "not ours");
  const index = await open(createLibrary({ project }));
  expect(filesOf(index)).toEqual(["README.md"]);
  expect(index.skipped).toMatchObject([
    { file, reason: "index_file_not_saved", message: "something else stands there" },
  ]);
  expect(readFileSync(file, "utf8")).toBe("not ours");
  const diary = join(project, "README.md");
  await expect(open(createLibrary({ folders: [project], indexFile: diary }))).rejects.toMatchObject({
    code: "invalid_argument",
  });
});

test("the first `update` without a folder makes the index, in one pass, and tells what it made", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels, "docs/b.md": "Bees.", "more/c.md": "Cows." });
  const folders = [join(folder, "docs")];
  const steps: number[] = [];
  const onProgress = ({ indexedFiles }: { indexedFiles: number }) => void steps.push(indexedFiles);
  const first = await update(createLibrary({ folders }), { onProgress });
  expect(first.changes).toEqual({ added: 2, changed: 0, removed: 0, unchanged: 0 });
  expect(steps).toEqual([2]);
  const wider = createLibrary({ folders, moreFolders: [join(folder, "more")] });
  expect((await update(wider)).changes).toEqual({ added: 3, changed: 0, removed: 0, unchanged: 0 });
  expect((await update(wider)).changes).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 3 });
});

test("`update` tells once what happened to the index file, also when a search found it so", async () => {
  const folder = createTemporaryFolder({ "docs/a.md": parcels, "more/b.md": "Bees.", "x/c.md": "Cows." });
  const indexFile = join(folder, "docs.index");
  const options = { folders: [join(folder, "docs")], indexFile };
  await open(createLibrary(options));
  const spoil = () => writeFileSync(indexFile, readFileSync(indexFile).subarray(0, 300));
  const replaced = { file: indexFile, reason: "index_file_replaced" };
  for (const request of [{}, { folder: join(folder, "more") }]) {
    for (const isSearched of [false, true]) {
      spoil();
      const library = createLibrary(options);
      if (isSearched) await open(library);
      expect((await update(library, request)).index.skipped).toMatchObject([replaced]);
      expect((await update(library)).index.skipped).toEqual([]);
    }
  }
  spoil();
  const wider = createLibrary({ ...options, moreFolders: [join(folder, "x")] });
  expect((await update(wider)).index.skipped).toMatchObject([replaced]);
});

test("`createLibrary` keeps to the folders that its paths meant when it was made", async () => {
  const folder = createTemporaryFolder({
    "one/docs/a.md": "One.",
    "two/docs/a.md": "Two.",
    "two/x/b.md": "X.",
  });
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  process.chdir(join(folder, "one"));
  const library = createLibrary({ folders: ["docs"], indexFile: "docs.index", allowedFolders: ["."] });
  const bare = createLibrary({});
  process.chdir(join(folder, "two"));
  expect((await open(library)).rank("one")).toHaveLength(1);
  expect((await update(library)).index.rank("one")).toHaveLength(1);
  expect((await open(bare)).root).toBe(join(folder, "one"));
  expect([existsSync("docs.index"), existsSync(".convoke")]).toEqual([false, false]);
  await expect(update(library, { folder: "x" })).rejects.toThrow("may not be indexed");
  const queued = createLibrary({ folders: ["docs"] });
  const updating = update(queued, { folder: "x" });
  process.chdir(before);
  expect(filesOf((await updating).index)).toEqual(["a.md", "x/b.md"]);
});

test("`createLibrary` takes neither a disk nor a home for a project that nobody named", async () => {
  const home = createTemporaryFolder({ "note.md": parcels, "docs/a.md": "Bees." });
  for (const project of [parse(home).root, home]) {
    for (const more of [{}, { mayBeEmpty: true }]) {
      const library = createLibrary({ project, home, ...more });
      const opening = open(library);
      if ("mayBeEmpty" in more) expect((await opening).files).toEqual([]);
      else {
        await expect(opening).rejects.toMatchObject({
          code: "invalid_argument",
          message: expect.stringContaining(`started in ${project}, which is no project`),
        });
      }
      expect(filesOf((await update(library, { folder: join(home, "docs") })).index)).toHaveLength(1);
      expect(filesOf((await update(library)).index)).toHaveLength(1);
    }
    expect(existsSync(join(project, ".convoke"))).toBe(false);
  }
  expect(filesOf(await open(createLibrary({ folders: [home], home })))).toEqual(["docs/a.md", "note.md"]);
  writeFileSync(join(home, "package.json"), "{}");
  expect(filesOf(await open(createLibrary({ project: home, home })))).toEqual(["docs/a.md", "note.md"]);
});

test("a project that cannot be written is indexed in memory, and says so", async () => {
  const project = createTemporaryFolder({ "README.md": parcels, ".convoke": "a file" });
  const index = await open(createLibrary({ project }));
  expect(filesOf(index)).toEqual(["README.md"]);
  expect(index.skipped).toMatchObject([{ reason: "index_file_not_saved" }]);
  expect(readFileSync(join(project, ".convoke"), "utf8")).toBe("a file");
});

test("a project without anything to read fails a search, and takes folders nevertheless", async () => {
  const folder = createTemporaryFolder({ "project/p.png": "x", "docs/a.md": parcels, "more/b.md": "Bees." });
  const [project, docs, more] = ["project", "docs", "more"].map((name) => join(folder, name));
  const library = createLibrary({ project });
  await expect(open(library)).rejects.toThrow("Nothing to index");
  await expect(update(library)).rejects.toThrow("Nothing to index");
  expect(filesOf((await update(library, { folder: docs })).index)).toEqual(["docs/a.md"]);
  expect((await open(library)).rank("parcels")).toHaveLength(1);
  expect((await update(library)).changes).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 1 });
  const searching = createLibrary({ project, mayBeEmpty: true });
  expect((await open(searching)).rank("parcels")).toEqual([]);
  expect((await update(searching)).index.files).toEqual([]);
  const other = createLibrary({ project, moreFolders: [docs, more] });
  expect(filesOf(await open(other))).toEqual(["docs/a.md", "more/b.md"]);
  writeFileSync(join(project, "own.md"), "Own.");
  expect((await update(other)).changes).toMatchObject({ added: 1, unchanged: 2 });
});
