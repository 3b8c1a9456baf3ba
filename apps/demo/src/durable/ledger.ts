import { appendFile, readFile, rm } from "node:fs/promises";

/** A file of lines, each entered under a key: an effect outside of the orchestrator that must not happen twice. */
export interface Ledger {
  readonly path: string;
  /** Appends a line unless one with this key is there; tells whether it did. */
  enter(key: string, text: string): Promise<boolean>;
  /** Every line's key, in order. */
  readKeys(): Promise<readonly string[]>;
  /** Begins with no lines. */
  clear(): Promise<void>;
}

/** Keeps a ledger in a file. Only one process at a time may write to it. */
export function createLedger(path: string): Ledger {
  async function readKeys(): Promise<readonly string[]> {
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "";
      throw error;
    });
    // Whatever stands behind the last line break was cut off when a process died.
    return text
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split("\t", 1)[0] ?? "");
  }
  return {
    path,
    readKeys,
    async enter(key, text) {
      if ((await readKeys()).includes(key)) return false;
      await appendFile(path, `${key}\t${text.replace(/[\r\n\t]+/g, " ")}\n`);
      return true;
    },
    clear: () => rm(path, { force: true }),
  };
}
