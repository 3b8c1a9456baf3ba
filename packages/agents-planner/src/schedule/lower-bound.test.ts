import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryWork, type Work } from "../../test/random-steps.ts";
import { buildProblem } from "./build-problem.ts";
import { boundByCount } from "./count-bound.ts";
import { generateParallel } from "./generate-parallel.ts";
import { boundMakespan, boundPoolSet, listPoolSets } from "./lower-bound.ts";
import { matchAgents } from "./match-agents.ts";
import { raiseHeads } from "./raise-heads.ts";
import { measureHeads, measureTails, reverseProblem, type SchedulingProblem } from "./scheduling-problem.ts";
import { searchExactly } from "./search-exactly.ts";
import { sortSteps } from "./sort-steps.ts";

function build({ steps, agents }: Work): SchedulingProblem {
  const { sorted } = sortSteps(steps);
  return buildProblem(sorted, matchAgents(sorted, agents)).problem;
}

describe("boundMakespan, raiseHeads and boundByCount", () => {
  test("never exceed the shortest makespan", () => {
    let raised = 0;
    fc.assert(
      fc.property(arbitraryWork({ maxSteps: 8 }), (work) => {
        const problem = build(work);
        const first = generateParallel(problem, new Float64Array(problem.size));
        const { timetable, isComplete } = searchExactly(problem, first, 0, 100_000);
        fc.pre(isComplete);
        const sets = listPoolSets(problem);
        const plain = boundMakespan(problem, measureHeads(problem), measureTails(problem), sets);
        const heads = raiseHeads(problem, sets);
        const tails = raiseHeads(reverseProblem(problem), sets);
        const strong = boundMakespan(problem, heads, tails, sets);
        const counts = sets.map((set) => boundByCount(set, problem.durations, heads, tails));
        expect(Math.max(plain, strong, ...counts)).toBeLessThanOrEqual(timetable.makespan);
        expect(strong).toBeGreaterThanOrEqual(plain);
        if (Math.max(strong, ...counts) > plain) raised += 1;
      }),
      { numRuns: 1000, seed: 7 },
    );
    expect(raised).toBeGreaterThan(0);
  });
});

describe("boundPoolSet", () => {
  test("adds the least head, the work per slot and the least tail", () => {
    const durations = Float64Array.of(4, 4, 4);
    const heads = Float64Array.of(1, 2, 3);
    const tails = Float64Array.of(5, 5, 2);
    // all on one slot: 1 + 12 + 2; the first two: 1 + 8 + 5
    expect(boundPoolSet([0, 1, 2], 1, durations, heads, tails)).toBe(15);
    // two slots: (1 + 2 + 12 + 2 + 5) / 2
    expect(boundPoolSet([0, 1, 2], 2, durations, heads, tails)).toBe(11);
  });
});

describe("boundByCount", () => {
  test("knows that one of two slots does two of three steps", () => {
    const durations = Float64Array.of(20, 20, 20, 1);
    const none = new Float64Array(4);
    expect(boundByCount({ steps: [0, 1, 2, 3], capacity: 2 }, durations, none, none)).toBe(40);
    expect(boundByCount({ steps: [0, 1, 3], capacity: 2 }, durations, none, none)).toBe(21);
  });
});
