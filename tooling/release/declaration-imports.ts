import { parseSync } from "oxc-parser";
import { type SyntaxNode, walkTree } from "../support/syntax-tree.ts";

const sourcesOfImports = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "TSImportType",
]);

/** A place in a declaration file that names another file of the package. */
export interface DeclarationImport {
  /** As it is written: `./a.ts`. */
  readonly path: string;
  /** Where the closing quote stands. */
  readonly end: number;
}

/** Lists the relative imports and exports of a declaration file, types written as `import("./a.ts")` included. */
export function listDeclarationImports(text: string): DeclarationImport[] {
  const found: DeclarationImport[] = [];
  walkTree(parseSync("declaration.d.ts", text).program, (node) => {
    const source = node.source as SyntaxNode | null | undefined;
    if (!sourcesOfImports.has(node.type) || source === null || source === undefined) return;
    const path = String(source.value);
    if (/^\.{1,2}\//.test(path)) found.push({ path, end: source.end - 1 });
  });
  return found;
}
