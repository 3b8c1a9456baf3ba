import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findOptimum } from "../../test/find-optimum.ts";
import { arbitraryWork } from "../../test/random-steps.ts";
import { buildProblem } from "./build-problem.ts";
import { matchAgents } from "./match-agents.ts";
import type { Timetable } from "./scheduling-problem.ts";
import { searchExactly } from "./search-exactly.ts";
import { sortSteps } from "./sort-steps.ts";

/** So few that many partial timetables are alike, and comparing them has to be right. */
const fewTimes = fc.integer({ min: 0, max: 4 });

describe("searchExactly", () => {
  test("finds the shortest timetable without any help", () => {
    fc.assert(
      fc.property(arbitraryWork({ maxSteps: 7, maxDuration: fewTimes }), (work) => {
        const { sorted } = sortSteps(work.steps);
        const { problem, secondsPerTick } = buildProblem(sorted, matchAgents(sorted, work.agents));
        const nothing: Timetable = {
          starts: new Float64Array(problem.size),
          pools: new Int32Array(problem.size),
          makespan: Number.POSITIVE_INFINITY,
        };
        const { timetable, isComplete } = searchExactly(problem, nothing, 0, 100_000);
        expect(isComplete).toBe(true);
        expect(timetable.makespan * secondsPerTick).toBeCloseTo(findOptimum(work), 6);
      }),
      { numRuns: 700 },
    );
  });
});
