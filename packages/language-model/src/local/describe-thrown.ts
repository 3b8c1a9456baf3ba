import { describeThrown as describeWhole } from "@convoke/core";

/** The message of whatever was thrown, in one line. */
export function describeThrown(value: unknown): string {
  return describeWhole(value).slice(0, 2_000).replace(/\s+/g, " ").trim().slice(0, 300);
}
