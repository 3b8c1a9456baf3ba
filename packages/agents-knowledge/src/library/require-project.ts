import { lstat, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { join, parse } from "node:path";
import { createNotAProject } from "../ingest/require-folder.ts";

/**
 * Refuses to take the root of the file system, or somebody's home, for the project that nobody named: all of
 * their disk would be read. One that has a `package.json` is meant to be a project.
 */
export async function requireProject(project: string, home = findHome()): Promise<void> {
  const real = await realpath(project).catch(() => project);
  const realHome = home === undefined ? undefined : await realpath(home).catch(() => home);
  if (real !== parse(real).root && real !== realHome) return;
  const manifest = await lstat(join(real, "package.json")).catch(() => undefined);
  if (!manifest) throw createNotAProject(project);
}

/** None where the system knows of none. */
function findHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
