import { parseSync } from "oxc-parser";
import { findLine } from "../support/problem.ts";
import { type SyntaxNode, walkTree } from "../support/syntax-tree.ts";

/** One import, re-export, dynamic import or `import("…")` type of a file. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Whether it vanishes when types are stripped. */
  readonly isType: boolean;
}

const textOf = (node: unknown): string | undefined => {
  const value = (node as SyntaxNode | undefined)?.value;
  return typeof value === "string" ? value : undefined;
};

/** Whether a declaration names types only: `import type { A }`, or every name has its own `type`. */
function isTypeOnly(node: SyntaxNode): boolean {
  if (node.importKind === "type" || node.exportKind === "type") return true;
  const names = node.specifiers;
  if (!Array.isArray(names) || names.length === 0) return false;
  return names.every((name: SyntaxNode) => name.importKind === "type" || name.exportKind === "type");
}

/** Collects what a file imports, in order; text that does not parse throws a `SyntaxError`. */
export function collectImports(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const imports: Import[] = [];
  walkTree(program, (node) => {
    const isDeclaration =
      node.type === "ImportDeclaration" || /^Export(?:Named|All)Declaration$/.test(node.type);
    const isExpression = node.type === "ImportExpression" || node.type === "TSImportType";
    if (!isDeclaration && !isExpression) return;
    const specifier = textOf(node.source);
    if (specifier === undefined) return;
    const isType = node.type === "TSImportType" || (isDeclaration && isTypeOnly(node));
    imports.push({ specifier, line: findLine(text, node.start), isType });
  });
  return imports;
}
