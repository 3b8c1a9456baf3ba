import { ErrorCode, OrchestrationError } from "@convoke/core";
import { z } from "zod";
import { readForeign } from "../text/read-foreign.ts";

/** A correction is never trusted beyond a thousand times more or less: one absurd measurement must not rule. */
export const factorBounds = { least: 1 / 1000, greatest: 1000 } as const;

const factor = z.number().min(factorBounds.least).max(factorBounds.greatest);
const amount = z.number().min(0);

/** What was learnt about one kind of step. */
const historyEntrySchema = z.strictObject({
  agentType: z.string().min(1),
  capability: z.string().min(1).optional(),
  timeFactor: factor,
  costFactor: factor,
  /** The average itself, learnt from steps that were expected to take nothing. */
  seconds: amount.optional(),
  costUsd: amount.optional(),
  samples: z.number().int().min(1),
});

/** What a history writes: the longest unused entry first. */
const historyDataSchema = z.strictObject({
  version: z.literal(1),
  entries: z.array(historyEntrySchema),
});

/** One entry of a history. */
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Entries of different steps never share a key, whatever their names. */
export function keyOf(agentType: string, capability: string | undefined): string {
  return JSON.stringify([agentType, capability ?? null]);
}

/** The entries that a history has written. Throws `invalid_argument` for anything else, with what is wrong. */
export function readHistoryData(data: unknown): readonly HistoryEntry[] {
  return readForeign("createEstimateHistory", "the data", () => readEntries(data));
}

/** More than any history keeps: of a longer list, only its length is looked at. */
const mostEntries = 1_000_000;

function readEntries(data: unknown): readonly HistoryEntry[] {
  const listed = (data as { readonly entries?: unknown } | null)?.entries;
  if (Array.isArray(listed) && listed.length > mostEntries) throw refuse(`${listed.length} entries`);
  const parsed = historyDataSchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join(".") ?? "";
    throw refuse(`${place === "" ? "" : `${place}: `}${issue?.message ?? "it has another shape"}`);
  }
  const keys = new Set<string>();
  for (const { agentType, capability } of parsed.data.entries) {
    const key = keyOf(agentType, capability);
    if (keys.has(key)) throw refuse(`two entries for ${capability ?? agentType}`);
    keys.add(key);
  }
  return parsed.data.entries;
}

function refuse(problem: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `createEstimateHistory: the data is not what toJSON() of a history writes (${problem}). Pass that, or nothing to begin anew.`,
  );
}
