import { AgentType, type AgentContext, TaskStatus } from "@convoke/core";
import { researchResultSchema } from "./research-result.ts";
import { createOpenPart, type ResearchPart } from "./section.ts";
import type { SubQuestion } from "./split-question.ts";

/**
 * Has one of several questions researched by a child task of the same agent, which then answers from its own
 * view of the index and with its own ranking.
 *
 * The child does research, not retrieval alone: passages as JSON would have to be scored again here, while an
 * answer with its citations is complete. `split: false` keeps it from taking its question apart once more. A
 * child that does not complete is an open point; nothing is known about the purpose of a comparison, its subject
 * is asked for by itself.
 */
export async function delegatePart(
  { question, general }: SubQuestion,
  {
    key,
    agentName,
    maxResults,
    context,
  }: {
    /** Names the child within its parent, the same in every attempt. */
    key: string;
    agentName: string;
    maxResults: number | undefined;
    context: Pick<AgentContext, "delegate">;
  },
): Promise<ResearchPart> {
  const task = await context.delegate({
    agentType: AgentType.KNOWLEDGE,
    agentName,
    capability: "research",
    key,
    description: question,
    input: { type: "research", question, split: false, ...(maxResults !== undefined && { maxResults }) },
  });
  if (task.status !== TaskStatus.COMPLETED)
    return createOpenPart(question, `This was not looked up: ${task.error ?? task.status}`);
  const result = researchResultSchema.safeParse(task.result).data;
  const section = result?.sections[0];
  if (result === undefined || section === undefined)
    return createOpenPart(question, "This was not looked up: the answer was no research.");
  if (section.answer !== undefined || general === undefined)
    return { section, findings: result.findings, sources: result.sources };

  const part = await delegatePart(
    { question: general },
    { key: `${key}-general`, agentName, maxResults, context },
  );
  const openPoints = [`Nothing was found for “${question}”.`, ...part.section.openPoints];
  return { ...part, section: { ...part.section, openPoints } };
}
