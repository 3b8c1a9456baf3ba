import { z } from "zod";
import { type AgentContext, fenceData, type LanguageModel } from "@convoke/core";
import { askBySchema } from "./ask-by-schema.ts";
import { dataRule } from "./data-rule.ts";

/** What is searched for. */
export interface Queries {
  /** The question itself first, then at most two others. */
  readonly queries: readonly string[];
  /** Why there are no others. */
  readonly reason?: string;
}

const replySchema = z.object({ queries: z.array(z.string()) });
const mostQueries = 3;
const longestQuery = 300;
const maxOutputTokens = 200;

const system = [
  "You write search queries for a search engine that looks for words, not for meaning.",
  dataRule,
  "Give two short queries that find passages answering the question: other words for the same things, and the words " +
    "that an answer would use.",
  'Reply with JSON only: { "queries": ["…", "…"] }',
].join("\n\n");

/** Has a model say a question in other words; the question as it is always stays. */
export async function rewriteQuery(
  model: LanguageModel,
  question: string,
  context: Pick<AgentContext, "signal" | "budget">,
): Promise<Queries> {
  const user = fenceData([{ label: "QUESTION", text: question }]);
  const outcome = await askBySchema(
    model,
    { purpose: "Say a question in other words", system, user, schema: replySchema, maxOutputTokens },
    context,
  );
  if (!outcome.isUsable) return { queries: [question], reason: outcome.reason };
  const others = outcome.value.queries
    .slice(0, mostQueries * 2)
    .map((query) => query.replace(/[\s\p{Cc}]+/gu, " ").trim())
    .filter((query) => query !== "" && query.length <= longestQuery);
  return { queries: [...new Set([question, ...others])].slice(0, mostQueries) };
}
