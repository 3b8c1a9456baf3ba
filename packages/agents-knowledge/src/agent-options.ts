import type { LanguageModel } from "@convoke/core";
import type { Environment } from "./environment.ts";
import type { FilterOptions } from "./ingest/file-filter.ts";
import type { IndexLimits } from "./ingest/limits.ts";
import type { ModelOptions } from "./model/model-options.ts";
import type { PageReaderOptions } from "./pages/create-page-reader.ts";
import type { SearchProvider } from "./providers/search-provider.ts";
import { createRefusal, requireOptions, showValue } from "./retrieval/index-options.ts";
import type { KnowledgeIndex } from "./retrieval/knowledge-index.ts";
import type { Ranking } from "./retrieval/ranking.ts";

/** What a knowledge agent knows, where it searches, and how it answers. */
export interface KnowledgeAgentOptions extends FilterOptions {
  /** Unique among the knowledge agents of one orchestrator. @default "Knowledge Agent" */
  readonly name?: string;
  /** A folder of documents; the path is taken from the working directory. */
  readonly folder?: string;
  /** Several of them. Without any, the agent knows the current project and the documentation of its packages. */
  readonly folders?: readonly string[];
  /** Keeps the index of the folders between two processes. Without folders it is kept under `.convoke/`. */
  readonly indexFile?: string;
  /** Where folders must lie that a task adds; anywhere, when left out. */
  readonly allowedFolders?: readonly string[];
  /** An index that stands already; agents may share it, each with its own ranking and its own `include` and `exclude`. */
  readonly index?: KnowledgeIndex;
  readonly ranking?: Partial<Ranking>;
  readonly limits?: Partial<IndexLimits>;
  /** Search services beside the indexed documents. @default none; for an agent without folders and index those of the environment */
  readonly providers?: readonly SearchProvider[];
  /** Which pages may be read, and how much of them. */
  readonly pages?: PageReaderOptions;
  /** Writes answers out of quotes that are checked; without it answers are quoted. */
  readonly model?: LanguageModel;
  /** What the model is used for. */
  readonly modelOptions?: Partial<ModelOptions>;
  /** Where an agent without folders and index finds more folders and search services. @default `process.env` */
  readonly environment?: Environment;
  /** Higher is preferred. @default 5 */
  readonly priority?: number;
  /** Tasks at once; unlimited when left out. */
  readonly maxConcurrency?: number;
}

const names: readonly (keyof KnowledgeAgentOptions)[] = [
  "name",
  "folder",
  "folders",
  "indexFile",
  "allowedFolders",
  "index",
  "include",
  "exclude",
  "ranking",
  "limits",
  "providers",
  "pages",
  "model",
  "modelOptions",
  "environment",
  "priority",
  "maxConcurrency",
];

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";
const hasFunction = (value: unknown, name: string): boolean =>
  isObject(value) && typeof (value as Record<string, unknown>)[name] === "function";

/** What these options have to be; whatever is not listed is checked where it is used, at once as well. */
const kinds: readonly (readonly [keyof KnowledgeAgentOptions, (value: unknown) => boolean, string])[] = [
  ["name", isText, "a text"],
  ["folder", isText, "the path of a folder"],
  ["folders", (value) => Array.isArray(value) && value.every(isText), "a list of paths of folders"],
  ["indexFile", isText, "the path of a file"],
  ["allowedFolders", (value) => Array.isArray(value) && value.every(isText), "a list of paths of folders"],
  ["index", (value) => hasFunction(value, "rank"), "what buildIndex, openIndex or createIndex returned"],
  ["model", (value) => hasFunction(value, "generate"), "a language model"],
  ["environment", isObject, "an object of variables, such as process.env"],
];

/** Refuses options that exist nowhere, and folders that cannot be meant; returns the folders. */
export function checkOptions(options: KnowledgeAgentOptions): readonly string[] {
  requireOptions("createKnowledgeAgent", options, names);
  for (const [name, fits, kind] of kinds) {
    const value = options[name];
    if (value !== undefined && !fits(value))
      throw createRefusal(name, `createKnowledgeAgent: ${name} is ${showValue(value)}; pass ${kind}.`);
  }
  const { folder, folders, index } = options;
  const list = [...(folder === undefined ? [] : [folder]), ...(folders ?? [])];
  if (folders !== undefined && list.length === 0) {
    throw createRefusal(
      "folders",
      "folders is empty; leave it out to use the current project, or name a folder.",
    );
  }
  if (index !== undefined && list.length > 0) {
    throw createRefusal(
      "folders",
      "index and folders are both given; an index that stands takes no more folders: pass one of the two.",
    );
  }
  if (options.indexFile !== undefined && list.length === 0) {
    throw createRefusal(
      "indexFile",
      "indexFile keeps the index of folders; name a folder, or leave it out: without folders the index is kept under .convoke/.",
    );
  }
  return list;
}
