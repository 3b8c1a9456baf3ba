import { describe, expect, test } from "vitest";
import { createGoalReader } from "../goal-reader.ts";

const now = new Date(2026, 10, 26, 17).getTime(); // Thursday, 26 November 2026, 17:00
const reader = await createGoalReader({ now });

/** The last millisecond of a local day. */
function endOf(year: number, month: number, day: number): number {
  return new Date(year, month - 1, day, 23, 59, 59, 999).getTime();
}

const dates: readonly (readonly [goal: string, deadline: string, at: number])[] = [
  ["Build a shop by Friday", "Friday", endOf(2026, 11, 27)],
  ["Build a shop by next Friday", "next Friday", endOf(2026, 12, 4)],
  ["Build a shop by the end of next week", "the end of next week", endOf(2026, 12, 6)],
  ["Build a shop by the end of the month", "the end of the month", endOf(2026, 11, 30)],
  ["Launch the shop before Christmas", "Christmas", endOf(2026, 12, 24)],
  ["Launch the shop by Christmas", "Christmas", endOf(2026, 12, 25)],
  ["Learn Spanish by Q3", "Q3", endOf(2027, 9, 30)],
  ["Learn Spanish by summer", "summer", endOf(2027, 6, 1)],
  ["Learn Spanish by mid January", "mid January", endOf(2027, 1, 16)],
  ["Keep the beta open until 2026-12-24", "2026-12-24", endOf(2026, 12, 24)],
  ["Renovate the kitchen by March 3rd", "March 3rd", endOf(2027, 3, 3)],
  ["Renovate the kitchen by the 15th", "the 15th", endOf(2026, 12, 15)],
  ["Renovate the kitchen by May", "May", endOf(2027, 5, 31)],
  ["Write the minutes by EOD", "EOD", endOf(2026, 11, 26)],
  ["Write the minutes by EOD tomorrow", "EOD tomorrow", endOf(2026, 11, 27)],
  ["Write the minutes by tomorrow noon", "tomorrow noon", new Date(2026, 10, 27, 12).getTime()],
  ["Write the minutes by Friday at 3pm", "Friday at 3pm", new Date(2026, 10, 27, 15).getTime()],
  ["Prepare slides for the board before Monday's meeting", "Monday's meeting", endOf(2026, 11, 30)],
  ["Prepare release 3.2, deadline: December 4th", "December 4th", endOf(2026, 12, 4)],
];

describe("GoalReader.read, on deadlines", () => {
  test.each(dates)("dates %s", (goal, deadline, deadlineAt) => {
    const { limits, notes, object } = reader.read(goal);
    expect(limits).toMatchObject({ deadline, deadlineAt });
    expect(notes.join()).toContain(`Deadline: ${deadline}; that is `);
    expect(object).not.toContain(deadline);
  });

  test.each([
    "Publish release 3.2",
    "Make the page load in under 2 seconds",
    "Write a report on the events of May 2024",
    "Delete the orders placed before March",
    "Group the sales by month and by year",
    "Review the novel by April Smith",
    "How will electricity prices develop until 2030?",
    "Cut the build time by 30",
    "Migrate the shop before 2.0 is released",
  ])("sees no deadline in %s", (goal) => {
    expect(reader.read(goal).limits).not.toHaveProperty("deadline");
  });

  test("takes the earliest of several dates and says so", () => {
    const { limits, notes } = reader.read(
      "Ship the beta by the end of next week, no later than December 4th",
    );
    expect(limits.deadlineAt).toBe(endOf(2026, 12, 4));
    expect(notes.join()).toContain("“the end of next week”");
  });

  test("notes a date that has passed, and one that it does not know", () => {
    expect(reader.read("Finish the report by last Friday").notes.join()).toContain("which has passed");
    const { limits, notes } = reader.read("Finish the report by Easter");
    expect(limits).toEqual({ deadline: "Easter" });
    expect(notes.join()).toContain("write it as 2026-12-24");
  });

  test("lets the smaller of two budgets hold and says so", () => {
    const { limits, notes } = reader.read("Build a shop under $50, at most 40 dollars");
    expect(limits).toEqual({ maxCostUsd: 40 });
    expect(notes.join()).toContain("40 USD holds");
  });
});

describe("GoalReader.readDeadline", () => {
  test.each(["Friday", "by Friday", "on Friday", "2026-11-27"])("reads %s", (text) => {
    expect(reader.readDeadline(text)?.deadlineAt).toBe(endOf(2026, 11, 27));
  });

  test.each(["soon", "", "3.2", "the blue one"])("reads no date from “%s”", (text) => {
    expect(reader.readDeadline(text)).toBeUndefined();
  });
});
