import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBoolean } from "./read-boolean.ts";
import { readDate } from "./read-date.ts";
import { readNumber } from "./read-number.ts";

const number = (text: string, language = "en", decimal?: "." | ","): unknown => {
  const coerced = readNumber(text, { language, decimal });
  return coerced.isRead ? coerced.value : coerced.problem;
};
const date = (text: string, language = "", format: "date" | "date-time" = "date"): unknown => {
  const coerced = readDate(text, format, { language });
  return coerced.isRead ? coerced.value : coerced.problem;
};

describe("`readNumber`", () => {
  test.each([
    ["1,234.50 €", 1234.5],
    ["12 %", 12],
    ["(3.5)", -3.5],
    ["($1,000)", -1000],
    ["-5", -5],
    ["−5", -5],
    ["-$5.25", -5.25],
    ["$-5.25", -5.25],
    ["5.00-", -5],
    ["+3", 3],
    ["1 234,50", 1234.5],
    ["1 234 567", 1234567],
    ["CHF 1'234.50", 1234.5],
    ["1.234,50", 1234.5],
    ["12,34,567", 1234567],
    ["1,234,567", 1234567],
    ["1.234.567", 1234567],
    ["0,125", 0.125],
    ["1.5k", 1500],
    ["1.1k", 1100],
    ["2.5M", 2500000],
    ["$3 million", 3000000],
    ["5 m", 5],
    ["30 m2", 30],
    ["EUR12", 12],
    ["US$12", 12],
    ["4.5 stars", 4.5],
    ["Total: 12", 12],
    ["1e3", 1000],
    ["12.", 12],
    ["0", 0],
    ["-0", 0],
    ["Total - 5", 5],
    ["Total -5", -5],
    ["- 5", -5],
    ["Reviews (12)", 12],
  ])("%j is %j", (text, value) => expect(number(text)).toBe(value));

  test.each([
    "",
    "abc",
    "3 of 10",
    "12–15",
    "H2O",
    "A-5",
    "1.2.3",
    "1,23,4",
    "2nd",
    "12:30",
    "3 4",
    "1,2345,678.0",
    "9".repeat(400),
  ])("%j is refused", (text) => expect(number(text)).toBeTypeOf("string"));

  test("what may mean either is read by the column, then by the language", () => {
    expect(number("1,234")).toBe(1234);
    expect(number("1.234")).toBe(1.234);
    expect(number("1.234", "de")).toBe(1234);
    expect(number("1,234", "de-DE")).toBe(1.234);
    expect(number("1.234", "de", ".")).toBe(1.234);
    expect(number("1.234", "en", ",")).toBe(1234);
    expect(number("12.50", "de")).toBe(12.5);
    expect(number("1,234", "de-CH")).toBe(1234);
  });

  test("reads what Intl writes, in any language", () => {
    const languages = ["en", "de", "fr", "es-ES", "pl", "sv", "de-CH", "en-IN"];
    const amount = fc.integer({ min: -1e11, max: 1e11 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(
        amount,
        fc.constantFrom(...languages),
        fc.constantFrom("EUR", "USD", "JPY"),
        (value, language, currency) => {
          const options = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
          expect(number(new Intl.NumberFormat(language, options).format(value), language)).toBe(
            value === 0 ? 0 : value,
          );
          const money = new Intl.NumberFormat(language, { ...options, style: "currency", currency }).format(
            value,
          );
          expect(number(money, language)).toBe(value === 0 ? 0 : value);
          const accounting = new Intl.NumberFormat("en", {
            ...options,
            style: "currency",
            currency,
            currencySign: "accounting",
          });
          expect(number(accounting.format(value))).toBe(value === 0 ? 0 : value);
        },
      ),
    );
  });

  test("never gives anything but a finite number, whatever it is told", () => {
    const parts = fc.constantFrom(
      "1",
      "23",
      "456",
      ".",
      ",",
      " ",
      "-",
      "(",
      ")",
      "€",
      "k",
      "e5",
      "%",
      "x",
      "'",
      "\u00a0",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((all) => all.join("")),
        ),
        (text) => {
          const coerced = readNumber(text, { language: "en" });
          expect(coerced.isRead ? Number.isFinite(coerced.value) : coerced.problem !== "").toBe(true);
        },
      ),
    );
  });
});

describe("`readDate`", () => {
  test.each([
    ["2026-01-03", "2026-01-03"],
    ["2026/1/3", "2026-01-03"],
    ["3 Jan 2026", "2026-01-03"],
    ["Jan 3, 2026", "2026-01-03"],
    ["January 3rd, 2026", "2026-01-03"],
    ["Sat, 3 Jan 2026", "2026-01-03"],
    ["03-Jan-2026", "2026-01-03"],
    ["3. Januar 2026", "2026-01-03"],
    ["3 mars 2026", "2026-03-03"],
    ["3 de enero de 2026", "2026-01-03"],
    ["03.01.2026", "2026-01-03"],
    ["03.01.26", "2026-01-03"],
    ["13/01/2026", "2026-01-13"],
    ["01/13/2026", "2026-01-13"],
    ["05/05/2026", "2026-05-05"],
    ["2026-01-03T10:00:00Z", "2026-01-03"],
  ])("%j is %j", (text, value) => expect(date(text)).toBe(value));

  test.each([
    "",
    "yesterday",
    "3 Jan",
    "Jan 2026",
    "2026-02-30",
    "31.04.2026",
    "32/13/2026",
    "12",
    "3 Jan 2026 Feb",
    "1/2/3",
  ])("%j is refused", (text) => expect(date(text)).not.toMatch(/^\d{4}-\d{2}-\d{2}$/));

  test("a day and a month that may be either are read by the language, else refused", () => {
    expect(date("01/03/2026")).toMatch(/^may have/);
    expect(date("01/03/2026", "en")).toMatch(/^may have/);
    expect(date("01/03/2026", "en-US")).toBe("2026-01-03");
    expect(date("01/03/2026", "en-GB")).toBe("2026-03-01");
    expect(date("01/03/2026", "de")).toBe("2026-03-01");
    expect(readDate("01/03/2026", "date", { language: "", dateOrder: "month" })).toMatchObject({
      value: "2026-01-03",
    });
  });

  test("a date-time keeps its zone, and has none that the text does not tell", () => {
    expect(date("2026-01-03T10:00:00Z", "", "date-time")).toBe("2026-01-03T10:00:00Z");
    expect(date("2026-01-03 10:00+0200", "", "date-time")).toBe("2026-01-03T10:00:00+02:00");
    expect(date("3 Jan 2026, 2:05 pm", "", "date-time")).toBe("2026-01-03T14:05:00");
    expect(date("3 Jan 2026", "", "date-time")).toBe("holds no time of day");
  });

  test("reads what Intl writes with a month in words", () => {
    const day = fc.date({ min: new Date("1000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(
        day,
        fc.constantFrom("en-US", "en-GB", "de", "fr", "es", "sv"),
        fc.constantFrom("long", "medium"),
        (value, language, style) => {
          const options = { dateStyle: style as "long", timeZone: "UTC" };
          expect(date(new Intl.DateTimeFormat(language, options).format(value), language)).toBe(
            value.toISOString().slice(0, 10),
          );
        },
      ),
    );
  });
});

test("`readBoolean` reads checkboxes, signs, words and the property's own name", () => {
  const boolean = (text: string, property = "flag", checked?: boolean): unknown => {
    const coerced = readBoolean(text, checked, property);
    return coerced.isRead ? coerced.value : undefined;
  };
  for (const text of ["Yes", "✓", "TRUE", "ja", "1"]) expect(boolean(text)).toBe(true);
  for (const text of ["no", "✗", "Off", "nein", "0"]) expect(boolean(text)).toBe(false);
  for (const text of ["", "x", "maybe", "yes and no"]) expect(boolean(text)).toBeUndefined();
  expect(boolean("In stock", "inStock")).toBe(true);
  expect(boolean("Out of stock", "inStock")).toBe(false);
  expect(boolean("Not in stock.", "inStock")).toBe(false);
  expect(boolean("Active", "isActive")).toBe(true);
  expect(boolean("", "flag", false)).toBe(false);
});
