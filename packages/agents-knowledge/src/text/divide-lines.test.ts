import fc from "fast-check";
import { expect, test } from "vitest";
import { divideLines } from "./divide-lines.ts";

const divide = (text: string): string[] =>
  divideLines(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

const words =
  "The Library of Alexandria, which Ptolemy founded, held Scrolls from Athens and other Cities. In Rome nobody had " +
  "seen a larger one; Romans who came there wrote of it at home, and some asked the Emperor for a copy of each. ";

/** Wraps as editors do. */
function wrap(text: string, columns: number): string {
  const lines = [""];
  for (const word of text.trim().split(" ")) {
    const last = lines.length - 1;
    if (lines[last] !== "" && lines[last].length + 1 + word.length > columns) lines.push(word);
    else lines[last] += lines[last] === "" ? word : ` ${word}`;
  }
  return lines.join("\n");
}

test.each([
  [
    "settings",
    ["PORT=8080", "HOST=0.0.0.0", "LOG_LEVEL=info", "DATABASE_URL=postgres://a.example/some-name", "X=1"],
  ],
  ["settings in small letters", ["port: 8080", "host: localhost"]],
  ["names", ["Apples", "Pears from the garden", "Plums"]],
  [
    "a log",
    Array.from(
      { length: 20 },
      (_, at) => `2026-03-01T10:00:${at + 10}Z INFO request ${at} was answered with 200 in 12 ms`,
    ),
  ],
  [
    "lines that leave room",
    ["Office hours", "We are there from Monday to Friday, and on Saturdays by agreement only"],
  ],
])("`divideLines` divides %s at every line", (_name, lines) => {
  expect(divide(lines.join("\n"))).toEqual(lines);
  expect(divide(lines.join("\r\n")).map((line) => line.trim())).toEqual(lines);
});

test.each([60, 72, 80, 100, 120])(
  "`divideLines` leaves prose that is wrapped at %i columns as it is",
  (columns) => {
    for (const text of [
      words,
      words.repeat(3),
      words.slice(40),
      `> ${wrap(words, columns).replaceAll("\n", "\n> ")}`,
    ]) {
      const wrapped = text.startsWith(">") ? text : wrap(text, columns);
      expect(divide(wrapped)).toEqual([wrapped]);
    }
  },
);

test("`divideLines` leaves prose as it is whose lines were cut by chance", () => {
  const text = `Air holds (CO\n2). It is in SiO\n2, as in granite, in Al\n2O\n3 and in Fe\n2O\n3, which is rust. ${words}`;
  expect(divide(text)).toEqual([text]);
});

test("`divideLines` loses nothing but line feeds, whatever the text", () => {
  const piece = fc.constantFrom("word ", "Name", "\n", "=", ": ", "x".repeat(50), "😀", "\r\n");
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      expect(divide(text).join("\n")).toBe(text.replace(/\n$/, ""));
    }),
  );
});
