// For users of the agent.
export { createKnowledgeAgent, type KnowledgeAgent, type KnowledgeAgentOptions } from "./knowledge-agent.ts";
export type { KnowledgeInput } from "./tools/input.ts";
export type { KnowledgeResult } from "./executor.ts";
export type { SearchResult } from "./tools/web-search.ts";
export type { ResearchResult } from "./tools/research.ts";
export type { VerifyFactResult } from "./tools/verify-fact.ts";
export type { Citation } from "./answers/citation.ts";

// For several agents over one index, and for searching without an agent.
export { buildIndex, type BuildIndexOptions } from "./ingest/build-index.ts";
export type { IndexProgress } from "./ingest/assemble-index.ts";
export { openIndex, saveIndex } from "./ingest/index-file/save-index.ts";
export { createIndex, type IndexDocument } from "./retrieval/create-index.ts";
export type {
  IndexChanges,
  IndexedFile,
  KnowledgeIndex,
  RankedPassage,
  RankOptions,
  Sentence,
} from "./retrieval/knowledge-index.ts";
export type { Ranking } from "./retrieval/ranking.ts";
export type { IndexLimits } from "./ingest/limits.ts";
export type { FilterOptions } from "./ingest/file-filter.ts";
export type { BlockKind } from "./text/parse-blocks.ts";
export type { SkippedFile, SkipReason } from "./ingest/skipped-file.ts";
