import { closeSync, openSync, readSync } from "node:fs";

/** Where the index of the log counts transactions: https://www.sqlite.org/walformat.html, `iChange`. */
const offset = 8;

/** How many transactions have been committed to the file of an open store, by the count that SQLite keeps beside it. */
export function countTransactions(path: string): number {
  const index = openSync(`${path}-shm`, "r");
  try {
    const bytes = new Uint32Array(1);
    readSync(index, bytes, 0, 4, offset);
    return bytes[0]!;
  } finally {
    closeSync(index);
  }
}
