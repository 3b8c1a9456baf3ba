import type { ActionFieldKind } from "../action/action-definition.ts";

/**
 * A value of a tool call as the text that `readAction` reads to it; `undefined` for `null`, which is how some models leave a
 * field out. Values of another kind than asked for become the nearest text: it is `readAction` that refuses them.
 *
 * @example
 * toFieldText(["find", "compare"], "list"); // "- find\n- compare"
 */
export function toFieldText(value: unknown, kind: ActionFieldKind): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (kind === "list" && Array.isArray(value)) return value.map((entry) => `- ${toEntry(entry)}`).join("\n");
  // A string in place of JSON is JSON already, as in a text action.
  if (typeof value === "string") return value;
  if (kind === "text" && Array.isArray(value) && value.every((entry) => typeof entry === "string"))
    return value.join("\n");
  return JSON.stringify(value);
}

/** An entry is one line. */
function toEntry(entry: unknown): string {
  const text = typeof entry === "string" ? entry : JSON.stringify(entry);
  return text.replace(/[\s\u0085\u2028\u2029]+/g, " ").trim();
}
