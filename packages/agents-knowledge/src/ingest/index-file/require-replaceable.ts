import { open, stat } from "node:fs/promises";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { magic } from "./layout.ts";

const notReplaceable = "not_replaceable";

/**
 * Refuses a path at which something stands that is no index file of ours: it is somebody's, and saving would
 * destroy it. Nothing, an empty file, and an index file however old or damaged may be replaced.
 */
export async function requireReplaceable(path: string): Promise<void> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined || (status.isFile() && status.size === 0)) return;
  if (!status.isFile()) throw createRefusal(path, "is no file");
  await using file = await open(path, "r");
  const first = Buffer.alloc(magic.length);
  const { bytesRead } = await file.read(first, 0, first.length, 0);
  if (bytesRead < first.length || !first.equals(magic)) throw createRefusal(path, "holds something else");
}

/** True for the refusal to save over what is no index file. */
export function isNotReplaceable(error: unknown): error is OrchestrationError {
  return OrchestrationError.is(error) && error.details?.problem === notReplaceable;
}

function createRefusal(file: string, why: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `${file} ${why}, not an index, and is left as it is; name another file for the index, or move this one away.`,
    { details: { file, problem: notReplaceable } },
  );
}
