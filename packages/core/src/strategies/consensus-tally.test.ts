import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTally, type Tally, type TallyOutcome } from "./consensus-tally.ts";
import type { TallyOptions } from "./tally-options.ts";

type Report = { readonly answer: string; readonly confidence: number } | "failed";

function createCounted(options: Partial<TallyOptions> & { readonly voters: number }): Tally {
  const { voters, ...others } = options;
  const weights = Array.from({ length: voters }, () => 1);
  return createTally({ weights, minAgreement: 0.6, onVoterFailure: "count", ...others });
}

function hear(tally: Tally, voter: number, report: Report): void {
  if (report === "failed") tally.fail(voter);
  else tally.vote({ voter, ...report });
}

function countAll(options: TallyOptions, reports: readonly Report[]): TallyOutcome {
  const tally = createTally(options);
  for (const [voter, report] of reports.entries()) hear(tally, voter, report);
  return tally.outcome("complete");
}

function verdictOf({ consensus, winner, groups }: TallyOutcome): unknown {
  return consensus ? groups[winner!]!.answer : false;
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

const reportArbitrary: fc.Arbitrary<Report> = fc.oneof(
  { weight: 1, arbitrary: fc.constant("failed" as const) },
  {
    weight: 5,
    arbitrary: fc.record({
      answer: fc.constantFrom("a", "b", "c", "d"),
      confidence: fc.constantFrom(0, 0.25, 0.5, 1),
    }),
  },
);
const minAgreementArbitrary = fc.oneof(
  fc.constantFrom(0.25, 1 / 3, 0.5, 0.6, 2 / 3, 0.75, 1),
  fc.double({ min: 0.01, max: 1, noNaN: true }),
);
const onVoterFailureArbitrary = fc.constantFrom("count" as const, "abstain" as const);

describe("createTally, whatever the votes", () => {
  test("stopping at the first decided() gives the verdict of the full vote", () => {
    const voter = fc.record({
      report: reportArbitrary,
      weight: fc.oneof(
        fc.constantFrom(1, 1, 2, 0.1, 0.2, 0.3),
        fc.double({ min: 1e-6, max: 100, noNaN: true }),
      ),
      arrival: fc.nat(),
    });
    fc.assert(
      fc.property(
        fc.array(voter, { minLength: 1, maxLength: 12 }),
        minAgreementArbitrary,
        onVoterFailureArbitrary,
        (voters, minAgreement, onVoterFailure) => {
          const options: TallyOptions = {
            weights: voters.map(({ weight }) => weight),
            minAgreement,
            onVoterFailure,
          };
          const full = countAll(
            options,
            voters.map(({ report }) => report),
          );
          const tally = createTally(options);
          const order = [...voters.keys()].sort(
            (left, right) => voters[left]!.arrival - voters[right]!.arrival,
          );
          for (const index of order) {
            hear(tally, index, voters[index]!.report);
            if (tally.decided()) break;
          }
          const stopped = tally.outcome("decided");
          expect(verdictOf(stopped)).toEqual(verdictOf(full));
          expect(stopped.agreementBounds.least).toBeLessThanOrEqual(stopped.agreement);
          expect(stopped.agreementBounds.greatest).toBeGreaterThanOrEqual(stopped.agreement);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("the outcome does not depend on the order of arrival", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(reportArbitrary, fc.constantFrom(1, 0.1, 0.7), fc.nat()), {
          minLength: 1,
          maxLength: 10,
        }),
        fc.constantFrom(
          "canonical-json" as const,
          (left: unknown, right: unknown) => left === right || left === "a",
        ),
        (voters, equivalence) => {
          const weights = voters.map(([, weight]) => weight);
          const options: TallyOptions = { weights, minAgreement: 0.5, onVoterFailure: "count", equivalence };
          const shuffled = createTally(options);
          for (const index of [...voters.keys()].sort(
            (left, right) => voters[left]![2] - voters[right]![2],
          )) {
            hear(shuffled, index, voters[index]![0]);
          }
          const ordered = countAll(
            options,
            voters.map(([report]) => report),
          );
          expect(shuffled.outcome("complete")).toEqual(ordered);
          expect(ordered.agreementBounds).toEqual({ least: ordered.agreement, greatest: ordered.agreement });
        },
      ),
    );
  });

  test("decided() is true exactly when every way to go on gives the same verdict", () => {
    const heard = fc.option(reportArbitrary, { nil: undefined, freq: 2 });
    const possible: readonly Report[] = [
      "failed",
      ...["a", "b", "c", "d", "new", "newer"].flatMap((answer) =>
        [0, 1].map((confidence) => ({ answer, confidence })),
      ),
    ];
    const complete = (known: readonly (Report | undefined)[]): readonly (readonly Report[])[] => {
      let ways: (readonly Report[])[] = [[]];
      for (const report of known) {
        ways = ways.flatMap((way) =>
          (report === undefined ? possible : [report]).map((next) => [...way, next]),
        );
      }
      return ways;
    };
    let decidedEarly = 0;
    fc.assert(
      fc.property(
        fc
          .array(fc.tuple(heard, fc.constantFrom(1, 1, 2, 3)), { minLength: 1, maxLength: 4 })
          .filter((voters) => voters.filter(([report]) => report === undefined).length <= 2),
        minAgreementArbitrary,
        onVoterFailureArbitrary,
        (voters, minAgreement, onVoterFailure) => {
          const options: TallyOptions = {
            weights: voters.map(([, weight]) => weight),
            minAgreement,
            onVoterFailure,
          };
          const tally = createTally(options);
          for (const [index, [report]] of voters.entries())
            if (report !== undefined) hear(tally, index, report);
          const verdicts = new Set(
            complete(voters.map(([report]) => report)).map((way) => verdictOf(countAll(options, way))),
          );
          expect(tally.decided()).toBe(verdicts.size === 1);
          if (tally.decided() && voters.some(([report]) => report === undefined)) decidedEarly += 1;
        },
      ),
      { numRuns: 1_500 },
    );
    expect(decidedEarly).toBeGreaterThan(50);
  });

  test("the bounds are the least and the greatest share that the returned group has in any completion", () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(reportArbitrary, { nil: undefined, freq: 2 }), { minLength: 2, maxLength: 5 }),
        onVoterFailureArbitrary,
        (reports, onVoterFailure) => {
          const options: TallyOptions = {
            weights: reports.map((_, index) => index + 1),
            minAgreement: 0.5,
            onVoterFailure,
          };
          const tally = createTally(options);
          for (const [index, report] of reports.entries())
            if (report !== undefined) hear(tally, index, report);
          const { groups, winner, agreementBounds } = tally.outcome("confidence");
          if (winner === undefined) return;
          const { answer } = groups[winner]!;
          const shareWith = (other: string): number => {
            const full = countAll(
              options,
              reports.map((report) => report ?? { answer: other, confidence: 0 }),
            );
            const group = full.groups.find((candidate) => candidate.answer === answer)!;
            const counted = reports.map((report) =>
              report === "failed" && onVoterFailure === "abstain" ? 0 : 1,
            );
            return group.weight / counted.reduce((sum: number, one, index) => sum + one * (index + 1), 0);
          };
          expect(agreementBounds.least).toBeCloseTo(shareWith("somebody else's"), 12);
          expect(agreementBounds.greatest).toBeCloseTo(shareWith(String(answer)), 12);
        },
      ),
    );
  });
});
