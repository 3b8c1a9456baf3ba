import { z } from "zod";
import { AgentType, type Agent } from "@convoke/core";
import { checkOptions, type KnowledgeAgentOptions } from "./agent-options.ts";
import { createCapabilities } from "./capabilities.ts";
import { createExecutor, type KnowledgeResult } from "./executor.ts";
import { readEnvironment } from "./environment.ts";
import { createFileFilter } from "./ingest/file-filter.ts";
import { completeLimits } from "./ingest/limits.ts";
import { createLibrary } from "./library/create-library.ts";
import { completeModelOptions } from "./model/model-options.ts";
import { createPageReader } from "./pages/create-page-reader.ts";
import { createWebSearch } from "./providers/web-search.ts";
import { completeRanking } from "./retrieval/ranking.ts";
import { indexDocumentsResultSchema } from "./tools/index-documents.ts";
import { knowledgeInputSchema, type KnowledgeInput, type KnowledgeRequestInput } from "./tools/input.ts";
import { readPageResultSchema } from "./pages/read-page-result.ts";
import { researchResultSchema } from "./tools/research.ts";
import { retrieveResultSchema } from "./tools/retrieve.ts";
import { verifyFactResultSchema } from "./tools/verify-fact.ts";
import { searchResultSchema } from "./tools/web-search.ts";

/** The schema of what the agent answers; `type` tells them apart. */
const knowledgeResultSchema = z.discriminatedUnion("type", [
  searchResultSchema,
  researchResultSchema,
  verifyFactResultSchema,
  retrieveResultSchema,
  indexDocumentsResultSchema,
  readPageResultSchema,
]);

/** An agent of type `knowledge`, with its input and its result known to the compiler. */
export type KnowledgeAgent = Agent<KnowledgeInput, KnowledgeRequestInput, KnowledgeResult, KnowledgeResult>;

/**
 * Creates an agent that searches documents and the web, answers questions and checks claims, all with citations.
 *
 * Folders are indexed when the first task needs them, once for all tasks; a missing folder fails that task
 * with `invalid_argument`. Options that cannot be used throw `invalid_argument` at once.
 *
 * @example
 * orchestrator.registerAgent(createKnowledgeAgent({ folder: "docs" }));
 */
export function createKnowledgeAgent(options: KnowledgeAgentOptions = {}): KnowledgeAgent {
  const folders = checkOptions(options);
  const { name = "Knowledge Agent", index, include, exclude, priority, maxConcurrency } = options;
  const ranking = completeRanking(options.ranking);
  const limits = completeLimits(options.limits);
  const filter = createFileFilter({ include, exclude });
  const isFiltered = index !== undefined && (include !== undefined || exclude !== undefined);
  const isBare = folders.length === 0 && index === undefined;
  const found = isBare ? readEnvironment(options.environment ?? process.env) : undefined;
  const providers = options.providers ?? found?.providers ?? [];
  const webSearch = createWebSearch({ providers });
  const pages = createPageReader(options.pages);
  return {
    agentType: AgentType.KNOWLEDGE,
    name,
    description: "Searches documents, answers questions and checks claims, with citations",
    capabilities: createCapabilities({ providers, hasModel: options.model !== undefined }),
    ...(priority !== undefined && { priority }),
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    inputSchema: knowledgeInputSchema,
    outputSchema: knowledgeResultSchema,
    executor: createExecutor({
      agentName: name,
      library: createLibrary({
        index,
        folders,
        limits,
        indexFile: options.indexFile,
        moreFolders: found?.folders,
        ...(isBare && providers.length > 0 && { mayBeEmpty: true }),
        allowedFolders: options.allowedFolders,
        ...(include !== undefined && { include }),
        ...(exclude !== undefined && { exclude }),
      }),
      ranking,
      accepts: isFiltered ? ({ file }) => filter(file) : undefined,
      webSearch,
      pages,
      isPriced:
        options.model !== undefined || providers.some(({ costPerQueryUsd = 0 }) => costPerQueryUsd > 0),
      model: options.model,
      modelOptions: completeModelOptions(options.modelOptions),
    }),
    close: () => pages.close(),
  };
}
