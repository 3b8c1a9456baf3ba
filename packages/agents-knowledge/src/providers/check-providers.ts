import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { SearchProvider } from "./search-provider.ts";

/** Refuses providers that cannot be asked or told apart; answers a copy of the list. */
export function checkProviders(
  providers: readonly SearchProvider[],
  reservedName: string,
): readonly SearchProvider[] {
  if (!Array.isArray(providers)) throw refuse("is no list; pass an array of providers.");
  const names = new Set([reservedName]);
  for (const [position, provider] of providers.entries()) {
    const {
      name,
      search,
      costPerQueryUsd = 0,
      requestsPerSecond = 1,
      timeoutMs = 1,
    } = (provider ?? {}) as SearchProvider;
    const which = typeof name === "string" && name !== "" ? `"${name}"` : `number ${position + 1}`;
    if (typeof name !== "string" || name === "" || typeof search !== "function") {
      throw refuse(`holds ${which}, which has no name or no search function.`);
    }
    if (names.has(name)) {
      const why = name === reservedName ? "is the name of the agent's own index" : "is there twice";
      throw refuse(`holds ${which}, which ${why}; give it another name.`);
    }
    if (!(Number.isFinite(costPerQueryUsd) && costPerQueryUsd >= 0)) {
      throw refuse(
        `holds ${which}, whose costPerQueryUsd is ${String(costPerQueryUsd)}; use a number from 0 up.`,
      );
    }
    if (!(Number.isFinite(timeoutMs) && timeoutMs > 0)) {
      throw refuse(`holds ${which}, whose timeoutMs is ${String(timeoutMs)}; use a number above 0.`);
    }
    if (!(Number.isFinite(requestsPerSecond) && requestsPerSecond > 0)) {
      throw refuse(
        `holds ${which}, whose requestsPerSecond is ${String(requestsPerSecond)}; use a number above 0.`,
      );
    }
    names.add(name);
  }
  return [...providers];
}

function refuse(complaint: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `The list of providers ${complaint}`, {
    details: { option: "providers" },
  });
}
