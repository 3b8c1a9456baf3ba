import { createKnowledgeAgent, type KnowledgeIndex, type ResearchResult } from "@convoke/agents-knowledge";
import { Orchestrator } from "@convoke/core";
import type { Figure } from "../figure.ts";
import { holdsAnswer, toPercent } from "../metrics.ts";
import type { Question, QuestionSet } from "../question-set.ts";
import { isVerbatim, readTexts } from "./known-texts.ts";

/** What became of one question. */
export interface AnswerOutcome {
  readonly isAnswered: boolean;
  readonly isRight: boolean;
  readonly confidence: number;
  readonly citations: number;
  /** Citations whose bytes, at their span in the text of their hash, are the quote. */
  readonly verbatim: number;
}

/** Lets an agent answer each question from the whole index. */
export async function runAnswers(
  index: KnowledgeIndex,
  set: QuestionSet,
  questions: readonly Question[],
): Promise<AnswerOutcome[]> {
  const texts = readTexts(set);
  const ask = createAsker(index, []);
  const outcomes: AnswerOutcome[] = [];
  for (const { question, answers } of questions) {
    const { answer, confidence, citations, findings } = await ask(question);
    const quoted = [...citations, ...findings];
    outcomes.push({
      isAnswered: answer !== undefined,
      isRight: answer !== undefined && holdsAnswer(answer, answers),
      confidence,
      citations: quoted.length,
      verbatim: quoted.filter((citation) => isVerbatim(citation, texts)).length,
    });
  }
  return outcomes;
}

/** Lets an agent answer each question from the other articles only, where the answer is not. */
export async function runAbstention(
  index: KnowledgeIndex,
  { passages }: QuestionSet,
  questions: readonly Question[],
): Promise<AnswerOutcome[]> {
  const titles = new Map(passages.map(({ id, title }) => [id, title]));
  const outcomes: AnswerOutcome[] = [];
  for (const title of new Set(questions.map(({ passageId }) => titles.get(passageId)))) {
    const ask = createAsker(
      index,
      passages.filter((passage) => passage.title === title).map(({ id }) => String(id)),
    );
    for (const { question } of questions.filter(({ passageId }) => titles.get(passageId) === title)) {
      const { answer, confidence } = await ask(question);
      outcomes.push({
        isAnswered: answer !== undefined,
        isRight: false,
        confidence,
        citations: 0,
        verbatim: 0,
      });
    }
  }
  return outcomes;
}

/** The figures of questions that were asked with and without their article. */
export function summarizeAnswers(
  answered: readonly AnswerOutcome[],
  withoutArticle: readonly AnswerOutcome[],
): Figure[] {
  const count = (outcomes: readonly AnswerOutcome[], is: (outcome: AnswerOutcome) => boolean): number =>
    outcomes.filter(is).length;
  const total = (name: "citations" | "verbatim"): number =>
    answered.reduce((sum, outcome) => sum + outcome[name], 0);
  const percent = (name: string, part: number, whole: number): Figure => ({
    name,
    value: toPercent(part, whole),
    format: "percent",
  });
  return [
    percent(
      "the two-sentence answer holds a right one",
      count(answered, ({ isRight }) => isRight),
      answered.length,
    ),
    percent(
      "no answer given to a question that has one",
      count(answered, ({ isAnswered }) => !isAnswered),
      answered.length,
    ),
    percent(
      "question refused when its article is removed",
      count(withoutArticle, ({ isAnswered }) => !isAnswered),
      withoutArticle.length,
    ),
    percent("citations found verbatim at their span", total("verbatim"), total("citations")),
  ];
}

/** An agent that sees the index but for some files, asked through an orchestrator as any other. */
function createAsker(
  index: KnowledgeIndex,
  hidden: readonly string[],
): (question: string) => Promise<ResearchResult> {
  const agent = createKnowledgeAgent({ index, ...(hidden.length > 0 && { exclude: [...hidden] }) });
  const orchestrator = new Orchestrator({ agents: { knowledge: agent } });
  return async (question) => {
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      description: question,
      input: { question },
    });
    return task.result as ResearchResult;
  };
}
