import fc from "fast-check";
import { expect, test } from "vitest";
import { rankLessons } from "./rank-lessons.ts";

const situation = (words: string, at = 0) => ({ words: words.split(" "), at });

test("`rankLessons` prefers the shared word that fewer others have", () => {
  const all = [situation("research tea"), situation("tune replication"), situation("research coffee")];
  expect(rankLessons(all, ["research", "replication"], 9)[0]).toBe(1);
});

test("`rankLessons` prefers the whole to a part of it, and a part to one among many words", () => {
  const all = [situation("tea"), situation("tea price"), situation("tea price of all that can be had")];
  expect(rankLessons(all, ["tea", "price"], 9)).toEqual([1, 0, 2]);
});

test("`rankLessons` leaves out one shared word among many", () => {
  const long = (mark: string) => Array.from({ length: 40 }, (_, at) => `${mark}${at}`).join(" ");
  const all = [situation(`${long("a")} tea`), situation(long("b"))];
  expect(rankLessons(all, [...long("b").split(" "), "tea"], 9)).toEqual([1]);
});

test("`rankLessons` takes the same words for equal, in whatever order they stand", () => {
  const all = [
    { words: ["c", "d", "a", "e"], at: 1 },
    { words: ["c", "d"], at: 0 },
    { words: ["d", "e", "c", "a"], at: 0 },
    { words: ["e", "c", "d"], at: 0 },
    ...Array.from({ length: 3 }, () => ({ words: [], at: 0 })),
  ];
  expect(rankLessons(all, ["a"], 2)).toEqual([0, 2]);
});

test("`rankLessons` gives each at most once, none without a shared word, and equal ones from new to old", () => {
  const words = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 4 });
  const situations = fc.array(fc.record({ words, at: fc.integer({ min: 0, max: 3 }) }), { maxLength: 8 });
  fc.assert(
    fc.property(situations, words, fc.nat({ max: 9 }), (all, asked, most) => {
      const ranked = rankLessons(all, asked, most);
      expect(ranked.length).toBeLessThanOrEqual(most);
      expect(new Set(ranked).size).toBe(ranked.length);
      for (const position of ranked)
        expect(all[position]!.words.some((word) => asked.includes(word))).toBe(true);
      for (const [place, position] of ranked.slice(1).entries()) {
        const [better, worse] = [all[ranked[place]!]!, all[position]!];
        const isEqual =
          better.words.length === worse.words.length &&
          better.words.every((word) => worse.words.includes(word));
        if (isEqual)
          expect(better.at > worse.at || (better.at === worse.at && ranked[place]! > position)).toBe(true);
      }
    }),
  );
});
