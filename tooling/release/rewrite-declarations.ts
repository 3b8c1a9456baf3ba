import { readFileSync, writeFileSync } from "node:fs";
import { listDeclarationImports } from "./declaration-imports.ts";
import { listFiles } from "./list-files.ts";

/**
 * Turns the `.ts` endings of relative imports into `.js`, the names that the published files have.
 * The compiler does so in the code it writes, but not in declarations.
 */
export function rewriteDeclaration(text: string): string {
  return listDeclarationImports(text)
    .filter(({ path }) => /(?<!\.d)\.ts$/.test(path))
    .map(({ end }) => end)
    .toSorted((first, second) => second - first)
    .reduce((result, end) => `${result.slice(0, end - 2)}js${result.slice(end)}`, text);
}

/** Rewrites every declaration file below a folder. */
export function rewriteDeclarations(folder: string): void {
  for (const path of listFiles(folder, ".d.ts")) {
    writeFileSync(path, rewriteDeclaration(readFileSync(path, "utf8")));
  }
}
