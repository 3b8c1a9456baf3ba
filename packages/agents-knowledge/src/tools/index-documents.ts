import { z } from "zod";
import type { AgentContext } from "@convoke/core";
import { reportIndexing } from "../library/report-indexing.ts";
import type { Services } from "../services.ts";

const count = z.int().min(0);

/** What indexing answers. */
export const indexDocumentsResultSchema = z.object({
  type: z.literal("index"),
  /** The folder that was added; left out when the known ones were looked at again. */
  folder: z.string().optional(),
  /** Files and passages of the whole index. */
  files: count,
  passages: count,
  /** What this indexing changed, in files. */
  changes: z.object({ added: count, changed: count, removed: count, unchanged: count }),
  /** Files that were found and not indexed; the first 100. */
  skipped: z.array(z.object({ file: z.string(), reason: z.string(), message: z.string() })),
  /** How many were skipped in all. */
  skippedCount: count,
});

/** What indexing answers: what the agent knows now, what changed, and what was left out and why. */
export type IndexDocumentsResult = z.infer<typeof indexDocumentsResultSchema>;

const mostSkipped = 100;

/** Adds a folder to what the agent knows, or brings up to date what it knows already. */
export async function indexDocuments(
  { library }: Pick<Services, "library">,
  request: {
    folder?: string | undefined;
    include?: readonly string[] | undefined;
    exclude?: readonly string[] | undefined;
  },
  context: Pick<AgentContext, "signal" | "report">,
): Promise<IndexDocumentsResult> {
  const { folder, include, exclude } = request;
  const { index, changes } = await library.update({
    ...(folder !== undefined && { folder }),
    ...(include && { include }),
    ...(exclude && { exclude }),
    signal: context.signal,
    onProgress: reportIndexing(context),
  });
  return {
    type: "index",
    ...(folder !== undefined && { folder }),
    files: index.files.length,
    passages: index.passageCount,
    changes,
    skipped: index.skipped.slice(0, mostSkipped).map((skip) => ({ ...skip })),
    skippedCount: index.skippedCount,
  };
}
