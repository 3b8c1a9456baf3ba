import { stat } from "node:fs/promises";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { describeCause } from "./describe-cause.ts";
import type { SkippedFile } from "../formats/skipped-file.ts";

const longestPath = 4096;
const nothingReadable = "nothing_readable";

/** Refuses what is no path: empty, too long, or with a NUL character. */
export function requirePath(option: string, path: unknown): void {
  const problem =
    typeof path !== "string" || path.trim() === ""
      ? `${option} is ${JSON.stringify(path) ?? String(path)}; pass a path.`
      : path.length > longestPath
        ? `${option} is a path of ${path.length} characters ("${path.slice(0, 60)}…"); a path has at most ${longestPath}.`
        : path.includes("\0")
          ? `${option} is ${JSON.stringify(path.slice(0, 200))}, which holds a NUL character; no path can.`
          : undefined;
  if (problem === undefined) return;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, problem, { details: { option } });
}

/** Refuses what is no folder that can be looked into. */
export async function requireFolder(folder: string): Promise<void> {
  requirePath("folder", folder);
  let message: string;
  try {
    if ((await stat(folder)).isDirectory()) return;
    message = `${folder} is a file, not a folder; pass the folder that holds it, with "include" naming the file.`;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    message =
      code === "ENOENT" || code === "ENOTDIR"
        ? `The folder ${folder} does not exist; pass an existing folder, absolute or from the working directory.`
        : `The folder ${folder} cannot be opened: ${describeCause(cause)}; pass a folder that this process may read.`;
  }
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { folder } });
}

/** The error of a folder that has nothing to index, with the first reasons. */
export function createNothingReadable(
  folders: readonly string[],
  skipped: readonly SkippedFile[],
): OrchestrationError {
  const reasons = skipped.slice(0, 3).map(({ file, message }) => `${file}: ${message}`);
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `Nothing to index in ${folders.join(", ")}: no Markdown, HTML, text, PDF or source file that can be read` +
      `${reasons.length > 0 ? ` (skipped: ${reasons.join("; ")})` : ""}. Pass a folder with such files, or wider globs.`,
    { details: { folders, skipped: skipped.slice(0, 20), problem: nothingReadable } },
  );
}

/** The error of an agent that was told nothing and does not stand in a project. */
export function createNotAProject(folder: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `Nothing to index: the process was started in ${folder}, which is no project (it has no package.json) but holds ` +
      'all of a disk or of a user. Pass a folder, such as { folder: "docs" }, or start it in a project.',
    { details: { folders: [folder], problem: nothingReadable } },
  );
}

/** True for the error of a folder that has nothing to index. */
export function isNothingReadable(error: unknown): boolean {
  return OrchestrationError.is(error) && error.details?.problem === nothingReadable;
}
