import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseSync } from "oxc-parser";
import { type SyntaxNode, walkTree } from "../support/syntax-tree.ts";

const sourcesOfImports = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "TSImportType",
]);

/**
 * Turns the `.ts` endings of relative imports into `.js`, the names that the published files have.
 * The compiler does so in the code it writes, but not in declarations.
 */
export function rewriteDeclaration(text: string): string {
  const ends: number[] = [];
  walkTree(parseSync("declaration.d.ts", text).program, (node) => {
    const source = node.source as SyntaxNode | null | undefined;
    if (!sourcesOfImports.has(node.type) || source === null || source === undefined) return;
    if (/^\.{1,2}\/.*(?<!\.d)\.ts$/.test(String(source.value))) ends.push(source.end - 1);
  });
  return ends
    .toSorted((first, second) => second - first)
    .reduce((result, end) => `${result.slice(0, end - 2)}js${result.slice(end)}`, text);
}

/** Rewrites every declaration file below a folder. */
export function rewriteDeclarations(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".d.ts")) continue;
    const path = join(folder, name);
    writeFileSync(path, rewriteDeclaration(readFileSync(path, "utf8")));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) rewriteDeclarations("dist");
