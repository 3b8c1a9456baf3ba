import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCommand } from "../support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import { checkContents, checkEntries, checkTypes } from "./check-tarball.ts";
import type { Tarball } from "./pack-packages.ts";

const folder = createTemporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const manifest = {
  name: "sample",
  version: "1.0.0",
  license: "MIT",
  type: "module",
  files: ["dist"],
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
};
const sound = {
  LICENSE: "MIT",
  "package.json": JSON.stringify(manifest),
  "dist/index.js": "export const a = 1;\n",
  "dist/index.d.ts": "export declare const a: number;\n",
};

/** Packs the sound package with some files changed; `undefined` leaves one out. */
function pack(name: string, changes: Record<string, string | undefined>): Tarball {
  const files = Object.entries({ ...sound, ...changes }).filter((entry) => entry[1] !== undefined);
  const home = join(folder, name);
  writeFiles(join(home, "package"), Object.fromEntries(files) as Record<string, string>);
  const path = join(home, "sample.tgz");
  runCommand("tar", ["-czf", path, "package"], { folder: home });
  return { name: "sample", version: "1.0.0", folder: "packages/sample", path };
}

test("a sound package passes every check", () => {
  const tarball = pack("sound", {});
  expect(checkContents(tarball)).toBeUndefined();
  expect(checkEntries(tarball, workspaceRoot)).toBeUndefined();
  expect(checkTypes(tarball, workspaceRoot)).toBeUndefined();
}, 60_000);

test("`checkContents` names tests, sources, missing files and traces of the workspace", () => {
  expect(checkContents(pack("test", { "dist/a.test.js": "" }))).toContain("a.test.js");
  expect(checkContents(pack("source", { "src/index.ts": "" }))).toContain("src/index.ts");
  expect(checkContents(pack("licence", { LICENSE: undefined }))).toContain("without LICENSE");
  const dependencies = { "@convoke/core": "workspace:^" };
  const local = { "package.json": JSON.stringify({ ...manifest, dependencies }) };
  expect(checkContents(pack("workspace", local))).toContain("still speaks of the workspace");
  const scripts = { build: "node ../../build.ts" };
  const scripted = { "package.json": JSON.stringify({ ...manifest, scripts }) };
  expect(checkContents(pack("scripts", scripted))).toContain('the workspace in "scripts"');
  const emptyMap = { "dist/index.js.map": JSON.stringify({ version: 3, sources: [], mappings: "" }) };
  expect(checkContents(pack("map", emptyMap))).toContain("dist/index.js.map, which maps nothing");
});

test("`checkEntries` refuses an entry whose code is missing", () => {
  expect(checkEntries(pack("code", { "dist/index.js": undefined }), workspaceRoot)).toContain(
    "dist/index.js",
  );
}, 60_000);

test("`checkTypes` refuses an entry whose declarations are missing or import what is not there", () => {
  expect(checkTypes(pack("untyped", { "dist/index.d.ts": undefined }), workspaceRoot)).toBeDefined();
  const broken = { "dist/index.d.ts": 'export { a } from "./missing";\n' };
  expect(checkTypes(pack("broken", broken), workspaceRoot)).toBeDefined();
}, 60_000);
