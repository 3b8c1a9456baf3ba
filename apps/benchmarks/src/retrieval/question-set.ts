import { readFileSync } from "node:fs";

/** A passage and the name of the article that it is from. */
export interface Passage {
  readonly id: number;
  readonly title: string;
  readonly text: string;
}

/** A question that one passage answers. */
export interface Question {
  readonly question: string;
  readonly answers: readonly string[];
  readonly passageId: number;
}

/** Passages, and questions each of which one of them answers. */
export interface QuestionSet {
  readonly source: string;
  readonly passages: readonly Passage[];
  readonly questions: readonly Question[];
}

/** The halves of a set: what was tuned was tuned on the first; figures have to hold on the second. */
export interface Halves {
  readonly fitted: readonly Question[];
  readonly other: readonly Question[];
}

/** Reads a set from a JSON file; throws an error that names what is missing. */
export function readQuestionSet(path: string): QuestionSet {
  let data: Partial<QuestionSet> | null;
  try {
    data = JSON.parse(readFileSync(path, "utf8")) as Partial<QuestionSet> | null;
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  const { passages, questions } = data ?? {};
  if (!isListOf(passages, { id: "number", title: "string", text: "string" }))
    throw new Error(`${path} has no "passages", each with a number "id", a "title" and a "text".`);
  if (!isListOf(questions, { question: "string", answers: "object", passageId: "number" }))
    throw new Error(`${path} has no "questions", each with "question", "answers" and a number "passageId".`);
  const ids = new Set(passages.map(({ id }) => id));
  const lost = questions.find(({ passageId }) => !ids.has(passageId));
  if (lost)
    throw new Error(`${path}: "${lost.question}" names passage ${lost.passageId}, which there is not.`);
  return { source: data?.source ?? path, passages, questions };
}

/** Divides the questions by the sorted titles of their articles: the first, third and so on, and the others. */
export function divide({ passages, questions }: QuestionSet): Halves {
  const titles = new Map(passages.map(({ id, title }) => [id, title]));
  const sorted = [...new Set(titles.values())].toSorted();
  const isFitted = ({ passageId }: Question): boolean =>
    sorted.indexOf(titles.get(passageId) ?? "") % 2 === 0;
  return {
    fitted: questions.filter(isFitted),
    other: questions.filter((question) => !isFitted(question)),
  };
}

function isListOf<Item>(list: readonly Item[] | undefined, shape: Record<string, string>): list is Item[] {
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((item: Record<string, unknown> | null) =>
      Object.entries(shape).every(([name, type]) => typeof item?.[name] === type && item?.[name] !== null),
    )
  );
}
