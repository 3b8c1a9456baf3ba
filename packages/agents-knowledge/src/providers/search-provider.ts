import type { Runtime } from "@convoke/core";

/** What is asked of a provider. */
export interface ProviderQuery {
  readonly text: string;
  /** Results at most, from 1 to 100; a provider may give fewer. */
  readonly maxResults: number;
}

/** What a provider may use while it searches. */
export interface ProviderContext {
  /** Ends on cancel, timeout and budget; pass it to everything that waits. */
  readonly signal: AbortSignal;
  readonly runtime: Runtime;
}

/** One place that a provider found; it has a web address, a file, or both. */
export interface ProviderResult {
  readonly title: string;
  /** A web address, `http:` or `https:`. */
  readonly url?: string;
  /** For documents of an index: the file's name. */
  readonly file?: string;
  /** 1-based line in that file. */
  readonly line?: number;
  /** Plain text, without markup. */
  readonly snippet: string;
  /** Comparable within one answer of one provider only. */
  readonly score?: number;
}

/**
 * A place to search: a web search service, a wiki, an index.
 *
 * @example
 * const provider: SearchProvider = { name: "mine", search: async ({ text }) => lookUp(text) };
 */
export interface SearchProvider {
  /** Unique among the providers of one agent; results say which providers found them. */
  readonly name: string;
  /** What one query costs in USD. @default 0 */
  readonly costPerQueryUsd?: number;
  /** Time for one query in milliseconds, after which a search goes on without it. @default 60_000 */
  readonly timeoutMs?: number;
  /** Queries in a second, at most; further ones wait in line. Unlimited when left out. */
  readonly requestsPerSecond?: number;
  /** The results, best first, none when nothing fits; rejects with a `SearchError`, or with the signal's reason. */
  search(query: ProviderQuery, context: ProviderContext): Promise<readonly ProviderResult[]>;
}
