import { ErrorCode } from "@convoke/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryWork, createWork, createWorker } from "../../test/random-steps.ts";
import { schedulePlan } from "../schedule/schedule-plan.ts";
import { measureColumns } from "../text/columns.ts";
import { formatSchedule } from "./format-schedule.ts";

const steps = [
  createWork("research", "read", 10),
  createWork("build", "write", 40, ["research"]),
  createWork("sketch", "read", 5),
  createWork("sign", "write", 0, ["build"]),
];
const schedule = schedulePlan(
  { steps },
  { agents: [createWorker("Ada", ["read"], 1), createWorker("Ben", ["write"], 2)] },
);

describe("formatSchedule", () => {
  test("draws a bar per step in the order of starts, agents with their load, and how good it is", () => {
    expect(formatSchedule(schedule, { width: 60 })).toBe(
      [
        "            0                              50 s",
        "* research |███████                            | Ada 0–10 s",
        "  sketch   |       ▒▒▒▒                        | Ada 10–15 s",
        "* build    |       ████████████████████████████| Ben 10–50 s",
        "* sign     |                                  │| Ben 50–50 s",
        "",
        "Ada  2 steps, 15 s of work, 30 % busy",
        "Ben  2 steps, 40 s of work, 40 % busy, 2 at once",
        "Makespan 50 s: no schedule is shorter. Cost 0.00 USD.",
        "* on a longest chain of steps",
      ].join("\n"),
    );
  });

  test("names steps by their descriptions, without control characters, cut to their column", () => {
    const text = formatSchedule(schedule, {
      steps: [
        {
          id: "build",
          description: "Build \u001b[31mthe\u0007 \u202ething in a great many words, all of them long",
        },
      ],
    });
    expect(text).toContain("* Build the thing in a great … |");
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
  });

  test("keeps within the width, whatever the names", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        arbitraryWork(),
        fc.integer({ min: 40, max: 140 }),
        fc.array(name, { minLength: 12, maxLength: 12 }),
        (work, width, names) => {
          const described = work.steps.map(({ id }, index) => ({ id, description: names[index]! }));
          const lines = formatSchedule(schedulePlan(work, work), { width, steps: described }).split("\n");
          const bars = lines.filter((line) => line.includes("|"));
          expect(Math.max(...lines.map(measureColumns))).toBeLessThanOrEqual(width);
          expect(bars.length).toBeGreaterThanOrEqual(work.steps.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("draws no steps, one step and a step without time", () => {
    expect(formatSchedule(schedulePlan({ steps: [] })).split("\n")[0]).toBe("No steps");
    const one = formatSchedule(schedulePlan({ steps: [createWork("a", "x", 3)] }), { width: 40 });
    expect(one.split("\n")[1]).toBe("* a |██████████████████████████| x 0–3 s");
    const none = formatSchedule(schedulePlan({ steps: [createWork("a", "x", 0)] }), { width: 40 });
    expect(none.split("\n")[1]).toBe("* a |│                         | x 0–0 s");
  });

  test("begins a bar in the column in which the step starts, and leaves no gap after the one before", () => {
    const chain = [0, 1, 2].map((index) =>
      createWork(`s${index}`, "x", 1, index === 0 ? [] : [`s${index - 1}`]),
    );
    const lines = formatSchedule(schedulePlan({ steps: chain }), { width: 40 }).split("\n");
    expect(lines.slice(1, 4)).toEqual([
      "* s0 |████████                 | x 0–1 s",
      "* s1 |        █████████        | x 1–2 s",
      "* s2 |                █████████| x 2–3 s",
    ]);
  });

  test("draws 200 steps and counts the rest", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => createWork(`s${index}`, "x", 1));
    const lines = formatSchedule(schedulePlan({ steps: many })).split("\n");
    expect(lines[201]).toBe("… and 9800 more steps");
    expect(lines.length).toBeLessThan(210);
  });

  test.each([39, 0, -1, 80.5, Number.NaN])("refuses a width of %d", (width) => {
    expect(() => formatSchedule(schedule, { width })).toThrow(
      expect.objectContaining({ code: ErrorCode.INVALID_ARGUMENT }),
    );
  });
});
