import type { DatabaseSync } from "node:sqlite";
import type { Statements } from "./statements.ts";

/** SQLite's own page size, which files of this store have. */
const pageBytes = 4_096;

/** A group gives back this many pages at most, so that none of them waits for the whole file. */
const pagesGivenBackAtOnce = 512;

/**
 * How the bytes of a store are shared out: an eighth for the log, in which a checkpoint comes as often; an eighth for what
 * a group adds before something older makes room for it; the rest for pages in use.
 *
 * Pages of dropped runs are used again, which costs nothing, so that a file under steady load stays as large as it is. Only
 * a file beyond its pages, after a peak or with a smaller limit than before, is made smaller, some pages with each group:
 * for that its pages are kept movable (`auto_vacuum = INCREMENTAL`), in files with a limit alone, since it makes every
 * growth of the file a little dearer.
 */
export function sharePages(maxBytes: number): { readonly logPages: number; readonly filePages: number } {
  const logPages = Math.min(4_000, Math.floor(maxBytes / 8 / pageBytes));
  return { logPages, filePages: Math.floor(maxBytes / pageBytes) - 2 * logPages };
}

/** Keeps the file within its bytes. */
export interface ByteLimit {
  /** Whether more pages are in use than there may be. */
  isExceeded(): boolean;
  /** Makes a file that is too large smaller by some of its unused pages. */
  giveBack(): void;
}

export function createByteLimit(database: DatabaseSync, sql: Statements, maxBytes: number): ByteLimit {
  const { filePages } = sharePages(maxBytes);
  const read = (name: "page_count" | "freelist_count"): number => Number(sql.get(`PRAGMA ${name}`)?.[name]);
  return {
    isExceeded: () => read("page_count") - read("freelist_count") > filePages,
    giveBack() {
      const excess = Math.min(read("page_count") - filePages, read("freelist_count"), pagesGivenBackAtOnce);
      if (excess > 0) database.exec(`PRAGMA incremental_vacuum(${excess})`);
    },
  };
}

/**
 * Makes the pages of a file movable whose tables are older than its limit: that is written anew, once. Where there is no
 * room for that, the file stays as large as it is, and what is free in it is used again.
 */
export function makeMovable(database: DatabaseSync): void {
  if (database.prepare("PRAGMA auto_vacuum").get()?.["auto_vacuum"] !== 0) return;
  try {
    database.exec("PRAGMA auto_vacuum = INCREMENTAL; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (error) {
    const { errcode } = error as { readonly errcode?: number };
    if (errcode === undefined || (errcode & 0xff) !== 13) throw error;
  }
}
