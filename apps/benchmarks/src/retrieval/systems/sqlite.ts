import { DatabaseSync } from "node:sqlite";
import type { Passage } from "../question-set.ts";
import { stopWords } from "./stop-words.ts";
import type { RankingSystem } from "./system.ts";

const titleWeight = 2;

/** SQLite's FTS5 with its Porter stemmer: any word matches, the title counts double, stop words are not asked for. */
export function createSqlite(passages: readonly Passage[]): RankingSystem {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE VIRTUAL TABLE passages USING fts5(title, text, tokenize = 'porter unicode61')");
  const insert = database.prepare("INSERT INTO passages (rowid, title, text) VALUES (?, ?, ?)");
  database.exec("BEGIN");
  for (const { id, title, text } of passages) insert.run(id, title, text);
  database.exec("COMMIT");
  const select = database.prepare(
    `SELECT rowid AS id FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, ${titleWeight}, 1) LIMIT 10`,
  );
  return {
    name: "SQLite FTS5, porter",
    rank(question) {
      const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
      const asked = words.filter((word) => !stopWords.has(word.toLowerCase()));
      if (asked.length === 0) return [];
      return select.all(asked.map((word) => `"${word}"`).join(" OR ")).map(({ id }) => Number(id));
    },
  };
}
