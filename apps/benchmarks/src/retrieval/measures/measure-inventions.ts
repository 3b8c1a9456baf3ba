import { createKnowledgeAgent, type KnowledgeIndex, type ResearchResult } from "@convoke/agents-knowledge";
import { Orchestrator } from "@convoke/core";
import type { Figure } from "../figure.ts";
import { createInventingModel, inventionMark } from "../inventing-model.ts";
import type { Question, QuestionSet } from "../question-set.ts";
import { isVerbatim, readTexts } from "./known-texts.ts";

/** A number that the model adds to quotes. */
const inventedNumber = "98765";

/**
 * What gets through of a model that invents ids, sources, quotes, numbers, names and addresses: sources that are
 * no passage of the set or do not hold their quote, sentences without a citation, and anything else invented.
 */
export async function measureInventions(
  index: KnowledgeIndex,
  set: QuestionSet,
  questions: readonly Question[],
): Promise<Figure[]> {
  const texts = readTexts(set);
  const model = createInventingModel();
  const knowledge = createKnowledgeAgent({ index, model, modelOptions: { rerank: true } });
  const orchestrator = new Orchestrator({ agents: { knowledge } });
  let [written, cited, sources, sentences] = [0, 0, 0, 0];
  for (const { question } of questions) {
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      description: question,
      input: { question },
    });
    const result = task.result as ResearchResult;
    if (result.method === "model") written += 1;
    const citations = [...result.citations, ...result.findings];
    cited += citations.length;
    sources += citations.filter((citation) => !isVerbatim(citation, texts)).length;
    sources += result.sources.filter(({ file }) => !texts.has(file)).length;
    sentences += result.sections
      .flatMap((section) => section.sentences)
      .filter(({ text, citations: numbers }) => numbers.length === 0 || isInvented(text, question)).length;
    if (isInvented(JSON.stringify(result), question)) sentences += 1;
  }
  await orchestrator.close();
  return [
    { name: "answers that a model wrote", value: written, format: "count" },
    { name: "times that it was asked to write", value: model.answersWritten, format: "count" },
    { name: "citations under a model that invents", value: cited, format: "count" },
    { name: "invented sources", value: sources, format: "count" },
    { name: "invented sentences", value: sentences, format: "count" },
  ];
}

function isInvented(text: string, question: string): boolean {
  return (
    text.includes(inventionMark) || (text.includes(inventedNumber) && !question.includes(inventedNumber))
  );
}
