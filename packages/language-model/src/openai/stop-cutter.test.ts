import fc from "fast-check";
import { expect, test } from "vitest";
import { createStopCutter } from "./stop-cutter.ts";

test("`createStopCutter` cuts alike however the text is split, before the first of its sequences", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "-"), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(letters), fc.array(letters, { maxLength: 3 }), (pieces, stops) => {
      const cutter = createStopCutter(stops);
      const text = pieces.map((piece) => cutter.push(piece)).join("") + cutter.end();
      const whole = pieces.join("");
      const ends = stops.filter((stop) => stop !== "").map((stop) => whole.indexOf(stop));
      const found = ends.filter((at) => at !== -1);
      expect(text).toBe(found.length === 0 ? whole : whole.slice(0, Math.min(...found)));
    }),
    {
      examples: [
        [
          ["-a--a", "b"],
          ["a", "-a--ab"],
        ],
        [["-a--a"], ["a", "-a--ab"]],
        [
          ["-a--a", "a"],
          ["a", "-a--ab"],
        ],
      ],
    },
  );
});

test("`createStopCutter` holds back no more than what may be the beginning of a sequence", () => {
  const cutter = createStopCutter(["END", "NEVER"]);
  expect(["text E", "NE", "r", "N"].map((piece) => cutter.push(piece))).toEqual(["text ", "E", "NEr", ""]);
  expect(cutter.end()).toBe("N");
});
