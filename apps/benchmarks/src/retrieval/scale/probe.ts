import { createIndex, type KnowledgeIndex } from "@convoke/agents-knowledge";
import { measureCpuMs } from "../cpu-time.ts";
import { readQuestionSet, type Passage } from "../question-set.ts";
import { indexPassages } from "../systems/convoke.ts";
import { recombine } from "./recombine.ts";

// A process of its own: `probe.ts FILE COUNT` indexes so many passages, asks questions of the set, and prints
// what that took. Passages beyond those of the set are made of its sentences.

const queries = 300;
const mebibyte = 1024 * 1024;

const [path = "", count = "2000"] = process.argv.slice(2);
const set = readQuestionSet(path);
const step = Math.max(1, Math.floor(set.questions.length / queries));
const questions = set.questions.filter((_, at) => at % step === 0).slice(0, queries);

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
const queryMs = measureCpuMs(() => {
  for (const { question } of questions) index.rank(question, { limit: 10 });
});
console.log(
  JSON.stringify({
    passages: index.passageCount,
    indexingMs,
    queryMs: queryMs / questions.length,
    memoryMib: process.memoryUsage().rss / mebibyte,
    // Linux counts kibibytes.
    greatestMemoryMib: process.resourceUsage().maxRSS / 1024,
  }),
);
