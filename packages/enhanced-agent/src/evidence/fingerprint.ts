import { createHash } from "node:crypto";

/** What makes two delegations the same. */
export interface AskedParts {
  readonly agentType?: string;
  /** When it is given, the type of whoever did it does not matter. */
  readonly capability?: string;
  readonly description: string;
  readonly input?: unknown;
}

/** Names what a delegation asks of whom: 16 characters, equal for equal requests whatever the order of keys. Never throws. */
export function fingerprintAsked({ agentType, capability, description, input }: AskedParts): string {
  const whom = capability === undefined ? ["type", agentType ?? ""] : ["capability", capability];
  const text = JSON.stringify([...whom, description]) + writeSorted(input);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** JSON with sorted keys; what is no JSON is told apart by nothing. */
function writeSorted(input: unknown): string {
  try {
    return JSON.stringify(input, (_key, value: unknown) => (isRecord(value) ? sortKeys(value) : value)) ?? "";
  } catch {
    return "?";
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sortKeys(record: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
