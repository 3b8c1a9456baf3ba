import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  createIndex,
  createKnowledgeAgent,
  type KnowledgeIndex,
  type ResearchResult,
} from "@convoke/agents-knowledge";
import { Orchestrator } from "@convoke/core";

/** A set of passages, and of questions each of which one passage answers. */
interface QuestionSet {
  readonly source?: string;
  readonly passages: readonly { readonly id: number; readonly title: string; readonly text: string }[];
  readonly questions: readonly {
    readonly question: string;
    readonly answers: readonly string[];
    readonly passageId: number;
  }[];
}

const usage = `How good the knowledge agent's retrieval is, on a set of questions of your own.

  node --conditions=@convoke/source apps/benchmarks/src/retrieval-quality.ts --data FILE

FILE is JSON: { "passages": [{ "id", "title", "text" }], "questions": [{ "question", "answers": ["…"], "passageId" }] }.
SQuAD's development set in this form gives the figures in docs/results.md. No set is shipped.`;

function readQuestionSet(path: string): QuestionSet {
  const data = JSON.parse(readFileSync(path, "utf8")) as Partial<QuestionSet> | null;
  if (!Array.isArray(data?.passages) || !Array.isArray(data.questions)) {
    throw new Error(`${path} holds no "passages" and "questions"`);
  }
  return data as QuestionSet;
}

function measureCpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Where the right passage stands among the ranked ones: recall at 1 and 5, mean reciprocal rank to 10. */
function measureRanking(index: KnowledgeIndex, { questions }: QuestionSet): Record<string, string> {
  let [first, five, reciprocal] = [0, 0, 0];
  const cpuMs = measureCpuMs(() => {
    for (const { question, passageId } of questions) {
      // A long passage may be divided, so more are asked for than ten.
      const files = [...new Set(index.rank(question, { limit: 15 }).map(({ file }) => file.file))];
      const rank = files.indexOf(String(passageId));
      if (rank === 0) first += 1;
      if (rank >= 0 && rank < 5) five += 1;
      if (rank >= 0 && rank < 10) reciprocal += 1 / (rank + 1);
    }
  });
  return {
    "recall@1": formatShare(first, questions.length),
    "recall@5": formatShare(five, questions.length),
    "MRR@10": (reciprocal / questions.length).toFixed(3),
    "CPU per query": `${(cpuMs / questions.length).toFixed(2)} ms`,
  };
}

/** Whether the quoted answer holds a right one, how often none is given, and whether each quote is really there. */
async function measureAnswers(
  index: KnowledgeIndex,
  { passages, questions }: QuestionSet,
): Promise<Record<string, string>> {
  const texts = new Map(passages.map(({ id, text }) => [String(id), text]));
  const orchestrator = new Orchestrator({ agents: { knowledge: createKnowledgeAgent({ index }) } });
  let [right, refused, citations, verbatim] = [0, 0, 0, 0];
  for (const { question, answers } of questions) {
    const task = await orchestrator.delegateTask({
      agentType: "knowledge",
      description: question,
      input: { question },
    });
    const result = task.result as ResearchResult;
    if (result.answer === undefined) refused += 1;
    const answer = normalise(result.answer ?? "");
    if (answers.some((gold) => answer.includes(normalise(gold)))) right += 1;
    for (const { source, quote } of result.citations) {
      citations += 1;
      if (texts.get(source.file)?.includes(quote)) verbatim += 1;
    }
  }
  return {
    "answer holds a right one": formatShare(right, questions.length),
    "no answer given": formatShare(refused, questions.length),
    "citations found verbatim": formatShare(verbatim, citations),
  };
}

/** How often no answer is given when everything under the right passage's title is hidden. */
async function measureAbstention(
  index: KnowledgeIndex,
  { passages, questions }: QuestionSet,
): Promise<Record<string, string>> {
  const titles = new Map(passages.map(({ id, title }) => [id, title]));
  let [asked, refused] = [0, 0];
  for (const title of new Set(titles.values())) {
    const hidden = passages.filter((passage) => passage.title === title).map(({ id }) => String(id));
    const orchestrator = new Orchestrator({
      agents: { knowledge: createKnowledgeAgent({ index, exclude: hidden }) },
    });
    for (const { question } of questions.filter(({ passageId }) => titles.get(passageId) === title)) {
      const task = await orchestrator.delegateTask({
        agentType: "knowledge",
        description: question,
        input: { question },
      });
      asked += 1;
      if ((task.result as ResearchResult).answer === undefined) refused += 1;
    }
  }
  return { "refused without its article": formatShare(refused, asked) };
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function formatShare(part: number, whole: number): string {
  return `${whole === 0 ? "0.00" : ((100 * part) / whole).toFixed(2)} %`;
}

async function main(): Promise<void> {
  const { data: path } = parseArgs({ options: { data: { type: "string" } } }).values;
  if (path === undefined) {
    console.log(usage);
    return;
  }
  const set = readQuestionSet(path);
  let index: KnowledgeIndex = createIndex([]);
  const cpuMs = measureCpuMs(() => {
    index = createIndex(set.passages.map(({ id, title, text }) => ({ file: String(id), title, text })));
  });
  console.log(
    `${set.source ?? path}: ${set.passages.length} passages, indexed in ${cpuMs.toFixed(0)} ms of CPU`,
  );
  const columns: Record<string, Record<string, string>> = {};
  for (const [name, part] of Object.entries(divide(set))) {
    columns[name] = {
      questions: String(part.questions.length),
      ...measureRanking(index, part),
      ...(await measureAnswers(index, part)),
      ...(await measureAbstention(index, part)),
    };
  }
  const measures = Object.keys(columns["all"] ?? {});
  console.table(
    Object.fromEntries(
      measures.map((measure) => [
        measure,
        Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[measure]])),
      ]),
    ),
  );
}

/** The questions as a whole and by halves of the titles: of a sorted list the first, the third and so on, and the others. */
function divide(set: QuestionSet): Readonly<Record<string, QuestionSet>> {
  const titles = new Map(set.passages.map(({ id, title }) => [id, title]));
  const sorted = [...new Set(titles.values())].toSorted();
  const takeHalf = (rest: number): QuestionSet => ({
    ...set,
    questions: set.questions.filter(
      ({ passageId }) => sorted.indexOf(titles.get(passageId) ?? "") % 2 === rest,
    ),
  });
  return { all: set, "1st, 3rd, … title": takeHalf(0), "2nd, 4th, … title": takeHalf(1) };
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
});
