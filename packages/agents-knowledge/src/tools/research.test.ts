import { expect, test } from "vitest";
import { createIndex } from "../retrieval/create-index.ts";
import { answerDirectly } from "../research/answer-directly.ts";
import { composeResult } from "../research/compose-result.ts";
import { researchResultSchema } from "./research.ts";
import type { Rank } from "../answers/rank.ts";

/** One question without web and model, as `research` answers it. */
function research(rank: Rank, { question, maxResults = 5 }: { question: string; maxResults?: number }) {
  return composeResult({ question, parts: [answerDirectly(rank, { question, maxResults })], maxResults });
}

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
  for (const { source, quote } of [...result.citations, ...result.findings]) {
    const text = documents.find(({ file }) => file === source.file)?.text ?? "";
    const bytes = Buffer.from(text).subarray(source.span.start, source.span.end);
    expect(bytes.toString()).toBe(quote);
    expect(
      text
        .split("\n")
        .slice(source.line - 1)
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

test("`research` answers in statements only, not in code, tables, headings or lists of links", () => {
  expect(ask("nine euros ferry tickets").answer).not.toContain("--tickets");
  const bare = {
    file: "tool.md",
    text: "# Tool\n\n- [Tool speed limits](#speed)\n\n[![Tool speed limits build passing](b.svg)](c)\n\n| speed | limits |\n|---|---|\n| tool | 9 |\n\n```sh\ntool --speed limits\n```\n\n**Type:** `(speed: Limits) => Tool`\n",
  };
  const own = createIndex([bare]);
  const question = "How do the speed limits of the tool work?";
  const result = research((query, limit) => own.rank(query, { limit }), { question });
  expect(result).toMatchObject({ citations: [], findings: [] });
  expect(result).not.toHaveProperty("answer");
});

test.each(["Who composed the opera Turandot?", "Neptune moons ferry quantum chromodynamics"])(
  "`research` abstains from %j and says why",
  (question) => {
    const result = ask(question);
    expect(result).not.toHaveProperty("answer");
    expect(result).toMatchObject({ confidence: 0, citations: [] });
    expect(result.openPoints[0]).toMatch(/^Nothing found/);
  },
);

const packages: Rank = (query, limit) =>
  createIndex([
    {
      file: "fastq.md",
      title: "fastq",
      text: "# fastq\n\nFast, in memory work queue.\n\n## License\n\nISC\n",
    },
    {
      file: "bundler.md",
      title: "bundler",
      text: "# bundler\n\nBundler is a tool that reads TypeScript. It needs a Rust compiler.\n\n## License\n\nReleased under the MIT license.\n",
    },
  ])
    .rank(query, { limit })
    .map((passage) => ({
      ...passage,
      file: { ...passage.file, package: { name: passage.headings[0], version: "1.0.0" } },
    }));
const askPackages = (question: string) => research(packages, { question }).answer;

test("`research` answers about the package that a question names, and about no other", () => {
  expect(askPackages("What license does fastq have?")).toBe("ISC");
  expect(askPackages("What license does bundler have?")).toMatch(/^Released under the MIT license\./);
  for (const question of ["What license does typescript have?", "Is zod MIT?", "How fast is Rust?"])
    expect(askPackages(question)).toBeUndefined();
});

test("`research` takes a bare name for a question after its meaning, which a mere mention does not answer", () => {
  expect(askPackages("bundler")).toBe("Bundler is a tool that reads TypeScript.");
  expect(askPackages("What is fastq?")).toBe("Fast, in memory work queue.");
  for (const question of ["TypeScript", "TypeScript 7", "What is Rust?"])
    expect(askPackages(question)).toBeUndefined();
});

test("`research` names each source once and keeps to `maxResults`", () => {
  const result = research(rank, { question: "ferry passengers", maxResults: 2 });
  expect(result.findings).toHaveLength(2);
  expect(new Set(result.sources.map(({ file }) => file)).size).toBe(result.sources.length);
});
