import { expect, test } from "vitest";
import { withFixture } from "../support/temporary-folder.ts";
import { findCycles } from "./find-cycles.ts";
import { readImportGraph } from "./import-graph.ts";

const folder = "packages/core/src/tasks";

function findIn(files: Record<string, string>): string[] {
  const placed = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`${folder}/${name}.ts`, text]),
  );
  return withFixture(placed, (root) =>
    findCycles(readImportGraph(root)).map(({ message }) => message.replaceAll(`${folder}/`, "")),
  );
}

test("`findCycles` shows the way of a circle of values", () => {
  const found = findIn({
    a: 'import { b } from "./b.ts"; export const a = b;',
    b: 'export { c as b } from "./c.ts";',
    c: 'export const c = async () => import("./a.ts");',
    outside: 'import { a } from "./a.ts"; export const outside = a;',
  });
  expect(found).toEqual([expect.stringContaining("through values: a.ts → b.ts → c.ts → a.ts")]);
});

test("`findCycles` shows a circle that only types close when it crosses folders", () => {
  const circle = (b: string) => ({
    a: `import type { B } from "./${b}.ts"; export interface A { b: B }`,
    [b]: `import { a } from "${b === "b" ? "." : ".."}/a.ts"; export const b = a; export type B = number;`,
  });
  expect(findIn(circle("other/b"))).toEqual([
    expect.stringContaining("through types: a.ts → other/b.ts → a.ts"),
  ]);
  expect(findIn(circle("b"))).toEqual([]);
});

test("`findCycles` finds a file that imports itself, and accepts a diamond", () => {
  expect(findIn({ a: 'import { a as own } from "./a.ts"; export const a = 1;' })).toHaveLength(1);
  const diamond = {
    a: 'import "./b.ts"; import "./c.ts";',
    b: 'import "./d.ts";',
    c: 'import "./d.ts";',
    d: "",
  };
  expect(findIn(diamond)).toEqual([]);
});
