/** A lock that a process holds until it lets go or ends, however it ends. */
export interface HeldLock {
  release(): void;
}

/**
 * Takes the lock that a file stands for, and waits for another process that has it; the thread stands still meanwhile. It is a transaction
 * of SQLite that writes nothing, so the operating system takes it away with the process. Rejects when it is not free after `patienceMs`.
 */
export async function lockFile(path: string, patienceMs: number): Promise<HeldLock> {
  // On demand: some releases of Node warn when it is loaded.
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${patienceMs}; BEGIN EXCLUSIVE`);
  } catch (error) {
    database.close();
    throw error;
  }
  return { release: () => database.close() };
}
