import { expect, test } from "vitest";
import { createIndex } from "../retrieval/create-index.ts";
import { answerQuestion } from "./answer-question.ts";
import { estimateConfidence, type AnswerSigns } from "./confidence.ts";

const good: AnswerSigns = {
  coverage: 1,
  sentence: 0.9,
  lead: 0.4,
  missingNames: 0,
  missingKind: 0,
  agreement: 1,
  words: Math.log(5),
};

test("`estimateConfidence` falls with each sign that is worse, and stays within 0 and 1", () => {
  const best = estimateConfidence(good);
  expect(best).toBeLessThanOrEqual(1);
  for (const [sign, worse] of Object.entries({
    coverage: 0.4,
    sentence: 0.2,
    lead: 0,
    missingNames: 1,
    missingKind: 1,
    agreement: 0.2,
    words: 0,
  })) {
    const confidence = estimateConfidence({ ...good, [sign]: worse });
    expect(confidence, sign).toBeLessThan(best);
    expect(confidence, sign).toBeGreaterThanOrEqual(0);
  }
});

test("`answerQuestion` gives a half-fitting passage less confidence than a fitting one, and no answer to one that hardly fits", () => {
  const index = createIndex([
    { file: "a.md", title: "Pier", text: "The Northern pier was built by Ada Holm in 1856. It is grey." },
    { file: "b.md", title: "Town", text: "The town has a market and two churches. Ships call there." },
    { file: "c.md", title: "Sea", text: "The sea is cold in winter. Seals are seen there." },
  ]);
  const ask = (question: string) =>
    answerQuestion((query, limit) => index.rank(query, { limit }), { question });
  const fitting = ask("Who built the Northern pier?");
  const half = ask("Who built the Southern pier and its lighthouse?");
  expect(fitting.answer).toContain("Ada Holm");
  expect(half.confidence).toBeLessThan(fitting.confidence);
  const hardly = ask("Which composer conducted the Vienna Philharmonic in winter?");
  expect(hardly).toMatchObject({ confidence: 0, citations: [] });
  expect(hardly.openPoints[0]).toMatch(/^Nothing found/);
});
