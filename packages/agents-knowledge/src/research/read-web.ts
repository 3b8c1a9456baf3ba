import { z } from "zod";
import { AgentType, type AgentContext, type Task, TaskStatus } from "@convoke/core";
import type { Rank } from "../answers/rank.ts";
import { createIndex, type IndexDocument } from "../retrieval/create-index.ts";
import type { Services } from "../services.ts";
import { readPageResultSchema } from "../pages/read-page-result.ts";

/** What the web has on a question. */
export interface WebFindings {
  /** Over the pages that were read; left out when none was. */
  readonly rank?: Rank;
  /** What could not be searched or read, and why. */
  readonly openPoints: readonly string[];
}

/** Pages that are read for one question. */
const pagesWanted = 3;
/** Pages that are tried when others cannot be read. */
const pagesTried = 6;
const resultsAsked = 10;
const longestReason = 300;

/** Of a search's results only the addresses are used: what a page says is read on the page. */
const resultsSchema = z.object({
  results: z.array(z.object({ url: z.string().optional() })),
  /** How each provider did, as far as the search says it. */
  providers: z
    .array(z.object({ name: z.string(), error: z.object({ message: z.string() }).optional() }))
    .default([]),
});

/**
 * Searches the web for a question and reads the best pages, each by a child task of the same agent, into an
 * index in memory. Whatever fails is an open point; the text of pages is data to be quoted, nothing else.
 */
export async function readWeb(
  { agentName, ranking }: Pick<Services, "agentName" | "ranking">,
  question: string,
  { delegate }: Pick<AgentContext, "delegate">,
): Promise<WebFindings> {
  const agent = { agentType: AgentType.KNOWLEDGE, agentName };
  const search = await delegate({
    ...agent,
    capability: "web_search",
    key: "web-search",
    description: `Search for ${question}`,
    input: { type: "search", query: question, maxResults: resultsAsked },
  });
  const found = resultsSchema.safeParse(search.result).data;
  if (search.status !== TaskStatus.COMPLETED || found === undefined)
    return { openPoints: [`The web was not searched: ${sayWhy(search)}`] };

  const addresses = listAddresses(found.results.flatMap(({ url }) => url ?? [])).slice(0, pagesTried);
  const documents = new Map<string, IndexDocument>();
  const openPoints = found.providers.flatMap(({ name, error }) =>
    error === undefined ? [] : [`${name} was not searched: ${shorten(error.message)}`],
  );
  for (let at = 0; at < addresses.length && documents.size < pagesWanted;) {
    const batch = addresses.slice(at, at + pagesWanted - documents.size);
    const tasks = await Promise.all(
      batch.map((url, place) =>
        delegate({
          ...agent,
          capability: "read_page",
          key: `page-${at + place + 1}`,
          description: `Read ${url}`,
          input: { type: "read_page", url },
        }),
      ),
    );
    for (const [place, task] of tasks.entries()) {
      const page = readPageResultSchema.safeParse(task.result).data;
      if (task.status !== TaskStatus.COMPLETED || page === undefined)
        openPoints.push(
          `${batch[place]} was not read: ${sayWhy(task).replace(`${batch[place]} cannot be read: `, "")}`,
        );
      else {
        const { url, text, title, format, pageStarts, contentHash } = page;
        // Two addresses may lead to one page.
        documents.set(contentHash, {
          file: url,
          url,
          text,
          title,
          format,
          ...(pageStarts && { pageStarts }),
        });
      }
    }
    at += batch.length;
  }
  const unique = [...new Map([...documents.values()].map((document) => [document.file, document])).values()];
  if (unique.length === 0) return { openPoints };
  const index = createIndex(unique);
  return { rank: (query, limit) => index.rank(query, { limit, ranking }), openPoints };
}

/** Addresses of the web, each once, in the order of the results. */
function listAddresses(candidates: readonly string[]): string[] {
  const addresses = candidates.flatMap((candidate) => {
    if (!/^https?:\/\//i.test(candidate) || candidate.length > 2000 || !URL.canParse(candidate)) return [];
    const url = new URL(candidate);
    url.hash = "";
    return [url.href];
  });
  return [...new Set(addresses)];
}

function sayWhy({ error, status }: Task): string {
  const reason = error ?? (status === TaskStatus.COMPLETED ? "the answer has another shape" : status);
  return shorten(reason);
}

function shorten(reason: string): string {
  return reason.length <= longestReason ? reason : `${reason.slice(0, longestReason - 1)}…`;
}
