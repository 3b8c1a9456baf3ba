/** Names in a list beyond these are left out. */
const mostItems = 8;
const around = /^[\s"“”'.,;:!?()]+|[\s"“”',;:!?()]+$/g;

/**
 * Takes a list such as "React, Vue and Angular" apart.
 *
 * @example
 * readList("both Hono and Koa"); // ["Hono", "Koa"]
 */
export function readList(text: string): string[] {
  const items = text
    .replace(/^(?:both|either|between)\s+/i, "")
    .split(/\s*[,;]\s*(?:and\s+|or\s+|&\s+)?|\s+(?:and|or|vs\.?|versus|&|against)\s+/i)
    .map((item) => trimItem(item))
    .filter((item) => item !== "" && !/^(?:itself|themselves|each other|one another)$/i.test(item));
  const seen = new Set<string>();
  const distinct = items.filter((item) => {
    const key = item.toLowerCase();
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return distinct.slice(0, mostItems);
}

/** "A, B and C". */
export function joinList(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** A name without the punctuation around it; the dot of "Next.js" stays, the one after it goes. */
export function trimItem(text: string): string {
  return text.replace(around, "").replace(/\.+$/, "").trim();
}
