import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it that are missing, the folder itself with `mode`. Rejects with what the
 * system said about the first that cannot be made: a recursive `mkdir` says of a read-only disk that it is missing.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  try {
    await mkdir(folder, mode);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    // Systems say different things of a folder that stands, a root above all.
    const status = await stat(folder).catch(() => undefined);
    if (code === "EEXIST" || status?.isDirectory()) return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw cause;
    await makeFolder(dirname(folder));
    await makeFolder(folder, mode);
  }
}
