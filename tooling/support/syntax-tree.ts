/** A node of a parsed file: its kind, its place and fields by name. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as SyntaxNode).type === "string";
}

/** Visits a node and all below it, parents first, telling each one's parent and the field it sits in. */
export function walkTree(
  node: unknown,
  visit: (node: SyntaxNode, parent: SyntaxNode | undefined, field: string) => void,
  parent?: SyntaxNode,
  field = "",
): void {
  if (Array.isArray(node)) {
    for (const item of node) walkTree(item, visit, parent, field);
    return;
  }
  if (!isNode(node)) return;
  visit(node, parent, field);
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === "object" && value !== null) walkTree(value, visit, node, name);
  }
}
