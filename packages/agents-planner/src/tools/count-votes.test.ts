import { ErrorCode, OrchestrationError } from "@convoke/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { countVotes, type VoteInput } from "./count-votes.ts";

const options = ["React", "React Native", "Vue"];

test("countVotes counts verdicts, choices, answers and texts, whatever their case and white space", () => {
  const count = countVotes("Tea or coffee?", {
    results: {
      ada: { verdict: "tea", confidence: 0.9, reason: "It keeps." },
      bob: { answer: " TEA\n" },
      eve: { choice: "coffee" },
      joe: "Tea",
    },
  });
  expect(count).toMatchObject({
    type: "count_votes",
    question: "Tea or coffee?",
    winner: "tea",
    agreement: 0.75,
    decided: true,
    groups: [
      { choice: "tea", voters: ["ada", "bob", "joe"], share: 0.75 },
      { choice: "coffee", voters: ["eve"], share: 0.25 },
    ],
  });
  expect(count.votes[0]).toEqual({ voter: "ada", choice: "tea", confidence: 0.9, reason: "It keeps." });
});

test("countVotes gives a vote to the one option that an answer names", () => {
  const { votes } = countVotes("Which?", {
    options,
    results: {
      a: "I would take react native for this.",
      b: { answer: "Vue\nIt is smaller than React." },
      c: "React or Vue, both are fine",
      d: "Svelte",
      e: { answer: "Reactive programming" },
    },
  });
  expect(votes.map(({ voter, choice }) => [voter, choice])).toEqual([
    ["a", "React Native"],
    ["b", "Vue"],
    ["c", undefined],
    ["d", undefined],
    ["e", undefined],
  ]);
  expect(votes[2]?.reason).toContain("2 options");
  expect(votes[3]?.reason).toContain("none of the options");
});

test("countVotes keeps failed and empty votes among all", () => {
  const count = countVotes("Which?", {
    options,
    research: [
      "Vue",
      { taskId: "t", status: "failed", error: "no model" },
      { taskId: "u", status: "completed", result: { answer: "Vue" } },
      null,
    ],
  });
  expect(count).toMatchObject({ winner: "Vue", agreement: 0.5, decided: false });
  expect(count.votes[1]).toEqual({ voter: "vote-2", reason: "It has no result: no model" });
  expect(countVotes("Which?", { options, minAgreement: 0.5, research: ["Vue", null] }).decided).toBe(true);
});

test("countVotes names a tie and decides nothing", () => {
  const count = countVotes("Which?", { minAgreement: 0, results: { a: "Vue", b: "React" } });
  expect(count).toMatchObject({ agreement: 0.5, decided: false, tied: ["Vue", "React"] });
  expect(count).not.toHaveProperty("winner");
});

test.each([[undefined], [{}], [{ research: null }], [{ results: { a: "x" }, minAgreement: 2 }]] as const)(
  "countVotes refuses %j",
  (input) => {
    try {
      countVotes("Which?", input);
    } catch (error) {
      expect(OrchestrationError.is(error) && error.code).toBe(ErrorCode.INVALID_INPUT);
      return;
    }
    throw new Error("nothing was thrown");
  },
);

test("countVotes takes any results, and its shares add up to what was chosen", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, maxKeys: 8 }),
      fc.array(fc.string(), { maxLength: 4 }),
      (results, names) => {
        const count = countVotes("Which?", { results, options: names } as VoteInput);
        const chosen = count.votes.filter(({ choice }) => choice !== undefined).length;
        expect(count.votes).toHaveLength(Object.keys(results).length);
        expect(count.groups.reduce((sum, { voters }) => sum + voters.length, 0)).toBe(chosen);
        expect(count.agreement).toBeLessThanOrEqual(1);
      },
    ),
  );
});
