import type { AgentCapability } from "@convoke/core";

/**
 * What the knowledge agent offers. Times are those of a task on an index that stands; the first task of an
 * agent without a prebuilt index also reads and indexes its folders, about a second for some hundred files.
 */
export function createCapabilities(): readonly AgentCapability[] {
  return [
    {
      name: "web_search",
      description: "Searches the configured search services and the indexed documents for a query",
      inputTypes: ["query", "max_results"],
      outputTypes: ["search_results"],
      estimatedTime: 0.02,
      costEstimate: 0,
    },
    {
      name: "research",
      description:
        "Answers a question by quoting the best sentences of its sources, or says that nothing fits",
      inputTypes: ["question"],
      outputTypes: ["answer", "citations", "findings", "report"],
      estimatedTime: 0.02,
      costEstimate: 0,
      answerPath: "answer",
    },
    {
      name: "verify_fact",
      description: "Checks a claim word for word and value for value against the indexed documents",
      inputTypes: ["claim"],
      outputTypes: ["verdict", "evidence"],
      estimatedTime: 0.03,
      costEstimate: 0,
      answerPath: "verdict",
    },
    {
      name: "retrieve",
      description:
        "Retrieves the passages of the indexed documents that hold the words of a query, best first",
      inputTypes: ["query", "max_results"],
      outputTypes: ["passages"],
      estimatedTime: 0.01,
      costEstimate: 0,
    },
    {
      name: "index_documents",
      description: "Adds a folder to the index, or brings the index up to date with its files",
      inputTypes: ["folder"],
      outputTypes: ["index_changes"],
      estimatedTime: 2,
      costEstimate: 0,
    },
    {
      name: "read_page",
      description: "Reads a page of the web or a PDF as text, without what surrounds it",
      inputTypes: ["url"],
      outputTypes: ["page"],
      estimatedTime: 1,
      costEstimate: 0,
    },
  ];
}
