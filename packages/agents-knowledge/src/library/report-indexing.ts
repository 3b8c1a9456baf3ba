import type { AgentContext } from "@convoke/core";
import type { IndexProgress } from "../ingest/assemble-index.ts";

/** Makes a listener that tells an attempt's subscribers how far indexing has come. */
export function reportIndexing({ report }: Pick<AgentContext, "report">): (progress: IndexProgress) => void {
  return ({ indexedFiles, totalFiles }) =>
    report({
      fraction: totalFiles === 0 ? 1 : indexedFiles / totalFiles,
      message: `Indexed ${indexedFiles} of ${totalFiles} files`,
    });
}
