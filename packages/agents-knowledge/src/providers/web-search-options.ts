import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { SearchProvider } from "./search-provider.ts";

/** Where to search and how long answers are good. */
export interface WebSearchOptions {
  /** Asked at once, beside the index. @default none */
  readonly providers?: readonly SearchProvider[];
  /** Answers that are kept; 0 keeps none. @default 200 */
  readonly maxCachedQueries?: number;
  /** How long an answer is given again. @default 600_000 */
  readonly timeToLiveMs?: number;
}

/** Fills in the defaults; refuses unknown names and what is no finite number from 0 up. */
export function completeWebSearchOptions(
  options: WebSearchOptions,
): Required<Omit<WebSearchOptions, "providers">> {
  const defaults = { maxCachedQueries: 200, timeToLiveMs: 600_000 };
  const { providers: _, ...given } = options;
  for (const [name, value] of Object.entries(given)) {
    if (!(name in defaults)) {
      throw refuse(
        name,
        `option ${name} does not exist; use providers, ${Object.keys(defaults).join(", ")}.`,
      );
    }
    if (value !== undefined && !(Number.isFinite(value) && value >= 0)) {
      throw refuse(name, `${name} is ${String(value)}; pass a number from 0 up.`);
    }
  }
  const { maxCachedQueries = defaults.maxCachedQueries, timeToLiveMs = defaults.timeToLiveMs } = given;
  return { maxCachedQueries, timeToLiveMs };
}

function refuse(option: string, complaint: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `createWebSearch: ${complaint}`, {
    details: { option },
  });
}
