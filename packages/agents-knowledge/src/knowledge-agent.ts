import { z } from "zod";
import { AgentType, ErrorCode, OrchestrationError, type Agent, type LanguageModel } from "@convoke/core";
import { knowledgeCapabilities } from "./capabilities.ts";
import { createExecutor, type KnowledgeResult } from "./executor.ts";
import { createFileFilter, type FilterOptions } from "./ingest/file-filter.ts";
import { completeLimits, type IndexLimits } from "./ingest/limits.ts";
import { createLibrary } from "./library/create-library.ts";
import { completeModelOptions, type ModelOptions } from "./model/model-options.ts";
import { createPageReader, type PageReaderOptions } from "./pages/create-page-reader.ts";
import type { SearchProvider } from "./providers/search-provider.ts";
import type { KnowledgeIndex } from "./retrieval/knowledge-index.ts";
import { completeRanking, type Ranking } from "./retrieval/ranking.ts";
import { indexDocumentsResultSchema } from "./tools/index-documents.ts";
import { knowledgeInputSchema, type KnowledgeInput, type KnowledgeRequestInput } from "./tools/input.ts";
import { readPageResultSchema } from "./tools/read-page.ts";
import { researchResultSchema } from "./tools/research.ts";
import { retrieveResultSchema } from "./tools/retrieve.ts";
import { verifyFactResultSchema } from "./tools/verify-fact.ts";
import { searchResultSchema } from "./tools/web-search.ts";

/** What a knowledge agent knows, and how it ranks. */
export interface KnowledgeAgentOptions extends FilterOptions {
  /** Unique among the knowledge agents of one orchestrator. @default "Knowledge Agent" */
  readonly name?: string;
  /** A folder of Markdown and text; the path is taken from the working directory. */
  readonly folder?: string;
  /** Several of them. Without any, the agent knows the current project and the documentation of its packages. */
  readonly folders?: readonly string[];
  /** An index that stands already; agents may share it, each with its own ranking and its own `include` and `exclude`. */
  readonly index?: KnowledgeIndex;
  readonly ranking?: Partial<Ranking>;
  readonly limits?: Partial<IndexLimits>;
  /** Places to search beside the index. */
  readonly providers?: readonly SearchProvider[];
  /** Which pages may be read, and how much of them. */
  readonly pages?: PageReaderOptions;
  /** Writes answers out of quotes that are checked; without it answers are quoted. */
  readonly model?: LanguageModel;
  /** What the model is used for. */
  readonly modelOptions?: Partial<ModelOptions>;
  /** Higher is preferred. @default 5 */
  readonly priority?: number;
  /** Tasks at once; unlimited when left out. */
  readonly maxConcurrency?: number;
}

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
 * Creates an agent that searches documents, answers questions and checks claims, all with citations.
 *
 * Folders are indexed when the first task needs them, once for all tasks; a missing folder fails that task
 * with `invalid_argument`. Options that cannot be used throw `invalid_argument` at once.
 *
 * @example
 * orchestrator.registerAgent(createKnowledgeAgent({ folder: "docs" }));
 */
export function createKnowledgeAgent(options: KnowledgeAgentOptions = {}): KnowledgeAgent {
  const { name = "Knowledge Agent", index, include, exclude, priority, maxConcurrency } = options;
  const ranking = completeRanking(options.ranking);
  const limits = completeLimits(options.limits);
  const folders = listFolders(options);
  const filter = createFileFilter({ include, exclude });
  const library = createLibrary({
    index,
    folders,
    limits,
    ...(include !== undefined && { include }),
    ...(exclude !== undefined && { exclude }),
  });
  const isFiltered = index !== undefined && (include !== undefined || exclude !== undefined);
  return {
    agentType: AgentType.KNOWLEDGE,
    name,
    description: "Searches documents, answers questions and checks claims, with citations",
    capabilities: knowledgeCapabilities,
    ...(priority !== undefined && { priority }),
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    inputSchema: knowledgeInputSchema,
    outputSchema: knowledgeResultSchema,
    executor: createExecutor({
      agentName: name,
      library,
      ranking,
      providers: options.providers ?? [],
      pages: createPageReader(options.pages),
      model: options.model,
      modelOptions: completeModelOptions(options.modelOptions),
      accepts: isFiltered ? ({ file }) => filter(file) : undefined,
    }),
  };
}

function listFolders({ folder, folders, index }: KnowledgeAgentOptions): readonly string[] {
  const list = [...(folder === undefined ? [] : [folder]), ...(folders ?? [])];
  if (folders !== undefined && list.length === 0) {
    throw createRefusal("folders is empty; leave it out to use the current project, or name a folder.");
  }
  if (index !== undefined && list.length > 0) {
    throw createRefusal(
      "index and folders are both given; an index that stands takes no more folders: pass one of the two.",
    );
  }
  const wrong = list.find((path) => typeof path !== "string" || path.trim() === "");
  if (wrong !== undefined)
    throw createRefusal(`folder is ${JSON.stringify(wrong)}; pass the path of a folder.`);
  return list;
}

function createRefusal(message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option: "folders" } });
}
