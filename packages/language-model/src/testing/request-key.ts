import { createHash } from "node:crypto";
import type { RecordedRequest } from "./cassette.ts";

/** JSON that is the same for equal data: keys sorted, nothing that is `undefined`. */
export function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  });
}

/** What a reply to this request is found by. */
export function createRequestKey(request: RecordedRequest): string {
  return createHash("sha256").update(toCanonicalJson(request)).digest("hex");
}
