import type { ResearchResult } from "@convoke/agents-knowledge";
import { expect, test } from "vitest";
import { compareResearch } from "./compare-research.ts";

function createResult(file: string, ...quotes: string[]): ResearchResult {
  const source = { file, title: file, line: 1, span: { start: 0, end: 1 }, contentHash: "" };
  const citations = quotes.slice(0, 1).map((quote) => ({ quote, source }));
  const findings = quotes.map((quote) => ({ quote, source, statement: quote, score: 1 }));
  const sources = [{ file, title: file }];
  return {
    type: "research",
    question: file,
    answer: quotes[0],
    confidence: 0.9,
    method: "extractive",
    citations,
    findings,
    sources,
    sections: [],
    report: "",
    openPoints: [],
  };
}

test("compareResearch puts each research beside the others and finds the names that they share", () => {
  const researches = [
    {
      name: "Oak",
      result: createResult(
        "oak.md",
        "It grows with Rust and Moss.",
        "It likes Moss, not OAK, JS, a Plugin API or Internet Explorer.",
      ),
    },
    { name: "Elm", result: createResult("elm.md", "It is set beside Oak and Moss.") },
  ];
  const { comparands, shared } = compareResearch(researches, ({ file, line }) => `${file}:${line}`);
  expect(comparands[0]).toMatchObject({
    name: "Oak",
    says: "It grows with Rust and Moss.",
    place: "oak.md:1",
    findings: 2,
    sources: 1,
  });
  expect(comparands.map(({ names }) => names)).toEqual([
    ["Moss", "Rust", "Internet Explorer"],
    ["Oak", "Moss"],
  ]);
  expect(shared).toEqual([{ name: "Moss", by: ["Oak", "Elm"] }]);
});
