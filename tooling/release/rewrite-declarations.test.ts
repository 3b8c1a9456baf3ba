import { expect, test } from "vitest";
import { rewriteDeclaration } from "./rewrite-declarations.ts";

test("`rewriteDeclaration` turns the endings of relative imports into `.js` and leaves the rest", () => {
  const text = [
    'import type { A } from "./a.ts";',
    'export { b, type C } from "../deep/b.ts";',
    "export * from './c.ts';",
    'import "node:fs"; export type { D } from "other/d.ts";',
    '/** Imports end in "./x.ts". */',
    'export declare const e: import("./e.ts").E<import("./f.ts").F>;',
    'export declare const name: "./g.ts";',
    'export type * from "./h.d.ts";',
  ].join("\n");
  expect(rewriteDeclaration(text).split("\n")).toEqual([
    'import type { A } from "./a.js";',
    'export { b, type C } from "../deep/b.js";',
    "export * from './c.js';",
    'import "node:fs"; export type { D } from "other/d.ts";',
    '/** Imports end in "./x.ts". */',
    'export declare const e: import("./e.js").E<import("./f.js").F>;',
    'export declare const name: "./g.ts";',
    'export type * from "./h.d.ts";',
  ]);
});
