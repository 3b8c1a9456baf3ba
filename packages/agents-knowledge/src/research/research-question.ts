import type { AgentContext } from "@convoke/core";
import type { Rank } from "../answers/rank.ts";
import { writePart } from "../model/write-part.ts";
import type { Services } from "../services.ts";
import { answerDirectly } from "./answer-directly.ts";
import { fuseRanks } from "../answers/fuse-rankings.ts";
import { readWeb } from "./read-web.ts";
import type { ResearchPart } from "../answers/section.ts";

/** Researches one question: in the index, on the web where the agent may search it, with a model if there is one. */
export async function researchQuestion(
  services: Pick<Services, "agentName" | "ranking" | "webSearch" | "model" | "modelOptions">,
  local: Rank,
  { question, maxResults }: { question: string; maxResults: number },
  context: AgentContext,
): Promise<ResearchPart> {
  const web = services.webSearch.hasProviders ? await readWeb(services, question, context) : undefined;
  const rank = web?.rank === undefined ? local : fuseRanks([local, web.rank]);
  const quoted = answerDirectly(rank, { question, maxResults });
  const part = await writePart(services, { question, rank, quoted }, context);
  const openPoints = [...part.section.openPoints, ...(web?.openPoints ?? [])];
  return { ...part, section: { ...part.section, openPoints } };
}
