import type { LanguageModel } from "@convoke/core";
import type { Library } from "./library/library.ts";
import type { ModelOptions } from "./model/model-options.ts";
import type { PageReader } from "./pages/page-reader.ts";
import type { WebSearch } from "./providers/web-search.ts";
import type { IndexedFile } from "./retrieval/knowledge-index.ts";
import type { Ranking } from "./retrieval/ranking.ts";

/** What an agent's tools work with. */
export interface Services {
  /** The agent's own name, under which its parts are delegated to it. */
  readonly agentName: string;
  readonly library: Library;
  readonly ranking: Ranking;
  /** Leaves out files of the index that it answers `false` for. */
  readonly accepts?: ((file: IndexedFile) => boolean) | undefined;
  /** Searches the providers, if there are any, and the index. */
  readonly webSearch: WebSearch;
  readonly pages: PageReader;
  /** True when a capability announces a cost or tokens, so that tasks must say what they really spent. */
  readonly isPriced?: boolean;
  /** Writes answers when there is one; without it they are quoted. */
  readonly model?: LanguageModel | undefined;
  readonly modelOptions?: ModelOptions | undefined;
}
