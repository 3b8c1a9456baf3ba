import { AgentType, type AgentContext, ErrorCode, type Task, TaskStatus } from "@convoke/core";
import { researchResultSchema } from "./research-result.ts";
import { measureShare } from "../answers/measure-share.ts";
import { createOpenPart, type ResearchPart, type Section } from "../answers/section.ts";
import type { SubQuestion } from "./sub-question.ts";

/**
 * Has one of several questions researched by a child task of the same agent, which then answers from its own
 * view of the index and with its own ranking.
 *
 * The child does research, not retrieval alone: passages as JSON would have to be scored again here, while an
 * answer with its citations is complete. `split: false` keeps it from taking its question apart once more. A
 * child that does not complete is an open point; one that the budget has no room for is looked up here, by quotes
 * only, which cost nothing. Where nothing is known about the purpose of a comparison, its subject is asked for by
 * itself.
 */
export async function delegatePart(
  { question, general, subject }: SubQuestion,
  {
    key,
    agentName,
    maxResults,
    quote,
    context,
  }: {
    /** Names the child within its parent, the same in every attempt. */
    key: string;
    agentName: string;
    maxResults: number | undefined;
    /** Looks a question up without a child and without a model. */
    quote: (question: string) => ResearchPart;
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
  const { section, findings, sources } = readPart(task, { question, quote });
  const kept = subject === undefined ? section : keepSubject(section, subject);
  if (kept.answer !== undefined || general === undefined) return { section: kept, findings, sources };

  const part = await delegatePart(
    { question: general, ...(subject !== undefined && { subject }) },
    { key: `${key}-general`, agentName, maxResults, quote, context },
  );
  const openPoints = [`Nothing was found for “${question}”.`, ...part.section.openPoints];
  return { ...part, section: { ...part.section, openPoints } };
}

function readPart(
  { status, result, error, failure }: Task,
  { question, quote }: { question: string; quote: (question: string) => ResearchPart },
): ResearchPart {
  if (status !== TaskStatus.COMPLETED) {
    if (failure?.code !== ErrorCode.BUDGET_EXCEEDED)
      return createOpenPart(question, `This was not looked up: ${error ?? status}`);
    const part = quote(question);
    const openPoints = [
      ...part.section.openPoints,
      `This was only looked up in the index: ${error ?? status}`,
    ];
    return { ...part, section: { ...part.section, openPoints } };
  }
  const read = researchResultSchema.safeParse(result).data;
  const section = read?.sections[0];
  return read === undefined || section === undefined
    ? createOpenPart(question, "This was not looked up: the answer was no research.")
    : { section, findings: read.findings, sources: read.sources };
}

/**
 * The sentences that speak of a subject: in their quotes, in the headings above them, or in the name of their
 * document. What is said of the other side of a comparison is left out.
 */
function keepSubject(section: Section, subject: string): Section {
  const speaks = section.citations.map(
    ({ quote, source }) =>
      measureShare(subject, [quote, source.title, source.file, source.url ?? ""].join("\n")) >= 0.5,
  );
  const sentences = section.sentences.filter(({ citations }) =>
    citations.some((number) => speaks[number - 1]),
  );
  if (sentences.length === section.sentences.length) return section;
  const { answer: _, ...rest } = section;
  if (sentences.length === 0) {
    const openPoint = `Nothing found: what comes nearest does not speak of ${subject}.`;
    return { ...rest, confidence: 0, sentences: [], citations: [], openPoints: [openPoint] };
  }
  const numbers = [...new Set(sentences.flatMap(({ citations }) => citations))];
  return {
    ...rest,
    answer: sentences.map(({ text }) => text).join(" "),
    sentences: sentences.map(({ text, citations }) => ({
      text,
      citations: citations.map((number) => numbers.indexOf(number) + 1),
    })),
    citations: numbers.map((number) => section.citations[number - 1]),
  };
}
