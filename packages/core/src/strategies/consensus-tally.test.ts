import { describe, expect, test } from "vitest";
import { createTally, type Tally, type TallyOutcome } from "./consensus-tally.ts";
import type { TallyOptions } from "./tally-options.ts";

type Report = { readonly answer: string; readonly confidence: number } | "failed";

function createCounted(options: Partial<TallyOptions> & { readonly voters: number }): Tally {
  const { voters, ...others } = options;
  const weights = Array.from({ length: voters }, () => 1);
  return createTally({ weights, minAgreement: 0.6, onVoterFailure: "count", ...others });
}

function countAll(options: TallyOptions, reports: readonly Report[]): TallyOutcome {
  const tally = createTally(options);
  for (const [voter, report] of reports.entries())
    if (report === "failed") tally.fail(voter);
    else tally.vote({ voter, ...report });
  return tally.outcome("complete");
}

describe("createTally", () => {
  test("a unanimous vote is a consensus of 1", () => {
    const tally = createCounted({ voters: 3 });
    for (const voter of [0, 1, 2]) tally.vote({ voter, answer: "yes", confidence: 0.5 });
    expect(tally.outcome("complete")).toEqual({
      consensus: true,
      agreement: 1,
      agreementBounds: { least: 1, greatest: 1 },
      winner: 0,
      groups: [{ answer: "yes", voters: [0, 1, 2], weight: 3, confidence: 0.5 }],
    });
  });

  test("groups stand in the order of the voters, whoever answered first", () => {
    const tally = createCounted({ voters: 4 });
    for (const voter of [3, 1, 2, 0]) tally.vote({ voter, answer: voter % 2, confidence: 0 });
    expect(tally.outcome("complete").groups.map(({ voters }) => voters)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  test("equal weights: the higher confidence wins, then the earliest voter", () => {
    const options: TallyOptions = { weights: [1, 1], minAgreement: 0.5, onVoterFailure: "count" };
    const vote = (first: number, second: number): number | undefined =>
      countAll(options, [
        { answer: "a", confidence: first },
        { answer: "b", confidence: second },
      ]).winner;
    expect(vote(0.2, 0.9)).toBe(1);
    expect(vote(0.9, 0.2)).toBe(0);
    expect(vote(0.4, 0.4)).toBe(0);
  });

  test("sums of weights that differ by rounding only are equal", () => {
    const options: TallyOptions = { weights: [0.3, 0.1, 0.2], minAgreement: 0.5, onVoterFailure: "count" };
    const outcome = countAll(options, [
      { answer: "a", confidence: 0.1 },
      { answer: "b", confidence: 0 },
      { answer: "b", confidence: 0 },
    ]);
    expect(0.1 + 0.2).toBeGreaterThan(0.3);
    expect(outcome).toMatchObject({ winner: 0, consensus: true });
  });

  test("two of three reach a minAgreement of 2/3", () => {
    const reports: Report[] = [{ answer: "yes", confidence: 0 }, { answer: "yes", confidence: 0 }, "failed"];
    const outcome = countAll({ weights: [1, 1, 1], minAgreement: 2 / 3, onVoterFailure: "count" }, reports);
    expect(outcome).toMatchObject({ consensus: true, agreement: 2 / 3 });
  });

  test("failed voters stay in the denominator with count and leave it with abstain", () => {
    const reports: Report[] = [{ answer: "yes", confidence: 0 }, "failed", "failed"];
    const options = { weights: [1, 1, 1], minAgreement: 0.6 };
    expect(countAll({ ...options, onVoterFailure: "count" }, reports)).toMatchObject({
      consensus: false,
      agreement: 1 / 3,
    });
    expect(countAll({ ...options, onVoterFailure: "abstain" }, reports)).toMatchObject({
      consensus: true,
      agreement: 1,
    });
  });

  test("without any answer there is no winner and no agreement", () => {
    for (const onVoterFailure of ["count", "abstain"] as const) {
      const outcome = countAll({ weights: [1, 2], minAgreement: 0.1, onVoterFailure }, ["failed", "failed"]);
      expect(outcome).toEqual({
        consensus: false,
        agreement: 0,
        agreementBounds: { least: 0, greatest: 0 },
        groups: [],
      });
    }
  });

  test("decided: three of five at 0.6, and the bounds tell what the others could have done", () => {
    const tally = createCounted({ voters: 5 });
    for (const voter of [4, 2]) tally.vote({ voter, answer: "yes", confidence: 0 });
    expect(tally.decided()).toBe(false);
    tally.vote({ voter: 0, answer: "yes", confidence: 0 });
    expect(tally.decided()).toBe(true);
    expect(tally.outcome("decided")).toMatchObject({
      consensus: true,
      agreement: 3 / 5,
      agreementBounds: { least: 3 / 5, greatest: 1 },
    });
  });

  test("decided: also when nobody can reach minAgreement any more", () => {
    const tally = createCounted({ voters: 3, minAgreement: 0.9 });
    tally.vote({ voter: 0, answer: "yes", confidence: 0 });
    expect(tally.decided()).toBe(false);
    tally.vote({ voter: 1, answer: "no", confidence: 0 });
    expect(tally.decided()).toBe(true);
    expect(tally.outcome("decided").consensus).toBe(false);
  });

  test("decided: not while nobody has answered, however little is needed", () => {
    const tally = createTally({ weights: [1, 1e-12], minAgreement: 1e-9, onVoterFailure: "count" });
    tally.fail(0);
    expect(tally.decided()).toBe(false);
    tally.fail(1);
    expect(tally.outcome("complete")).toMatchObject({ consensus: false, groups: [] });
  });

  test("a great weight that abstains leaves no rounding error behind", () => {
    const tally = createTally({ weights: [1e17, 1, 1], minAgreement: 0.5, onVoterFailure: "abstain" });
    tally.fail(0);
    expect(tally.decided()).toBe(false);
    tally.vote({ voter: 1, answer: "yes", confidence: 0 });
    tally.vote({ voter: 2, answer: "yes", confidence: 0 });
    expect(tally.outcome("complete")).toMatchObject({ consensus: true, agreement: 1 });
  });

  test("a great weight that abstains makes no tie of what is far apart without it", () => {
    const tally = createTally({ weights: [1e10, 5, 1], minAgreement: 0.5, onVoterFailure: "abstain" });
    tally.fail(0);
    tally.vote({ voter: 1, answer: "five", confidence: 0 });
    expect(tally.decided()).toBe(true);
    tally.vote({ voter: 2, answer: "one", confidence: 1 });
    const { consensus, winner, groups } = tally.outcome("complete");
    expect([consensus, groups[winner!].answer]).toEqual([true, "five"]);
  });

  test("decided: never before the end when the equivalence is not transitive", () => {
    const tally = createCounted({ voters: 3, equivalence: { type: "numeric", tolerance: 1 } });
    for (const voter of [0, 1]) tally.vote({ voter, answer: 7, confidence: 0 });
    expect(tally.decided()).toBe(false);
    expect(tally.confident(0.5)).toBe(false);
    tally.fail(2);
    expect(tally.decided()).toBe(true);
  });

  test("non-transitive equivalences compare with a group's first voter in the order of agents", () => {
    const answers = [2, 1, 3, 4];
    const tally = createCounted({ voters: 4, equivalence: { type: "numeric", tolerance: 1 } });
    for (const voter of [3, 2, 1, 0]) tally.vote({ voter, answer: answers[voter], confidence: 0 });
    expect(tally.outcome("complete").groups.map(({ voters }) => voters)).toEqual([[0, 1, 2], [3]]);
  });

  test("confident: four unanimous votes pass 0.95, three do not, and the outstanding leave the denominator", () => {
    const tally = createCounted({ voters: 9 });
    for (const voter of [0, 1, 2]) tally.vote({ voter, answer: "yes", confidence: 0 });
    tally.fail(8);
    expect(tally.confident(0.95)).toBe(false);
    tally.vote({ voter: 5, answer: "yes", confidence: 0 });
    expect(tally.confident(0.95)).toBe(true);
    expect(tally.outcome("confidence")).toMatchObject({
      agreement: 4 / 5,
      agreementBounds: { least: 4 / 9, greatest: 8 / 9 },
    });
  });

  test("the first report of a voter counts", () => {
    const tally = createCounted({ voters: 2, minAgreement: 1 });
    tally.vote({ voter: 0, answer: "yes", confidence: 0 });
    tally.vote({ voter: 0, answer: "no", confidence: 1 });
    tally.fail(0);
    expect(tally.outcome("complete").groups).toEqual([
      { answer: "yes", voters: [0], weight: 1, confidence: 0 },
    ]);
  });

  test("answers that are not JSON are equal to themselves only", () => {
    const shared = new Map();
    const tally = createCounted({ voters: 5 });
    const answers = [shared, shared, new Map(), undefined, undefined];
    for (const [voter, answer] of answers.entries()) tally.vote({ voter, answer, confidence: 0 });
    expect(tally.outcome("complete").groups.map(({ voters }) => voters)).toEqual([[0, 1], [2], [3, 4]]);
  });

  test.each([
    [{ weights: [] }, /at least one voter/],
    [{ weights: [1, 0] }, /weights\[1\].*not 0/],
    [{ weights: [Number.NaN] }, /weights\[0\]/],
    [{ weights: [1e308, 1e308] }, /too large/],
    [{ minAgreement: 0 }, /minAgreement/],
    [{ minAgreement: 1.01 }, /minAgreement/],
    [{ minAgreement: Number.NaN }, /minAgreement/],
    [{ onVoterFailure: "ignore" as "count" }, /onVoterFailure/],
  ])("refuses %j", (bad, message) => {
    const options: TallyOptions = { weights: [1, 1], minAgreement: 0.5, onVoterFailure: "count", ...bad };
    expect(() => createTally(options)).toThrow(message);
  });
});
