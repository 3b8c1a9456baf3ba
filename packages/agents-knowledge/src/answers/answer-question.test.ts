import { expect, test } from "vitest";
import { createIndex } from "../retrieval/create-index.ts";
import { answerQuestion } from "./answer-question.ts";

const documents = [
  {
    file: "birds.md",
    text: "# Birds\n\nThe takahe was rediscovered in 1948. The kea is a parrot.\n\n| bird | weight |\n|---|---|\n| weka | 900 g |\n",
  },
  {
    file: "tower.md",
    text: "# Tower\n\nThe tower stands in the harbour. Portuguese masons built it in 1893.\n",
  },
];
const index = createIndex(documents);
const ask = (question: string) =>
  answerQuestion((query, limit) => index.rank(query, { limit }), { question });

test("`answerQuestion` quotes the sentences that hold the question, with a confidence below certainty", () => {
  const { answer, confidence, citations } = ask("When was the takahe rediscovered?");
  expect(answer).toContain("The takahe was rediscovered in 1948.");
  expect(citations[0].source).toMatchObject({ file: "birds.md", line: 3 });
  expect(confidence).toBeGreaterThan(0.5);
  expect(confidence).toBeLessThan(1);
});

test.each(["What is the weight of the weka?", "How heavy is the weka?"])(
  "`answerQuestion` gives no sentence for %j, whose words stand in a table beside it only",
  (question) => {
    expect(ask(question)).toMatchObject({
      confidence: 0,
      citations: [],
      openPoints: ["Nothing found: its words occur, but no sentence answers it."],
    });
    expect(ask(question)).not.toHaveProperty("answer");
  },
);

test("`answerQuestion` adds no sentence of another document that holds nothing of the question", () => {
  expect(ask("What is a kea?").answer).not.toContain("tower");
});

test("`answerQuestion` is less sure of the only passage there is than of one that leads others", () => {
  const alone = createIndex([documents[0]]);
  const question = "When was the takahe rediscovered?";
  const { confidence } = answerQuestion((query, limit) => alone.rank(query, { limit }), { question });
  expect(confidence).toBeLessThanOrEqual(ask(question).confidence);
});

test("`answerQuestion` stays below 1,250 characters: a long sentence stands alone", () => {
  const sentence = `The kakapo eats ${"rimu fruit and fern roots and ".repeat(24)}leaves.`;
  const parrots = [
    { file: "kakapo.md", text: `# Kakapo\n\n${sentence} ${sentence.replace("The", "Also the")}` },
  ];
  const long = createIndex(parrots);
  const { answer } = answerQuestion((query, limit) => long.rank(query, { limit }), {
    question: "Which rimu fruit and fern roots does the kakapo eat?",
  });
  expect(answer).toHaveLength(sentence.length);
});
