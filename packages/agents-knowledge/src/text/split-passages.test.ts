import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "./parse-document.ts";
import { splitPassages } from "./split-passages.ts";

const quote = (text: string, format: "markdown" | "text" | "source" = "text"): string[][] =>
  [...splitPassages(text, parseDocument(text, format))].map(({ units }) =>
    units.map(({ start, end }) => text.slice(start, end)),
  );

test("`splitPassages` divides what has no full stops into pieces that can be quoted, at the ends of lines", () => {
  const lines = Array.from({ length: 5000 }, (_, at) => `entry ${at} of a list`);
  const units = quote(lines.join("\r\n")).flat();
  expect(Math.max(...units.map(({ length }) => length))).toBeLessThanOrEqual(2000);
  expect(units.flatMap((unit) => unit.split("\r\n"))).toEqual(lines);
  expect(quote(lines.join("\n"))[0].join("\n").split(" ").length).toBeLessThan(300 * 2);
});

test("`splitPassages` makes a unit of each line of settings, and none of a line of wrapped prose", () => {
  const settings = "PORT=8080\nHOST=a.example\nLEVEL=info\n";
  for (const format of ["text", "markdown"] as const) {
    expect(quote(settings, format)).toEqual([settings.trim().split("\n")]);
    const prose =
      "The valve of the pump is opened by hand, and it has to be closed within a\nminute. So it is.";
    expect(quote(prose, format)).toEqual([[prose.slice(0, 81), prose.slice(82)]]);
  }
});

test("`splitPassages` divides a line at spaces, and a word within no character", () => {
  const words = Array.from({ length: 2000 }, (_, at) => `wörd${at}`);
  expect(quote(words.join(" ")).flat().join(" ")).toBe(words.join(" "));
  for (const before of ["", "x"]) {
    const units = quote(before + "😀".repeat(3000)).flat();
    expect(units.join("")).toBe(before + "😀".repeat(3000));
    expect(units.every((unit) => unit.isWellFormed() && unit.length <= 2000)).toBe(true);
  }
  expect(quote(`| ${"cell ".repeat(1000)} | b |`, "markdown").flat().length).toBeGreaterThan(2);
  expect(quote(`let x = "${"code ".repeat(1000)}";`, "source").flat().length).toBeGreaterThan(2);
});

test("`splitPassages` loses no word of prose, and its units follow one another", () => {
  const piece = fc.constantFrom(
    "word ",
    "\n",
    "\n\n",
    "End. ",
    "x".repeat(1500),
    " ".repeat(700),
    "😀",
    "\r\n",
    "\f",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      let last = 0;
      for (const { units } of splitPassages(text, parseDocument(text, "text"))) {
        for (const { start, end } of units) {
          expect(text.slice(last, start).trim()).toBe("");
          expect(end - start).toBeGreaterThan(0);
          expect(end - start).toBeLessThanOrEqual(2000);
          last = end;
        }
      }
      expect(text.slice(last).trim()).toBe("");
    }),
  );
});

const image = `data:image/png;base64,${"iVBORw0KGgo".repeat(30_000)}`;

test.each([
  [`See ![a chart](${image} "Sales") of the year.`, ["See", "of the year."]],
  [`See <img alt="a" src="${image}"> of the year.`, ["See", "of the year."]],
  [`Begin.\n\n![a](${image})\n\nEnd.`, ["Begin.", "End."]],
  [`| a | ![b](${image}) |`, ["| a |", "|"]],
  ["Write `data:image/png;base64,AAAA` there.", ["Write `data:image/png;base64,AAAA` there."]],
])("`splitPassages` leaves out what is embedded as a data URI (%#)", (text, units) => {
  const passages = [...splitPassages(text, parseDocument(text, "markdown"))];
  expect(
    passages.flatMap((passage) => passage.units.map(({ start, end }) => text.slice(start, end))),
  ).toEqual(units);
  for (const { units: own } of passages) expect(own[own.length - 1].end - own[0].start).toBeLessThan(1000);
  expect(parseDocument(text, "markdown").masked).not.toContain("iVBOR");
});
