/** What the operating system said, in a few words. */
export function describeCause(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === "EACCES" || code === "EPERM") return "no permission to read it";
  if (code === "ENOENT") return "it does not exist any more";
  return cause instanceof Error ? cause.message : String(cause);
}

/** Why something could not be written, in a few words. */
export function describeWriteCause(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === "EROFS") return "the disk is read-only";
  if (code === "EACCES" || code === "EPERM") return "no permission to write it";
  if (code === "ENOSPC" || code === "EDQUOT") return "there is no room left on the disk";
  return cause instanceof Error ? cause.message : String(cause);
}
