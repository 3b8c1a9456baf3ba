import type { AgentCapability } from "@convoke/core";
import { estimateProviders } from "./providers/estimate-providers.ts";
import type { SearchProvider } from "./providers/search-provider.ts";

/** Seconds that reading three pages at once takes, and a language model for one reply. */
const [pagesTime, replyTime] = [2, 4];
/** Tokens of a rewording and of an answer from eight passages; of a verdict. */
const [answerTokens, verdictTokens] = [9000, 4000];

/**
 * What a knowledge agent offers. Times are those of a task on an index that stands; the first task of an agent
 * without a prebuilt index also reads and indexes its folders, about a second for some hundred files.
 *
 * What a query costs is declared by `web_search`: research searches by tasks of their own, which are charged for
 * themselves. What a language model costs is unknown here, so with one the cost is left out.
 */
export function createCapabilities({
  providers = [],
  hasModel = false,
}: { providers?: readonly SearchProvider[]; hasModel?: boolean } = {}): readonly AgentCapability[] {
  const web = estimateProviders(providers);
  const webTime = web.estimatedTime === 0 ? 0 : web.estimatedTime + pagesTime;
  const free = { costEstimate: 0, tokenEstimate: 0 };
  const spend = (tokens: number) => (hasModel ? { tokenEstimate: tokens } : free);
  return [
    {
      name: "web_search",
      description: `Searches ${listPlaces(providers)} for a query`,
      inputTypes: ["query", "max_results"],
      outputTypes: ["search_results"],
      estimatedTime: 0.02 + web.estimatedTime,
      costEstimate: web.costUsd,
      tokenEstimate: 0,
    },
    {
      name: "research",
      description:
        "Answers a question by the sentences of its sources, each with a citation, or says that nothing fits",
      inputTypes: ["question"],
      outputTypes: ["answer", "citations", "findings", "report"],
      estimatedTime: 0.02 + webTime + (hasModel ? 2 * replyTime : 0),
      ...spend(answerTokens),
      answerPath: "answer",
    },
    {
      name: "verify_fact",
      description: hasModel
        ? "Checks a claim against the indexed documents; every piece of evidence is a quote"
        : "Checks a claim word for word and value for value against the indexed documents",
      inputTypes: ["claim"],
      outputTypes: ["verdict", "evidence"],
      estimatedTime: 0.03 + (hasModel ? replyTime : 0),
      ...spend(verdictTokens),
      answerPath: "verdict",
    },
    {
      name: "retrieve",
      description: "Retrieves the passages of the indexed documents that hold a query's words, best first",
      inputTypes: ["query", "max_results"],
      outputTypes: ["passages"],
      estimatedTime: 0.01,
      ...free,
    },
    {
      name: "index_documents",
      description: "Adds a folder to the index, or brings the index up to date with its files",
      inputTypes: ["folder"],
      outputTypes: ["index_changes"],
      estimatedTime: 2,
      ...free,
    },
    {
      name: "read_page",
      description: "Reads a page of the web or a PDF as text, without what surrounds it",
      inputTypes: ["url"],
      outputTypes: ["page"],
      estimatedTime: 1,
      ...free,
    },
  ];
}

function listPlaces(providers: readonly SearchProvider[]): string {
  return [...providers.map(({ name }) => name), "the indexed documents"].join(", ");
}
