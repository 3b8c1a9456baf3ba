/** A character that Unicode keeps for internal use; begins a text that is written as JSON. */
const mark = "\ufdd0";

/**
 * Writes any text so that UTF-8 keeps it: halves of surrogate pairs would all become the same sign. Different texts stay
 * different.
 */
export function encodeText(text: string): string {
  return text.isWellFormed() && !text.startsWith(mark) ? text : mark + JSON.stringify(text);
}

/** The text that was encoded. */
export function decodeText(text: string): string {
  return text.startsWith(mark) ? (JSON.parse(text.slice(1)) as string) : text;
}

/** A text as it is compared by searches. */
export function toSearched(text: string): string {
  return text.toLowerCase().toWellFormed();
}

/** One name for a task and a key, so that no two pairs share it. */
export function joinKey(taskId: string, key: string): string {
  return JSON.stringify([taskId, key]);
}
