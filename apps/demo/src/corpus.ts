import { fileURLToPath } from "node:url";
import { buildIndex, type KnowledgeIndex } from "@convoke/agents-knowledge";
import { systemRuntime } from "@convoke/core";
import { formatDuration } from "./report/duration.ts";
import { countOf } from "./report/text.ts";
import type { View } from "./view/view.ts";

/** What the agents read, and what reading it took. */
export interface Corpus {
  readonly index: KnowledgeIndex;
  readonly files: number;
  readonly passages: number;
  /** Packages that have documentation. */
  readonly packages: number;
  readonly elapsedMs: number;
}

const workspace = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Indexes the documentation of every package installed in the workspace: files that nobody here wrote. Where
 * `CONVOKE_DEMO_INDEX` names a file the index is kept there, and only what has changed since is read anew.
 */
export function readCorpus(view: View, signal: AbortSignal): Promise<Corpus> {
  return view.showStep("Reading the documentation of the installed packages", async (tell) => {
    const startedAt = systemRuntime.now();
    const index = await buildIndex({
      project: workspace,
      include: "**/node_modules/**",
      file: process.env["CONVOKE_DEMO_INDEX"] || undefined,
      signal,
      onProgress: ({ indexedFiles, totalFiles }) => tell(`${indexedFiles} of ${totalFiles} files`),
    });
    const elapsedMs = systemRuntime.now() - startedAt;
    const packages = new Set(index.files.flatMap(({ package: about }) => (about ? [about.name] : []))).size;
    const outcome = { index, files: index.files.length, passages: index.passageCount, packages, elapsedMs };
    const summary =
      `Read the documentation of ${countOf(packages, "installed package")}: ` +
      `${countOf(outcome.files, "file")}, ${countOf(outcome.passages, "passage")}, ${formatDuration(elapsedMs)}`;
    return { outcome, summary };
  });
}
