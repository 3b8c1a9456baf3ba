import type { AgentContext, TaskRequest } from "@convoke/core";
import type { Rank } from "./answers/rank.ts";
import { reportIndexing } from "./library/report-indexing.ts";
import type { Services } from "./services.ts";
import { giveWayThenRun } from "./waiting/give-way.ts";
import { indexDocuments, type IndexDocumentsResult } from "./tools/index-documents.ts";
import type { KnowledgeRequestInput } from "./tools/input.ts";
import { interpretRequest } from "./tools/interpret-request.ts";
import type { ReadPageResult } from "./pages/read-page-result.ts";
import { readPage } from "./tools/read-page.ts";
import { research, type ResearchResult } from "./tools/research.ts";
import { retrieve, type RetrieveResult } from "./tools/retrieve.ts";
import { checkFact, type VerifyFactResult } from "./tools/verify-fact.ts";
import { search, type SearchResult } from "./tools/web-search.ts";

/** What the knowledge agent answers; `type` tells which. */
export type KnowledgeResult =
  | SearchResult
  | ResearchResult
  | VerifyFactResult
  | RetrieveResult
  | IndexDocumentsResult
  | ReadPageResult;

/** Makes the agent's executor: understands the task, and hands it to the right tool. */
export function createExecutor(
  services: Services,
): (task: TaskRequest<KnowledgeRequestInput>, context: AgentContext) => Promise<KnowledgeResult> {
  return async (task, context) => {
    context.signal.throwIfAborted();
    const request = interpretRequest(task);
    if (services.isPriced) await chargeOnlyWhatIsSettled(context);
    if (request.type === "index") return indexDocuments(services, request, context);
    if (request.type === "read_page") return readPage(services, request, context);
    const rank = await openRank(services, context);
    return giveWayThenRun(context, (): KnowledgeResult | Promise<KnowledgeResult> => {
      switch (request.type) {
        case "search":
          return search(services, request, rank, context);
        case "retrieve":
          return retrieve(rank, request);
        case "research":
          return research(services, rank, request, context);
        case "verify_fact":
          return checkFact(
            services,
            rank,
            { claim: request.claim, maxEvidence: request.maxResults },
            context,
          );
      }
    });
  };
}

/** A task that names no capability is set aside the dearest one's estimate, and charged it if nothing is reserved. */
async function chargeOnlyWhatIsSettled({ budget }: AgentContext): Promise<void> {
  const reservation = await budget.reserve({ costUsd: 0, tokens: 0 });
  await reservation.settle({ costUsd: 0, tokens: 0 });
}

/** The agent's own view of its index, which is made first if need be. */
async function openRank({ library, ranking, accepts }: Services, context: AgentContext): Promise<Rank> {
  const index = await library.open(context.signal, reportIndexing(context));
  return (query, limit) => index.rank(query, { limit, ranking, ...(accepts && { accepts }) });
}
