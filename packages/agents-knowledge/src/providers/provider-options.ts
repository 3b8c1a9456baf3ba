import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { JsonRequest } from "./request-json.ts";
import type { SearchProvider } from "./search-provider.ts";

/** What every provider that asks a service over HTTP can be told. */
export interface WebProviderOptions {
  /** The service's address; a proxy's if there is one. */
  readonly baseUrl?: string;
  /** Unique among the providers of one agent. @default the service's name in lower case */
  readonly name?: string;
  /** Time for one query. @default 10_000 */
  readonly timeoutMs?: number;
  /** Bytes of one answer. @default 2_097_152 */
  readonly maxBytes?: number;
  /** Queries in a second, at most; further ones wait in line. */
  readonly requestsPerSecond?: number;
  /** What one query costs in USD with your plan. */
  readonly costPerQueryUsd?: number;
}

/** The options of a provider whose service asks for a key. */
export interface KeyedProviderOptions extends WebProviderOptions {
  readonly apiKey: string;
}

/** The options with their defaults, checked, each where it belongs. */
export interface CompleteOptions {
  readonly base: URL;
  /** The provider but for its search. */
  readonly traits: Omit<SearchProvider, "search">;
  /** What all of its requests have in common. */
  readonly limits: Pick<JsonRequest, "provider" | "timeoutMs" | "maxBytes">;
}

type Defaults = Pick<WebProviderOptions, "baseUrl" | "costPerQueryUsd" | "requestsPerSecond"> & {
  readonly name: string;
};

const commonNames = ["baseUrl", "name", "timeoutMs", "maxBytes", "requestsPerSecond", "costPerQueryUsd"];

/**
 * Fills in a provider's defaults; refuses unknown names and values that cannot be used with `invalid_argument`.
 *
 * @param ownNames the names of the options that this provider alone has
 */
export function completeOptions(
  options: WebProviderOptions,
  defaults: Defaults,
  ownNames: readonly string[] = [],
): CompleteOptions {
  const known = [...commonNames, ...ownNames];
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  const kind = defaults.name;
  if (unknown !== undefined) throw refuseOption(kind, unknown, `does not exist; use ${known.join(", ")}.`);
  const { name = kind, baseUrl = defaults.baseUrl, timeoutMs = 10_000, maxBytes = 2 * 1024 * 1024 } = options;
  const { requestsPerSecond = defaults.requestsPerSecond, costPerQueryUsd = defaults.costPerQueryUsd } =
    options;
  if (typeof name !== "string" || name.trim() === "") throw refuseOption(kind, "name", "must be a text.");
  checkNumber(kind, "timeoutMs", timeoutMs, { above: 0 });
  checkNumber(kind, "maxBytes", maxBytes, { above: 0 });
  checkNumber(kind, "requestsPerSecond", requestsPerSecond, { above: 0 });
  checkNumber(kind, "costPerQueryUsd", costPerQueryUsd, { from: 0 });
  return {
    base: parseBaseUrl(kind, baseUrl),
    traits: {
      name,
      timeoutMs,
      ...(requestsPerSecond !== undefined && { requestsPerSecond }),
      ...(costPerQueryUsd !== undefined && { costPerQueryUsd }),
    },
    limits: { provider: name, timeoutMs, maxBytes },
  };
}

/** The key without the spaces around it. The message of a refusal never repeats it. */
export function checkApiKey(kind: string, apiKey: unknown): string {
  if (typeof apiKey !== "string" || apiKey.trim() === "") {
    throw refuseOption(kind, "apiKey", "is missing; pass the key that the service gave you.");
  }
  if (!/^[!-~]+$/.test(apiKey.trim())) {
    throw refuseOption(kind, "apiKey", "holds spaces or characters that no key has; copy it again.");
  }
  return apiKey.trim();
}

/** An address below the base: `https://host/base` and `search` make `https://host/base/search`. */
export function extendPath(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/{1,20}$/, "")}/${path}`;
  return url;
}

/** An error for an option that cannot be used. */
export function refuseOption(kind: string, option: string, complaint: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `The ${kind} provider's ${option} ${complaint}`, {
    details: { provider: kind, option },
  });
}

function checkNumber(
  kind: string,
  option: string,
  value: unknown,
  { above, from }: { above?: number; from?: number },
): void {
  if (value === undefined) return;
  const fits =
    typeof value === "number" &&
    Number.isFinite(value) &&
    (above === undefined || value > above) &&
    (from === undefined || value >= from);
  const range = above === undefined ? `from ${from} up` : `above ${above}`;
  if (!fits) throw refuseOption(kind, option, `is ${String(value)}; pass a number ${range}.`);
}

function parseBaseUrl(kind: string, value: unknown): URL {
  const url = typeof value === "string" ? URL.parse(value.trim()) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    const given = value === undefined ? "missing" : "no http: or https: address";
    throw refuseOption(kind, "baseUrl", `is ${given}; pass one such as "http://localhost:8080".`);
  }
  if (url.username !== "" || url.password !== "") {
    throw refuseOption(kind, "baseUrl", "holds a user name or password; a web address must not carry them.");
  }
  url.hash = "";
  return url;
}
