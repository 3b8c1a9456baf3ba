import { expect, test } from "vitest";
import { createIndex } from "../retrieval/create-index.ts";
import { research, researchResultSchema } from "./research.ts";
import type { Rank } from "./rank.ts";

const documents = [
  {
    file: "ferry.md",
    text: "# Ferry\n\nA ferry is a ship that carries people over water. The **Northern ferry** leaves at 7:30 from [pier four](map.md). It carries 120 passengers.\n\n## Fares\n\nA ticket costs nine euros. Children travel free.\n",
  },
  {
    file: "train.md",
    text: "# Train\n\nThe train leaves every hour. It carries 400 passengers.\n\n```sh\nferry --tickets nine\n```\n",
  },
];
const index = createIndex(documents);
const rank: Rank = (query, limit) => index.rank(query, { limit });
const ask = (question: string) => researchResultSchema.parse(research(rank, { question }));

test("`research` answers in the sources' words, each sentence with a citation that stands there", () => {
  const result = ask("When does the Northern ferry leave?");
  expect(result.answer).toContain("The Northern ferry leaves at 7:30 from pier four.");
  expect(result.confidence).toBeGreaterThan(0.5);
  expect(result.method).toBe("extractive");
  for (const { file, line, quote } of [...result.citations, ...result.findings]) {
    const text = documents.find((document) => document.file === file)?.text ?? "";
    expect(
      text
        .split("\n")
        .slice(line - 1)
        .join("\n"),
    ).toContain(quote);
  }
});

test("`research` prefers the sentence that defines what is asked for", () => {
  expect(ask("What is a ferry?").answer).toMatch(/A ferry is a ship that carries people over water\./);
});

test("`research` introduces a thing by what opens the text under its name", () => {
  const queue = {
    file: "fastq.md",
    title: "fastq",
    text: "# fastq\n\nFast, in memory work queue.\n\n## Install\n\n`npm i fastq --save`\n\n```js\nfastq(fastq)\n```\n",
  };
  const own = createIndex([...documents, queue]);
  const result = research((query, limit) => own.rank(query, { limit }), { question: "What is fastq?" });
  expect(result.answer).toMatch(/^Fast, in memory work queue\./);
});

test("`research` prefers a number where one is asked for", () => {
  expect(ask("How many passengers does the train carry?").citations.map(({ quote }) => quote)).toContain(
    "It carries 400 passengers.",
  );
});

test("`research` does not answer in code where there is prose", () => {
  expect(ask("nine euros ferry tickets").answer).not.toContain("--tickets");
});

test.each(["Who composed the opera Turandot?", "Neptune moons ferry quantum chromodynamics"])(
  "`research` abstains from %j and says why",
  (question) => {
    const result = ask(question);
    expect(result).not.toHaveProperty("answer");
    expect(result).toMatchObject({ confidence: 0, citations: [] });
    expect(result.openPoints[0]).toMatch(/No answer|No indexed passage/);
  },
);

test("`research` names each source once and keeps to `maxResults`", () => {
  const result = research(rank, { question: "ferry passengers", maxResults: 2 });
  expect(result.findings).toHaveLength(2);
  expect(new Set(result.sources.map(({ file }) => file)).size).toBe(result.sources.length);
});
