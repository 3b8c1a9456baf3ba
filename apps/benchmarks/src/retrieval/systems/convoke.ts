import { createIndex, type KnowledgeIndex } from "@convoke/agents-knowledge";
import type { Passage } from "../question-set.ts";
import type { RankingSystem } from "./system.ts";

/** Indexes each passage as a document of its own, named by its id. */
export function indexPassages(passages: Iterable<Passage>): KnowledgeIndex {
  return createIndex(
    (function* () {
      for (const { id, title, text } of passages) yield { file: String(id), title, text };
    })(),
  );
}

/** The knowledge agent's own index, with its defaults. */
export function createConvoke(passages: readonly Passage[]): RankingSystem {
  const index = indexPassages(passages);
  return {
    name: "Convoke",
    // A long passage may be divided, so more are asked for than ten.
    rank: (question) => [
      ...new Set(index.rank(question, { limit: 15 }).map(({ file }) => Number(file.file))),
    ],
  };
}
