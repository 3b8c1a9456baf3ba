import type { Evidence } from "../evidence/evidence.ts";
import { readData } from "../evidence/read-data.ts";

/** Everything that a piece of evidence says: as it was shown, its sources, and every text of the whole result. */
export function listTexts({ text, sources, result }: Evidence): readonly string[] {
  const shown = sources.flatMap(({ quote, title = "", location = "" }) => [quote, title, location]);
  return [text, ...shown, ...collectTexts(readData(result))];
}

function collectTexts(data: unknown): readonly string[] {
  const texts: string[] = [];
  const open: unknown[] = [data];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part === "string") texts.push(part);
    else if (typeof part === "number" || typeof part === "boolean") texts.push(String(part));
    else if (typeof part === "object" && part !== null)
      for (const inner of Object.values(part)) open.push(inner);
  }
  return texts;
}
