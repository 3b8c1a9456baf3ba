import { lstat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashText } from "../text/hash-text.ts";

const folderName = ".convoke";

/**
 * Where a project's index is kept: one file for each way of indexing it. `undefined` when the folder for it is
 * a link, which may lead anywhere.
 */
export async function findCacheFile(project: string, options: unknown): Promise<string | undefined> {
  const folder = join(project, folderName);
  const status = await lstat(folder).catch(() => undefined);
  if (status?.isSymbolicLink()) return undefined;
  return join(folder, `knowledge-${hashText(JSON.stringify(options)).slice(0, 16)}.index`);
}

/** Hides the folder of a cache file from version control; what stands there already is left alone. */
export async function hideCacheFolder(file: string): Promise<void> {
  await writeFile(join(dirname(file), ".gitignore"), "*\n", { flag: "wx" }).catch(() => undefined);
}
