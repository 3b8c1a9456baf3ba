import type { Data } from "./read-data.ts";

const indentedAtMost = 1_500;

/** Data as JSON: on lines of their own while it is short, else without any space. */
export function formatData(data: Data): string {
  const compact = JSON.stringify(data);
  return compact.length > 80 && compact.length <= indentedAtMost
    ? JSON.stringify(data, undefined, 1)
    : compact;
}
