import type { AgentContext, TaskRequest } from "@convoke/core";
import type { LazyIndex } from "./lazy-index.ts";
import type { IndexedFile } from "./retrieval/knowledge-index.ts";
import type { Ranking } from "./retrieval/ranking.ts";
import type { KnowledgeInput } from "./tools/input.ts";
import { interpretRequest } from "./tools/interpret-request.ts";
import { research, type ResearchResult } from "./tools/research.ts";
import { search, type SearchResult } from "./tools/search.ts";
import { verifyFact, type VerifyFactResult } from "./tools/verify-fact.ts";
import type { Rank } from "./tools/rank.ts";

/** What the knowledge agent answers; `type` tells which. */
export type KnowledgeResult = SearchResult | ResearchResult | VerifyFactResult;

/** Makes the agent's executor: understands the task, opens the index, and hands both to the right tool. */
export function createExecutor({
  lazyIndex,
  ranking,
  accepts,
}: {
  lazyIndex: LazyIndex;
  ranking: Ranking;
  accepts?: ((file: IndexedFile) => boolean) | undefined;
}): (task: TaskRequest<KnowledgeInput>, context: AgentContext) => Promise<KnowledgeResult> {
  return async (task, context) => {
    context.signal.throwIfAborted();
    const { type, text, maxResults } = interpretRequest(task);
    const index = await lazyIndex.open(context.signal, ({ indexedFiles, totalFiles }) =>
      context.report({
        fraction: totalFiles === 0 ? 1 : indexedFiles / totalFiles,
        message: `Indexed ${indexedFiles} of ${totalFiles} files`,
      }),
    );
    const rank: Rank = (query, limit) => index.rank(query, { limit, ranking, ...(accepts && { accepts }) });
    switch (type) {
      case "search":
        return search(rank, { query: text, ...(maxResults !== undefined && { maxResults }) });
      case "research":
        return research(rank, { question: text, ...(maxResults !== undefined && { maxResults }) });
      case "verify_fact":
        return verifyFact(rank, {
          claim: text,
          ...(maxResults !== undefined && { maxEvidence: maxResults }),
        });
    }
  };
}
