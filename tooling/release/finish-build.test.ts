import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withFixture } from "../support/temporary-folder.ts";
import { dropEmptyMaps } from "./drop-empty-maps.ts";
import { listDeclaredEntries, pruneDeclarations } from "./prune-declarations.ts";

test("`listDeclaredEntries` finds the declarations that `exports` names", () => {
  const exports = {
    ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./testing": { types: "./dist/testing/index.d.ts", default: "./dist/testing/index.js" },
    "./package.json": "./package.json",
  };
  expect(listDeclaredEntries({ exports })).toEqual(["dist/index.d.ts", "dist/testing/index.d.ts"]);
  expect(listDeclaredEntries({})).toEqual([]);
});

test("`pruneDeclarations` keeps what an entry reaches, by whatever way, and nothing else", () => {
  const files = {
    "index.d.ts": 'export type { A } from "./deep/a.js";\nimport "other";\n',
    "deep/a.d.ts": 'import type { B } from "../b.js";\nexport type A = B & import("./c.js").C;\n',
    "b.d.ts": 'export * from "./deep/a.js";\nexport type B = 1;\n',
    "deep/c.d.ts": "export type C = 1;\n",
    "deep/hidden.d.ts": 'import type { A } from "./a.js";\nexport type Hidden = A;\n',
    "testing/index.d.ts": "export {};\n",
    "index.js": "",
  };
  const entries = (folder: string) => ["index.d.ts", "testing/index.d.ts"].map((name) => join(folder, name));
  const left = withFixture(files, (folder) => {
    pruneDeclarations(folder, entries(folder));
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("."));
  });
  expect(left.sort()).toEqual(
    Object.keys(files)
      .filter((name) => name !== "deep/hidden.d.ts")
      .sort(),
  );
  const broken = { "index.d.ts": 'export * from "./missing.js";\n' };
  expect(() =>
    withFixture(broken, (folder) => pruneDeclarations(folder, [join(folder, "index.d.ts")])),
  ).toThrow("missing.d.ts");
});

test("`dropEmptyMaps` removes maps without sources together with the comments that name them", () => {
  const files = {
    "index.js": 'export { a } from "./chunk.js";\n//# sourceMappingURL=index.js.map',
    "index.js.map": JSON.stringify({ version: 3, sources: [], mappings: "" }),
    "chunk.js": "export const a = 1;\n//# sourceMappingURL=chunk.js.map",
    "chunk.js.map": JSON.stringify({ version: 3, sources: ["../src/a.ts"], mappings: "AAAA" }),
  };
  withFixture(files, (folder) => {
    dropEmptyMaps(folder);
    expect(readdirSync(folder).sort()).toEqual(["chunk.js", "chunk.js.map", "index.js"]);
    expect(readFileSync(join(folder, "index.js"), "utf8")).toBe('export { a } from "./chunk.js";\n');
    expect(readFileSync(join(folder, "chunk.js"), "utf8")).toBe(files["chunk.js"]);
  });
});
