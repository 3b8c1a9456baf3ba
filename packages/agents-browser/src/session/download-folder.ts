import { lstat, mkdtemp, readdir, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "convoke-downloads-";
let removed: Promise<void> | undefined;

/** Makes a folder for one run's downloads; the first one of a process removes what processes that were killed left. */
export async function createDownloadFolder(parent: string = tmpdir()): Promise<string> {
  removed ??= removeAbandonedFolders(parent);
  await removed;
  return mkdtemp(join(parent, `${prefix}${process.pid}-${await readNamespace()}-`));
}

/** Removes the folders of this user's processes that are gone. Never rejects: what stays is only not tidy. */
export async function removeAbandonedFolders(parent: string): Promise<void> {
  const namespace = await readNamespace();
  const names = await readdir(parent).catch((): string[] => []);
  for (const name of names) {
    const parts = name.startsWith(prefix)
      ? /^(\d{1,10})-(\d{1,20})-\w{6}$/u.exec(name.slice(prefix.length))
      : null;
    if (parts === null || parts[2] !== namespace || isRunning(Number(parts[1]))) continue;
    const folder = join(parent, name);
    const stats = await lstat(folder).catch(() => undefined);
    // No link, and nobody else's: they would only look like ours.
    if (stats?.isDirectory() !== true || stats.uid !== (process.getuid?.() ?? stats.uid)) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** Containers may share a temporary folder, and count their processes each for itself. */
async function readNamespace(): Promise<string> {
  const link = await readlink("/proc/self/ns/pid").catch(() => "");
  return /\d{1,20}/u.exec(link)?.[0] ?? "0";
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user's answers EPERM.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
