import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTally, type Tally, type TallyOutcome } from "./consensus-tally.ts";
import type { TallyOptions } from "./tally-options.ts";

type Report = { readonly answer: string; readonly confidence: number } | "failed";

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
  fc.constantFrom(1e-9, 0.25, 1 / 3, 0.5, 0.6, 2 / 3, 0.75, 1),
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
        // Beside these, others are nothing until these have abstained.
        fc.constantFrom(1e-12, 1e10, 1e17),
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
