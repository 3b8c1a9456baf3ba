/** Bounds that keep a hostile or huge value from costing more than some milliseconds. */
const mostTexts = 2_000;
const mostCharacters = 60_000;
const deepest = 12;

/** Keys whose values are bookkeeping, or repeat what was asked rather than what was found. */
const bookkeeping = new Set(
  "taskId,runId,parentId,agentType,agentName,agentVersion,status,id,type,score,rank,createdAt,startedAt,finishedAt,hash,confidence,mode,engine,strategy,method,question,query,claim,openPoints".split(
    ",",
  ),
);

/** The pieces of text in any value, in reading order, bookkeeping fields left out. */
export function collectTexts(value: unknown): string[] {
  const texts: string[] = [];
  let characters = 0;
  const visited = new Set<object>();
  const visit = (part: unknown, depth: number): void => {
    if (texts.length >= mostTexts || characters >= mostCharacters || depth > deepest) return;
    if (typeof part === "string") {
      const text = part.slice(0, mostCharacters - characters).trim();
      characters += text.length;
      if (text !== "") texts.push(text);
      return;
    }
    if (typeof part !== "object" || part === null || visited.has(part)) return;
    visited.add(part);
    if (Array.isArray(part)) {
      for (const item of part.slice(0, mostTexts)) visit(item, depth + 1);
      return;
    }
    for (const [key, item] of Object.entries(part)) if (!bookkeeping.has(key)) visit(item, depth + 1);
  };
  visit(value, 0);
  return texts;
}
