import { createManualRuntime, type ManualRuntime } from "@convoke/core/testing";
import { SearchError, type SearchErrorReason } from "../src/providers/search-error.ts";
import type { ProviderContext, ProviderResult, SearchProvider } from "../src/providers/search-provider.ts";

/** A page that says nothing but its address. */
export const page = (url: string): ProviderResult => ({ title: url, url, snippet: "" });
/** A provider whose answers a test decides on; each call waits until then. */
export function createHeldProvider(name: string, more: Partial<SearchProvider> = {}) {
  const calls: {
    text: string;
    context: ProviderContext;
    answer: (results: readonly ProviderResult[]) => void;
    fail: (error: unknown) => void;
  }[] = [];
  const provider: SearchProvider = {
    name,
    ...more,
    search: ({ text }, context) => new Promise((answer, fail) => calls.push({ text, context, answer, fail })),
  };
  return { provider, calls };
}

/** A provider that always finds the same. */
export const createProvider = (name: string, ...urls: string[]): SearchProvider => ({
  name,
  search: async () => urls.map(page),
});

/** A provider that always fails. */
export const createFailing = (
  name: string,
  reason: SearchErrorReason,
  retryAfterMs?: number,
): SearchProvider => ({
  name,
  search: async () => {
    throw new SearchError(`${name} says ${reason}.`, { provider: name, reason, retryAfterMs });
  },
});

/** What a search needs, with a clock that stands still. */
export function createContext(signal = new AbortController().signal): {
  signal: AbortSignal;
  runtime: ManualRuntime;
} {
  return { signal, runtime: createManualRuntime() };
}
