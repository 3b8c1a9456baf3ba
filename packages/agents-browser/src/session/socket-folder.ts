import type { ChildProcess } from "node:child_process";
import { readlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * The folder, outside its profile, of the socket at which a second browser on that profile would ask for a running one. A
 * browser that does not end by itself leaves it behind, and sometimes one that does.
 *
 * The profile, which Playwright removes, tells where it is, from soon after the start until the browser begins to end.
 */
export function findSocketFolder({ spawnargs }: ChildProcess): string | undefined {
  const option = "--user-data-dir=";
  const profile = spawnargs.find((argument) => argument.startsWith(option))?.slice(option.length);
  if (profile === undefined) return undefined;
  try {
    const folder = dirname(readlinkSync(join(profile, "SingletonSocket")));
    return /^\.?(?:org\.chromium|com\.google)\./.test(basename(folder)) ? folder : undefined;
  } catch {
    // It has taken that away, or has none yet.
    return undefined;
  }
}
