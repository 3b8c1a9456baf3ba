// For users of the agent.
export { createKnowledgeAgent, type KnowledgeAgent, type KnowledgeAgentOptions } from "./knowledge-agent.ts";
export type { KnowledgeInput } from "./tools/input.ts";
export type { KnowledgeResult } from "./executor.ts";
export type { SearchResult } from "./tools/web-search.ts";
export type { ResearchResult } from "./tools/research.ts";
export type { VerifyFactResult } from "./tools/verify-fact.ts";
export type { Citation } from "./answers/citation.ts";

// For several agents over one index, and for searching without an agent.
export { buildIndex, type BuildIndexOptions, type IndexProgress } from "./ingest/build-index.ts";
export { createIndex, type IndexDocument } from "./retrieval/create-index.ts";
export type {
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

// For reading pages without an agent.
export { createPageReader } from "./pages/create-page-reader.ts";
export type { PageReaderOptions, ResolveName } from "./pages/page-reader-options.ts";
export type { Page, PageReader } from "./pages/page-reader.ts";
export { PageError, type PageErrorReason } from "./pages/page-error.ts";
export type { DocumentFormat } from "./formats/document-format.ts";
