import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { isInside } from "../ingest/place.ts";
import { requireFolder, requirePath } from "../ingest/require-folder.ts";

/**
 * The real path of a folder that a task names: it must exist, and lie in one of `allowed` when there are any,
 * after all links are followed.
 */
export async function resolveFolder(folder: string, allowed: readonly string[] | undefined): Promise<string> {
  requirePath("folder", folder);
  const path = resolve(folder);
  // What is not allowed is refused in the same words whether it exists or not.
  const real = await realpath(path).catch(() => undefined);
  if (allowed && !(real !== undefined && (await isAllowed(real, allowed)))) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `The folder ${path} may not be indexed, or does not exist; pass a folder inside ${allowed.join(", ") || "(none is allowed)"}.`,
      { details: { folder: path, allowedFolders: allowed } },
    );
  }
  await requireFolder(path);
  return real ?? path;
}

async function isAllowed(real: string, allowed: readonly string[]): Promise<boolean> {
  for (const folder of allowed) {
    const realAllowed = await realpath(folder).catch(() => undefined);
    if (realAllowed !== undefined && isInside(realAllowed, real)) return true;
  }
  return false;
}
