import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimatePlan } from "./estimate-plan.ts";

type Timed = Parameters<typeof estimatePlan>[0][number];

/** Steps that depend on earlier ones only. */
const graph: fc.Arbitrary<Timed[]> = fc
  .array(
    fc.record({ seconds: fc.integer({ min: 0, max: 100 }), links: fc.array(fc.nat(), { maxLength: 3 }) }),
    { minLength: 1, maxLength: 30 },
  )
  .map((nodes) =>
    nodes.map(({ seconds, links }, index) => ({
      id: `s${index}`,
      estimatedTime: seconds,
      costEstimate: 0.1,
      dependsOn: index === 0 ? [] : links.map((link) => `s${link % index}`),
    })),
  );

describe("estimatePlan", () => {
  test("adds up seconds and USD, and follows the longest chain", () => {
    const steps = [
      { id: "a", dependsOn: [], estimatedTime: 2, costEstimate: 0.1 },
      { id: "b", dependsOn: ["a"], estimatedTime: 5, costEstimate: 0.2 },
      { id: "c", dependsOn: ["a"], estimatedTime: 1, costEstimate: 0 },
      { id: "d", dependsOn: ["b", "c"], estimatedTime: 3, costEstimate: 0 },
    ];
    expect(estimatePlan(steps)).toEqual({
      seconds: 11,
      makespanSeconds: 10,
      costUsd: 0.3,
      criticalPath: ["a", "b", "d"],
    });
  });

  test("gives a critical path of dependent steps whose times are the makespan", () => {
    fc.assert(
      fc.property(graph, (steps) => {
        const { criticalPath, makespanSeconds, seconds } = estimatePlan(steps);
        const byId = new Map(steps.map((step) => [step.id, step]));
        const times = criticalPath.map((id) => byId.get(id)?.estimatedTime ?? Number.NaN);
        expect(times.reduce((sum, time) => sum + time, 0)).toBe(makespanSeconds);
        expect(makespanSeconds).toBeLessThanOrEqual(seconds);
        criticalPath
          .slice(1)
          .forEach((id, index) => expect(byId.get(id)?.dependsOn).toContain(criticalPath[index]));
      }),
      { numRuns: 300 },
    );
  });
});
