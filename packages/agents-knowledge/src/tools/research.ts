import type { AgentContext } from "@convoke/core";
import type { Rank } from "../answers/rank.ts";
import { answerDirectly } from "../research/answer-directly.ts";
import { composeResult } from "../research/compose-result.ts";
import { delegatePart } from "../research/delegate-part.ts";
import { researchQuestion } from "../research/research-question.ts";
import type { ResearchResult } from "../research/research-result.ts";
import { splitQuestion } from "../research/split-question.ts";
import type { Services } from "../services.ts";

export { researchResultSchema, type ResearchResult } from "../research/research-result.ts";

const findingsByDefault = 5;

/**
 * Researches a question. One that is made of several is taken apart, and each part researched by a child
 * task, all at once; the whole question is looked up as well.
 */
export async function research(
  services: Pick<Services, "agentName" | "ranking" | "webSearch" | "model" | "modelOptions">,
  rank: Rank,
  request: { question: string; maxResults?: number | undefined; split?: boolean | undefined },
  context: AgentContext,
): Promise<ResearchResult> {
  const { question, split = true } = request;
  const { parts, leftOut } = split ? splitQuestion(question) : { parts: [], leftOut: 0 };
  const maxResults = request.maxResults ?? Math.max(findingsByDefault, 2 * parts.length);
  if (parts.length < 2) {
    const asked = parts[0]?.question ?? question;
    const part = await researchQuestion(services, rank, { question: asked, maxResults }, context);
    return composeResult({ question, parts: [part], maxResults });
  }
  const direct = answerDirectly(rank, { question, maxResults });
  const { agentName } = services;
  let settled = 0;
  const answered = await Promise.all(
    parts.map(async (part, at) => {
      const key = `part-${at + 1}`;
      const found = await delegatePart(part, {
        key,
        agentName,
        maxResults: request.maxResults,
        quote: (asked) => answerDirectly(rank, { question: asked, maxResults }),
        context,
      });
      settled += 1;
      context.report({
        fraction: settled / parts.length,
        message: `Looked into ${settled} of ${parts.length} questions`,
      });
      return found;
    }),
  );
  const openPoints =
    leftOut === 0 ? [] : [`Only the first ${parts.length} parts were looked up; ${leftOut} were not.`];
  return composeResult({ question, parts: answered, direct, openPoints, maxResults });
}
