const deepest = 100;

/** Ids of the steps that an input refers to by `{ $fromTask: { id } }`, each once; what stands under `$literal` is data. */
export function listReferences(input: unknown): string[] {
  const found = new Set<string>();
  const visited = new Set<object>();
  const visit = (part: unknown, depth: number): void => {
    if (typeof part !== "object" || part === null || depth > deepest || visited.has(part)) return;
    visited.add(part);
    const keys = Object.keys(part);
    if (keys.length === 1 && keys[0] === "$literal") return;
    if (keys.length === 1 && keys[0] === "$fromTask") {
      const source: unknown = (part as { $fromTask: unknown }).$fromTask;
      const id = typeof source === "object" && source !== null && "id" in source ? source.id : undefined;
      found.add(typeof id === "string" ? id : "");
      return;
    }
    for (const item of Object.values(part)) visit(item, depth + 1);
  };
  try {
    visit(input, 0);
  } catch {
    // That reading it throws is found where inputs are looked at as data.
  }
  return [...found];
}
