import { ErrorCode, OrchestrationError } from "@convoke/core";
import { createBraveProvider } from "./brave-provider.ts";
import type { SearchProvider } from "./search-provider.ts";
import { createSearxngProvider } from "./searxng-provider.ts";
import { createSerperProvider } from "./serper-provider.ts";
import { createTavilyProvider } from "./tavily-provider.ts";

/** The variables, in the order in which their providers are listed, and what each makes. */
const variables: readonly (readonly [string, (value: string) => SearchProvider])[] = [
  ["SEARXNG_URL", (baseUrl) => createSearxngProvider({ baseUrl })],
  ["BRAVE_API_KEY", (apiKey) => createBraveProvider({ apiKey })],
  ["TAVILY_API_KEY", (apiKey) => createTavilyProvider({ apiKey })],
  ["SERPER_API_KEY", (apiKey) => createSerperProvider({ apiKey })],
];

/**
 * The providers that an environment names: `SEARXNG_URL`, `BRAVE_API_KEY`, `TAVILY_API_KEY`, `SERPER_API_KEY`.
 * Empty variables count as missing; one that cannot be used throws `invalid_argument` with its name.
 *
 * @example
 * createKnowledgeAgent({ providers: createProvidersFromEnvironment(process.env) });
 */
export function createProvidersFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): SearchProvider[] {
  return variables.flatMap(([variable, create]) => {
    const value = environment[variable]?.trim() ?? "";
    return value === "" ? [] : [createNamed(variable, () => create(value))];
  });
}

function createNamed(variable: string, create: () => SearchProvider): SearchProvider {
  try {
    return create();
  } catch (cause) {
    if (!OrchestrationError.is(cause)) throw cause;
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `The environment variable ${variable} cannot be used. ${cause.message}`,
      { cause, details: { variable } },
    );
  }
}
