import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Which demonstration of a folder is under way: the runs of each have ids of their own. */
export interface Generation {
  /** Counts from 1. */
  readonly number: number;
  /** Says that it is through: the next start begins the next one. */
  finish(): Promise<void>;
}

/** Reads which demonstration is under way in a folder; throws for a file that somebody else has written. */
export async function readGeneration(folder: string): Promise<Generation> {
  const path = join(folder, "generation");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "1\n";
    throw error;
  });
  if (!/^[1-9]\d{0,8}\n$/.test(text))
    throw new Error(
      `${path} does not hold the number of a demonstration: remove it, or name another folder.`,
    );
  const number = Number(text);
  return {
    number,
    async finish() {
      // Whoever is killed meanwhile finds the old number or the new one.
      await writeFile(`${path}.new`, `${number + 1}\n`);
      await rename(`${path}.new`, path);
    },
  };
}
