import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { listDeclarationImports } from "./declaration-imports.ts";
import { listFiles } from "./list-files.ts";

/** The declarations of a package's public entry points, as its `exports` name them. */
export function listDeclaredEntries(manifest: { readonly exports?: object }): string[] {
  return Object.values(manifest.exports ?? {}).flatMap((entry: string | { readonly types?: string }) =>
    typeof entry === "object" && entry.types !== undefined ? [join(entry.types)] : [],
  );
}

/**
 * Removes the declarations below `folder` that no entry reaches, so that users see, and their compilers read,
 * what belongs to the public types alone. Imports end in `.js`; a declaration that is missing throws.
 */
export function pruneDeclarations(folder: string, entries: readonly string[]): void {
  const reached = new Set(entries.map((entry) => join(entry)));
  for (const path of reached) {
    for (const { path: imported } of listDeclarationImports(readFileSync(path, "utf8"))) {
      reached.add(join(dirname(path), imported.replace(/\.js$/, ".d.ts")));
    }
  }
  for (const path of listFiles(folder, ".d.ts")) {
    if (!reached.has(path)) rmSync(path);
  }
}
