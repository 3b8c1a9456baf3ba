import type { WrittenAction } from "./written-action.ts";

export function formatAction(_action: Pick<WrittenAction, "name" | "fields">): string {
  throw new Error("not written yet");
}
