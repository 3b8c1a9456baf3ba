import type { ChildProcess } from "node:child_process";
import { readlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Removes what a browser that did not end by itself leaves behind: the folder, outside its profile, of the socket at which
 * a second browser on that profile would ask for it. To be called when the process has just ended, while the profile,
 * which Playwright removes, still tells where the folder is.
 */
export async function removeSocketFolder(child: ChildProcess): Promise<void> {
  const folder = findSocketFolder(child);
  if (folder === undefined) return;
  // What cannot be removed harms nobody.
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

function findSocketFolder({ spawnargs }: ChildProcess): string | undefined {
  const option = "--user-data-dir=";
  const profile = spawnargs.find((argument) => argument.startsWith(option))?.slice(option.length);
  if (profile === undefined) return undefined;
  try {
    const folder = dirname(readlinkSync(join(profile, "SingletonSocket")));
    return /^\.?(?:org\.chromium|com\.google)\./.test(basename(folder)) ? folder : undefined;
  } catch {
    // It has ended by itself and taken all of that away, or has none.
    return undefined;
  }
}
