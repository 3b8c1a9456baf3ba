import { rmSync } from "node:fs";
import { join } from "node:path";
import { type CommandResult, runCommand } from "../support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import type { Sample } from "./extract-samples.ts";

/** Below `examples/`, because every package can be imported by its name there. */
const parent = join(workspaceRoot, "examples", ".temporary");

/**
 * Runs a sample as a program of its own, with the packages' sources, and answers with how it ended and what it
 * printed. `files` (path → text) lie beside it and its working folder is there, so `folder: "docs"` finds them.
 *
 * @example
 * const { succeeded, output } = runSample(sample, { files: { "docs/a.md": "# A" } });
 */
export function runSample(
  { code }: Pick<Sample, "code">,
  { files = {}, environment }: { files?: Record<string, string>; environment?: Record<string, string> } = {},
): CommandResult {
  const folder = createTemporaryFolder(parent);
  try {
    writeFiles(folder, { ...files, "sample.ts": code });
    return runCommand("node", ["--conditions=@convoke/source", "sample.ts"], { folder, environment });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
