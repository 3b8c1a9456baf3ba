import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listSchedule } from "./makespan.ts";

describe("listSchedule", () => {
  test.each([
    [[], undefined, 0],
    [[3, 1, 2], undefined, 3],
    [[3, 1, 1], 2, 3],
    [[1, 1, 3], 2, 4],
    [[3, 1, 2], 1, 6],
    [[0, 0, 0], 1, 0],
    [[2], 50, 2],
  ])("%j at concurrency %j take %d s", (durations, concurrency, expected) => {
    expect(listSchedule(durations, concurrency === undefined ? {} : { concurrency })).toBe(expected);
  });

  test("a task starts after all that it waits for", () => {
    expect(listSchedule([1, 2, 3], { dependencies: [[], [0], [0, 1]] })).toBe(6);
    expect(listSchedule([1, 2, 3], { dependencies: [[2], [], []] })).toBe(4);
    expect(listSchedule([1, 5, 1, 1], { concurrency: 2, dependencies: [[], [], [0], [2]] })).toBe(5);
  });

  test("the task that became ready first starts first", () => {
    // 1 and 2 end at 1 and 2, so 3 (which waits for 1) is ready before 0 (which waits for 2)
    const dependencies = [[2], [], [], [1]];
    expect(listSchedule([5, 1, 2, 4], { concurrency: 2, dependencies })).toBe(7);
    expect(listSchedule([5, 1, 2, 4], { concurrency: 1, dependencies })).toBe(12);
  });

  test("is the longest chain without a limit and the sum one at a time", () => {
    const tasks = fc.array(fc.tuple(fc.nat(20), fc.array(fc.nat(), { maxLength: 3 })), {
      minLength: 1,
      maxLength: 15,
    });
    fc.assert(
      fc.property(tasks, fc.integer({ min: 1, max: 5 }), (raw, concurrency) => {
        const durations = raw.map(([duration]) => duration);
        const dependencies = raw.map(([, waitsFor], index) =>
          index === 0 ? [] : [...new Set(waitsFor.map((other) => other % index))],
        );
        const ends: number[] = [];
        for (const [index, duration] of durations.entries()) {
          ends.push(duration + Math.max(0, ...dependencies[index]!.map((other) => ends[other]!)));
        }
        const longest = Math.max(...ends);
        const sum = durations.reduce((total, duration) => total + duration, 0);
        expect(listSchedule(durations, { dependencies })).toBe(longest);
        expect(listSchedule(durations, { dependencies, concurrency: 1 })).toBe(sum);
        const limited = listSchedule(durations, { dependencies, concurrency });
        // Graham's bounds for list scheduling
        expect(limited).toBeGreaterThanOrEqual(Math.max(longest, sum / concurrency) - 1e-9);
        expect(limited).toBeLessThanOrEqual(sum / concurrency + longest * (1 - 1 / concurrency) + 1e-9);
      }),
    );
  });

  test("schedules 10,000 tasks, free or in a chain, quickly", () => {
    const durations = Array.from({ length: 10_000 }, (_, index) => (index * 7_919) % 13);
    const sum = durations.reduce((total, duration) => total + duration, 0);
    expect(listSchedule(durations, { concurrency: 16 })).toBeGreaterThanOrEqual(sum / 16);
    expect(
      listSchedule(durations, {
        dependencies: durations.map((_, index) => (index === 0 ? [] : [index - 1])),
      }),
    ).toBe(sum);
  }, 1_000);

  test.each([
    [[1, -1], {}, /duration of task 1/],
    [[Number.NaN], {}, /duration of task 0/],
    [[1], { concurrency: 0 }, /concurrency/],
    [[1], { concurrency: 1.5 }, /concurrency/],
    [[1, 1], { dependencies: [[1], [0]] }, /wait for one another/],
    [[1], { dependencies: [[7]] }, /wait for one another/],
  ])("refuses %j with %j", (durations, options, message) => {
    expect(() => listSchedule(durations, options)).toThrow(message);
  });
});
