// For users of the agent.
export { createKnowledgeAgent, type KnowledgeAgent } from "./knowledge-agent.ts";
export type { KnowledgeAgentOptions } from "./agent-options.ts";
export type { KnowledgeInput } from "./tools/input.ts";
export type { KnowledgeResult } from "./executor.ts";
export type { SearchResult } from "./tools/web-search.ts";
export type { ResearchResult } from "./tools/research.ts";
export type { VerifyFactResult } from "./tools/verify-fact.ts";
export type { ModelOptions } from "./model/model-options.ts";
export type { RetrieveResult } from "./tools/retrieve.ts";
export type { IndexDocumentsResult } from "./tools/index-documents.ts";
export type { ReadPageResult } from "./pages/read-page-result.ts";
export type { Citation, Source } from "./answers/citation.ts";

// For several agents over one index, and for searching without an agent.
export type { BuildIndexOptions } from "./ingest/build-index-options.ts";
export { buildIndex } from "./ingest/build-index.ts";
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
export type { SkippedFile, SkipReason } from "./formats/skipped-file.ts";

// For searching the web beside the index, and for authors of providers.
export { createBraveProvider } from "./providers/brave-provider.ts";
export { createIndexProvider, type IndexProviderOptions } from "./providers/index-provider.ts";
export { createMediaWikiProvider, type MediaWikiOptions } from "./providers/mediawiki-provider.ts";
export { createProvidersFromEnvironment } from "./providers/providers-from-environment.ts";
export { createSearxngProvider, type SearxngOptions } from "./providers/searxng-provider.ts";
export { createSerperProvider } from "./providers/serper-provider.ts";
export { createTavilyProvider, type TavilyOptions } from "./providers/tavily-provider.ts";
export {
  createWebSearch,
  type ProviderReport,
  type WebSearch,
  type WebSearchAnswer,
  type WebSearchContext,
} from "./providers/web-search.ts";
export type { WebSearchOptions } from "./providers/web-search-options.ts";
export {
  isSearchError,
  SearchError,
  type SearchErrorOptions,
  type SearchErrorReason,
} from "./providers/search-error.ts";
export type { KeyedProviderOptions, WebProviderOptions } from "./providers/provider-options.ts";
export type {
  ProviderContext,
  ProviderQuery,
  ProviderResult,
  SearchProvider,
} from "./providers/search-provider.ts";
export type { FusedResult } from "./providers/fuse-results.ts";
export type { Rank } from "./answers/rank.ts";

// For reading pages without an agent.
export { createPageReader } from "./pages/create-page-reader.ts";
export type { PageReaderOptions, ResolveName } from "./pages/page-reader-options.ts";
export type { Page, PageReader } from "./pages/page-reader.ts";
export { PageError, type PageErrorReason } from "./pages/page-error.ts";
export type { DocumentFormat } from "./formats/document-format.ts";
