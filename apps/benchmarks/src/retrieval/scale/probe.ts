import { createIndex, type KnowledgeIndex } from "@convoke/agents-knowledge";
import { measureCpuMs } from "../cpu-time.ts";
import { readQuestionSet, type Passage } from "../question-set.ts";
import { indexPassages } from "../systems/convoke.ts";
import { recombine } from "./recombine.ts";

// A process of its own: `probe.ts FILE COUNT` indexes so many passages, asks questions of the set, then as many
// others, and prints what that took: the first ones pay for the compilation of the program. Passages beyond those of the set are made of its sentences.

const queries = 300;
const mebibyte = 1024 * 1024;

const [path = "", count = "2000"] = process.argv.slice(2);
const set = readQuestionSet(path);
const step = Math.max(1, Math.floor(set.questions.length / (2 * queries)));
const questions = set.questions.filter((_, at) => at % step === 0).slice(0, 2 * queries);
const firstQuestions = questions.filter((_, at) => at % 2 === 0);
const nextQuestions = questions.filter((_, at) => at % 2 === 1);

function* listPassages(): Generator<Passage> {
  const own = set.passages.slice(0, Number(count));
  yield* own;
  for (const passage of recombine(set.passages, Number(count) - own.length))
    yield { ...passage, id: -1 - passage.id };
}

let index: KnowledgeIndex = createIndex([]);
const indexingMs = measureCpuMs(() => {
  index = indexPassages(listPassages());
});
const ask = (asked: typeof questions): number =>
  measureCpuMs(() => {
    for (const { question } of asked) index.rank(question, { limit: 10 });
  }) / asked.length;
const firstQueryMs = ask(firstQuestions);
const queryMs = ask(nextQuestions);
console.log(
  JSON.stringify({
    passages: index.passageCount,
    indexingMs,
    firstQueryMs,
    queryMs,
    memoryMib: process.memoryUsage().rss / mebibyte,
    // Linux counts kibibytes.
    greatestMemoryMib: process.resourceUsage().maxRSS / 1024,
  }),
);
