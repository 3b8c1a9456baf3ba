import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDay } from "./day.ts";
import { readDay } from "./read-day.ts";
import { readTime, writeTime } from "./read-time.ts";
import { orderOf, writeDay } from "./write-day.ts";

/** A Wednesday. */
const now = new Date(2026, 6, 15, 12);

describe("readDay", () => {
  it.each([
    ["09/23/2016", "2016-09-23"],
    ["9/5/2016", "2016-09-05"],
    ["23/9/2016", "2016-09-23"],
    ["23.09.2016", "2016-09-23"],
    ["05.09.2016", "2016-09-05"],
    ["2016-09-23", "2016-09-23"],
    ["2/29/24", "2024-02-29"],
    ["September 23rd, 2016", "2016-09-23"],
    ["the 15th of March 2027", "2027-03-15"],
    ["tomorrow", "2026-07-16"],
    ["tomorrow's date", "2026-07-16"],
    ["today", "2026-07-15"],
    ["March 3", "2027-03-03"],
    ["in two weeks", "2026-07-29"],
  ])("reads %s", async (text, iso) => {
    const day = await readDay(text, { now });
    expect(day && writeDay(day, { inputType: "date" })).toBe(iso);
  });

  it("lets the order decide where the numbers do not", async () => {
    expect(await readDay("03/04/2026", { now })).toEqual({ year: 2026, month: 3, day: 4 });
    expect(await readDay("03/04/2026", { now, order: "day-first" })).toEqual({
      year: 2026,
      month: 4,
      day: 3,
    });
  });

  it.each(["", "02/30/2016", "13/13/2016", "soon", "12", "4711", "x".repeat(200)])(
    "does not take %j for a day",
    async (text) => {
      expect(await readDay(text, { now })).toBeUndefined();
    },
  );
});

describe("writeDay", () => {
  it.each([
    [{ inputType: "date" }, "2026-03-04"],
    [{ inputType: "month" }, "2026-03"],
    [{ inputType: "week" }, "2026-W10"],
    [{ inputType: "datetime-local" }, "2026-03-04T00:00"],
    [{ placeholder: "dd.mm.yyyy" }, "04.03.2026"],
    [{ placeholder: "Date (D/M/YY)" }, "4/3/26"],
    [{ value: "2020-01-31" }, "2026-03-04"],
    [{}, "03/04/2026"],
  ])("writes for %j", (field, written) => {
    expect(writeDay({ year: 2026, month: 3, day: 4 }, field)).toBe(written);
  });

  it("writes what readDay reads back", async () => {
    const day = fc
      .record({
        year: fc.integer({ min: 1970, max: 2100 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 31 }),
      })
      .filter(isDay);
    const field = fc.constantFrom(
      { inputType: "date" },
      { placeholder: "dd/mm/yyyy" },
      { placeholder: "mm-dd-yyyy" },
      { placeholder: "d.m.yyyy" },
      {},
    );
    await fc.assert(
      fc.asyncProperty(day, field, async (wanted, format) => {
        expect(await readDay(writeDay(wanted, format), { now, order: orderOf(format) })).toEqual(wanted);
      }),
    );
  });
});

describe("readTime", () => {
  it.each([
    ["3:30 pm", "15:30"],
    ["12 am", "00:00"],
    ["12:05 p.m.", "12:05"],
    ["9am", "09:00"],
    ["15:45", "15:45"],
    ["noon", "12:00"],
    ["7 o'clock", "07:00"],
  ])("reads %s", (text, written) => {
    const time = readTime(text);
    expect(time && writeTime(time, { inputType: "time" })).toBe(written);
  });

  it.each(["7", "25:00", "13 pm", "7:75", "tomorrow"])("does not take %j for a time", (text) => {
    expect(readTime(text)).toBeUndefined();
  });

  it("is written with its half of the day where the field has one", () => {
    expect(writeTime({ hour: 0, minute: 5 }, { placeholder: "hh:mm AM" })).toBe("12:05 AM");
    expect(writeTime({ hour: 13, minute: 0 }, { value: "9:00 am" })).toBe("1:00 PM");
  });
});
