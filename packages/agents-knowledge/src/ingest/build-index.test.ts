import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTemporaryFolder } from "../../test/temporary-folder.ts";
import { buildIndex } from "./build-index.ts";

const makePipe = "mkfifo";

test("`buildIndex` reads Markdown and text, and tells file, line and heading of what it finds", async () => {
  const folder = createTemporaryFolder({
    "guide/queue.md": "# Queue\n\n## Limits\n\nIt holds at most nine jobs.\n",
    "note.txt": "Jobs are lost.",
  });
  const index = await buildIndex({ folders: [folder] });
  expect(index.root).toBe(folder);
  expect(index.files.map(({ file }) => file)).toEqual(["guide/queue.md", "note.txt"]);
  const [passage] = index.rank("how many jobs does it hold at most");
  expect(passage).toMatchObject({
    file: { file: "guide/queue.md" },
    headings: ["queue", "Limits"],
    line: 5,
    endLine: 5,
  });
  expect(passage.sentences[0]).toMatchObject({
    kind: "prose",
    quote: "It holds at most nine jobs.",
    line: 5,
  });
});

test("`buildIndex` names files from the folder that holds all folders", async () => {
  const folder = createTemporaryFolder({ "a/x.md": "alpha", "b/x.md": "beta", "c/x.md": "gamma" });
  const index = await buildIndex({ folders: [join(folder, "a"), join(folder, "b")] });
  expect(index.files.map(({ file }) => file)).toEqual(["a/x.md", "b/x.md"]);
});

test("`buildIndex` skips what it cannot read, with the reason, and goes on", async () => {
  const folder = createTemporaryFolder({
    "good.md": "A readable sentence.",
    "copy.md": "A readable sentence.",
    "huge.md": "word ".repeat(1000),
    "binary.txt": new Uint8Array([72, 0, 1, 2]),
    "latin.txt": new Uint8Array([99, 97, 102, 0xe9, 32, 97]),
    "empty.md": " \n",
    "image.png": "x",
    ".hidden/secret.md": "hidden",
    "node_modules/p/README.md": "dependency",
    "dist/out.md": "built",
  });
  symlinkSync(join(folder, "good.md"), join(folder, "link.md"));
  const index = await buildIndex({ folders: [folder], limits: { maxFileBytes: 1000 } });
  expect(index.files.map(({ file }) => file)).toEqual(["copy.md"]);
  expect(Object.fromEntries(index.skipped.map(({ file, reason }) => [file, reason]))).toEqual({
    ".hidden": "left_out",
    dist: "left_out",
    node_modules: "left_out",
    "image.png": "unsupported_type",
    "link.md": "symbolic_link",
    "binary.txt": "binary",
    "empty.md": "empty",
    "good.md": "duplicate",
    "huge.md": "too_large",
    "latin.txt": "unknown_encoding",
  });
  expect(index.skippedCount).toBe(10);
});

test.skipIf(process.platform !== "linux")(
  "`buildIndex` waits for no pipe, wherever one stands, and says what it could not look at",
  async () => {
    const deep = Array.from({ length: 66 }, () => "d").join("/");
    const folder = createTemporaryFolder({
      "a.md": "alpha",
      "line\nbreak.md": "gamma",
      [`${deep}/deep.md`]: "beta",
      "node_modules/p/README.md": "A package whose manifest is a pipe.",
    });
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from(".md")]),
      "latin",
    );
    execFileSync(makePipe, [join(folder, "pipe.md"), join(folder, "node_modules/p/package.json")]);
    const index = await buildIndex({ folders: [folder] });
    expect(index.files.map(({ file }) => file)).toEqual(["a.md", "line\nbreak.md"]);
    expect(index.skipped).toEqual([
      {
        file: deep.slice(2),
        reason: "too_deep",
        message: "it lies more than 64 folders deep",
      },
      { file: "node_modules", reason: "left_out", message: expect.stringContaining("packages") },
      { file: "pipe.md", reason: "unsupported_type", message: expect.stringContaining("a pipe") },
      { file: "caf\ufffd.md", reason: "unreadable", message: "its name is not in UTF-8" },
    ]);
    expect((await buildIndex({ project: folder })).files).toEqual(index.files);
  },
);

test("`buildIndex` skips files in which nothing can be quoted as empty", async () => {
  const folder = createTemporaryFolder({
    "good.md": "A readable sentence.",
    "rule.md": "---\n",
    "ticks.md": "```\n```\n",
    "quotes.py": '"""\n'.repeat(200),
    "z.md": "Another sentence.",
  });
  const first = await buildIndex({ folders: [folder] });
  for (const index of [first, await buildIndex({ folders: [folder], previous: first })]) {
    expect(index.files.map(({ file }) => file)).toEqual(["good.md", "z.md"]);
    expect(index.skipped.map(({ file, reason }) => [file, reason])).toEqual([
      ["quotes.py", "empty"],
      ["rule.md", "empty"],
      ["ticks.md", "empty"],
    ]);
    expect(index.rank("another")[0].file.file).toBe("z.md");
  }
});

test("`buildIndex` keeps to its limits on files and bytes, and says so", async () => {
  const folder = createTemporaryFolder({ "a.md": "first text", "b.md": "second text", "c.md": "third text" });
  const byFiles = await buildIndex({ folders: [folder], limits: { maxFiles: 2 } });
  expect(byFiles.skipped).toMatchObject([{ file: "c.md", reason: "too_many_files" }]);
  const byBytes = await buildIndex({ folders: [folder], limits: { maxTotalBytes: 12 } });
  expect(byBytes.skipped.map(({ reason }) => reason)).toEqual(["too_many_bytes", "too_many_bytes"]);
});

test("`buildIndex` keeps to `include` and `exclude`", async () => {
  const folder = createTemporaryFolder({ "a/one.md": "alpha", "a/draft.md": "beta", "b/two.md": "gamma" });
  const index = await buildIndex({ folders: [folder], include: "a/**", exclude: ["**/draft.*"] });
  expect(index.files.map(({ file }) => file)).toEqual(["a/one.md"]);
});

test("`buildIndex` without folders reads a project's Markdown and its packages' documentation, each file once", async () => {
  const manifest = (name: string): string => JSON.stringify({ name, version: "1.0.0" });
  const store = "node_modules/.pnpm";
  const folder = createTemporaryFolder({
    "README.md": "The project itself.",
    "notes.txt": "Not Markdown.",
    [`${store}/direct@1.0.0/node_modules/direct/package.json`]: manifest("direct"),
    [`${store}/direct@1.0.0/node_modules/direct/readme.md`]: "Direct dependency.",
    [`${store}/direct@1.0.0/node_modules/direct/docs/api.md`]: "Direct interface.",
    [`${store}/direct@1.0.0/node_modules/direct/CHANGELOG.md`]: "History.",
    [`${store}/deep@1.0.0/node_modules/@scope/deep/package.json`]: manifest("@scope/deep"),
    [`${store}/deep@1.0.0/node_modules/@scope/deep/README.md`]: "Deep dependency.",
    "node_modules/plain/package.json": manifest("plain"),
    "node_modules/plain/README.md": "Plain dependency.",
    "node_modules/plain/node_modules/nested/package.json": manifest("nested"),
    "node_modules/plain/node_modules/nested/README": "Nested dependency.",
    "node_modules/@convoke/core/package.json": manifest("@convoke/core"),
    "node_modules/@convoke/core/README.md": "The agent's own documentation.",
    "node_modules/convoke/package.json": manifest("convoke"),
    "node_modules/convoke/README.md": "The agent's own documentation, once more.",
    "node_modules/broken/README.md": "Without a manifest.",
  });
  symlinkSync(join(folder, store, "direct@1.0.0/node_modules/direct"), join(folder, "node_modules/direct"));
  const index = await buildIndex({ project: folder });
  expect(index.files.map(({ file, package: about }) => [file, about?.name])).toEqual([
    ["README.md", undefined],
    ["node_modules/direct/docs/api.md", "direct"],
    ["node_modules/direct/readme.md", "direct"],
    ["node_modules/plain/README.md", "plain"],
    ["node_modules/plain/node_modules/nested/README", "nested"],
    [`${store}/deep@1.0.0/node_modules/@scope/deep/README.md`, "@scope/deep"],
  ]);
});

test("`buildIndex` refuses a folder that is missing, is a file, or holds nothing to read", async () => {
  const folder = createTemporaryFolder({ "a.md": "text", "pictures/p.png": "x", "empty/e.md": "" });
  const missing = join(folder, "nowhere");
  await expect(buildIndex({ folders: [missing] })).rejects.toMatchObject({
    code: "invalid_argument",
    message: expect.stringContaining(missing),
  });
  await expect(buildIndex({ folders: [join(folder, "a.md")] })).rejects.toThrow("is a file, not a folder");
  await expect(buildIndex({ folders: [join(folder, "pictures")] })).rejects.toThrow(
    "p.png: neither Markdown, HTML, text, PDF nor source",
  );
  await expect(buildIndex({ folders: [join(folder, "empty")] })).rejects.toMatchObject({
    code: "invalid_argument",
  });
});

test("`buildIndex` ends with the signal's reason and reports how far it has come", async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.md`, `text number ${at}`]));
  const folder = createTemporaryFolder(files);
  const controller = new AbortController();
  const seen: number[] = [];
  const reason = new Error("enough");
  const building = buildIndex({
    folders: [folder],
    signal: controller.signal,
    onProgress: ({ indexedFiles, totalFiles }) => {
      seen.push(indexedFiles / totalFiles);
      controller.abort(reason);
    },
  });
  await expect(building).rejects.toBe(reason);
  expect(seen).toEqual([16 / 40]);
});

test.each([
  { limits: { maxFiles: 0 } },
  { limits: { maxFileBytes: 1.5 } },
  { limits: { maxFilez: 1 } },
  { limits: null },
  { limits: [] },
  { include: "" },
  { include: 5 },
  { include: null },
  { exclude: "!a" },
  { exclude: {} },
  { folders: "docs" },
  { folders: [5] },
  { folders: null },
  { file: 5 },
  { previous: {} },
  { signal: 5 },
  { signal: null },
  { onProgress: 5 },
])("`buildIndex` refuses options that cannot be used (%j)", async (options) => {
  await expect(buildIndex({ folders: ["."], ...options } as object)).rejects.toMatchObject({
    code: "invalid_argument",
  });
});

test("`buildIndex` refuses names that are no options, and says which was meant", async () => {
  const hint = (options: object) => buildIndex(options).catch((error: unknown) => error);
  expect(await hint({ folder: "docs" })).toMatchObject({
    code: "invalid_argument",
    message: expect.stringContaining('unknown option "folder"; did you mean "folders"?'),
    details: { option: "folder" },
  });
  expect(await hint({ dir: "docs" })).toMatchObject({ message: expect.not.stringContaining("did you mean") });
  for (const options of [null, 5, []] as unknown as object[]) {
    expect(await hint(options)).toMatchObject({ code: "invalid_argument" });
  }
});
