import type { AgentCapability } from "@convoke/core";

/**
 * What the knowledge agent offers. Times are those of a task on an index that stands; the first task of an
 * agent without a prebuilt index also reads and indexes its folders, about a second for some hundred files.
 */
export const knowledgeCapabilities = [
  {
    name: "web_search",
    description: "Searches the indexed documents for a query; it does not reach the web yet",
    inputTypes: ["query", "max_results"],
    outputTypes: ["search_results"],
    estimatedTime: 0.02,
    costEstimate: 0,
  },
  {
    name: "research",
    description:
      "Answers a question by quoting the best sentences of the indexed documents, or says that nothing fits",
    inputTypes: ["question"],
    outputTypes: ["answer", "citations", "findings"],
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
] as const satisfies readonly AgentCapability[];
