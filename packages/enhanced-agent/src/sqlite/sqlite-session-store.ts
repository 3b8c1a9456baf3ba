import { readExchange } from "../conversation/read-exchange.ts";
import type { Exchange, SessionStore } from "../conversation/session-store.ts";
import { refuse, requireLimit, requireStoreOptions, requireText } from "../errors/store-options.ts";
import { readBody } from "./store-error.ts";
import { createStoreFile, type StorePart } from "./store-file.ts";

export interface SqliteSessionStoreOptions {
  /** Path of the file; it and its folders are made when they are missing. */
  readonly file: string;
  /** Conversations that are kept; the one that was not continued for longest makes room. @default 10_000 */
  readonly maxSessions?: number;
  /** Exchanges of one conversation that are kept: the latest. @default 1_000 */
  readonly maxExchanges?: number;
}

// JSON, also of the ids: it holds every text, halves of surrogate pairs and NUL included.
const part: StorePart = {
  name: "sessions",
  version: 1,
  schema: `CREATE TABLE convoke_exchanges (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    session TEXT NOT NULL,
    task TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (session, task)
  ) STRICT;
  CREATE INDEX convoke_exchanges_of_session ON convoke_exchanges (session, position);
  CREATE TABLE convoke_sessions (session TEXT PRIMARY KEY, latest INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX convoke_sessions_by_latest ON convoke_sessions (latest)`,
};

/**
 * Keeps conversations in a file of SQLite, which several processes may use at once.
 *
 * The file is opened when it is first used, and readable for its owner only; `close` when nobody needs it any more. An exchange whose
 * `append` has resolved survives the end of the process. Rejects with `store_failed`, which names the file and what to do, when it
 * cannot be used; with `closed` after `close`. A call that finds another process writing waits for it, 5 seconds at most.
 *
 * @example
 * const sessions = sqliteSessionStore({ file: ".convoke/sessions.db" });
 * const agent = createEnhancedAgent({ model, sessions });
 */
export function sqliteSessionStore(
  options: SqliteSessionStoreOptions,
): SessionStore & { close(): Promise<void> } {
  requireStoreOptions("sqliteSessionStore", options, ["file", "maxSessions", "maxExchanges"]);
  const { file, maxSessions = 10_000, maxExchanges = 1_000 } = options;
  requireText("sqliteSessionStore", "file", file);
  if (file.includes("\0")) refuse("sqliteSessionStore: file holds a NUL character, which no path may.");
  requireLimit("sqliteSessionStore", "maxSessions", maxSessions);
  requireLimit("sqliteSessionStore", "maxExchanges", maxExchanges);
  const store = createStoreFile(file, part);
  return {
    async load(sessionId, most) {
      requireText("load", "sessionId", sessionId);
      requireLimit("load", "most", most, 0);
      return store.read((database) =>
        database
          .prepare("SELECT body FROM convoke_exchanges WHERE session = ? ORDER BY position DESC LIMIT ?")
          .all(JSON.stringify(sessionId), most)
          .map(({ body }) => readBody<Exchange>(body, readExchange, file))
          .reverse(),
      );
    },
    async append(sessionId, given) {
      requireText("append", "sessionId", sessionId);
      const exchange = readExchange(given, "append");
      const session = JSON.stringify(sessionId);
      await store.write((database) => {
        const { changes, lastInsertRowid } = database
          .prepare(
            "INSERT INTO convoke_exchanges (session, task, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          )
          .run(session, JSON.stringify(exchange.taskId), JSON.stringify(exchange));
        if (changes === 0) return;
        database
          .prepare(
            "INSERT INTO convoke_sessions VALUES (?, ?) ON CONFLICT DO UPDATE SET latest = excluded.latest",
          )
          .run(session, lastInsertRowid);
        database
          .prepare(
            "DELETE FROM convoke_exchanges WHERE session = ?1 AND position <= " +
              "(SELECT position FROM convoke_exchanges WHERE session = ?1 ORDER BY position DESC LIMIT 1 OFFSET ?2)",
          )
          .run(session, maxExchanges);
        const idle = database
          .prepare("SELECT session FROM convoke_sessions ORDER BY latest DESC LIMIT -1 OFFSET ?")
          .all(maxSessions);
        for (const { session: left } of idle) {
          database.prepare("DELETE FROM convoke_exchanges WHERE session = ?").run(left as string);
          database.prepare("DELETE FROM convoke_sessions WHERE session = ?").run(left as string);
        }
      });
    },
    close: () => store.close(),
  };
}
