import fc from "fast-check";
import { expect, test } from "vitest";
import { createIndex } from "./create-index.ts";
import { keepBestOfGroups, findNearDuplicates } from "./near-duplicates.ts";
import { computeSimHash, countDifferentBits, type Hash64, hashTerm } from "./sim-hash.ts";
import { runSteps } from "./steps.ts";

const story =
  "The nightly job copies every database to cold storage, checks each copy against the original, and writes a " +
  "report which the operators read in the morning before they open the counter for customers and their parcels. " +
  "When a copy turns out to be damaged the job starts again from the beginning and tells the operators about it. " +
  "Shelves along the wall hold older tapes, whose labels show by colour which depot they belong to, and a ladder " +
  "stands ready for the upper rows. Visitors sign a book beside the door, wear a badge on their coat while they " +
  "walk through the building, and hand it back when leaving. Bicycles, prams and dogs wait outside under a small " +
  "roof of tin, which rattles loudly whenever heavy rain falls on the yard and gutters overflow.";

const search = (texts: readonly string[], query = "operators read the nightly report"): number[] =>
  createIndex(texts.map((text, at) => ({ file: `${at}.md`, text })))
    .rank(query, { limit: 100 })
    .map(({ file }) => Number(file.file.replace(".md", "")));

test("`rank` answers with one of near duplicates, and with the best of them", () => {
  const reworded = story.replace("in the morning", "every morning");
  const titled = `# Nightly report\n\n${story}`;
  expect(search([story, story, reworded, "The operators go home."])).toHaveLength(2);
  expect(search([story, titled, reworded])).toEqual([1]);
  const index = createIndex([story, story, reworded].map((text, at) => ({ file: `${at}`, text })));
  expect([index.passageCount, index.duplicateCount]).toEqual([3, 2]);
});

test.each([
  ["another number", "customers", "12 customers", "14 customers"],
  ["another version", "ladder", "ladder v2.0", "ladder v2.1"],
  ["another time", "in the morning", "at 2:30", "at 3:30"],
  ["numbers in another order", "customers", "9 or 5 customers", "5 or 9 customers"],
  ["a number in words", "customers", "two customers", "three customers"],
  ["a negation", "starts again", "starts again", "never starts again"],
  ["a contraction", "starts again", "does start again", "doesn't start again"],
  ["a negation among stop words", "to be damaged", "to be damaged", "not to be damaged"],
  ["the half of the day", "small roof", "roof of 9 am", "roof of 9 pm"],
  ["a unit", "small roof", "roof of 9 feet", "roof of 9 yards"],
  ["a sign", "small roof", "roof of -9 degrees", "roof of 9 degrees"],
  ["a comparison", "small roof", "roof of < 9 tons", "roof of > 9 tons"],
  ["a currency", "small roof", "roof for €9", "roof for $9"],
  ["a share", "small roof", "roof of 9% tin", "roof of 9 tin"],
  ["a name at the beginning", "Visitors sign", "Ada signs", "Bob signs"],
  ["a name", "customers", "Ada's customers", "Bob's customers"],
  ["a month", "in the morning", "in May", "in June"],
])("passages that differ by %s are no near duplicates", (_, place, first, second) => {
  expect(story).toContain(place);
  const put = (words: string): string => story.replace(place, words);
  expect(search([put(first), put(second)])).toHaveLength(2);
  // By little words they are.
  expect(search([put(first), put(first).replace("ready for the", "ready for all these")])).toHaveLength(1);
});

test("short passages are no near duplicates, since little tells them apart", () => {
  expect(search(["The report is short.", "The report is short."], "report")).toHaveLength(2);
});

test("what is left out by `accepts` hides no near duplicate of it", () => {
  const index = createIndex([1, 2, 3].map((at) => ({ file: `${at}`, text: story })));
  const ranked = index.rank("nightly report", { accepts: ({ file }) => file !== "1" });
  expect(ranked.map(({ file }) => file.file)).toEqual(["2"]);
});

test("`findNearDuplicates` finds every pair at a distance of 3, and groups nothing that is further away", () => {
  const word = fc.nat(0xffffffff);
  const flips = fc.uniqueArray(fc.nat(63), { maxLength: 8 });
  fc.assert(
    fc.property(word, word, flips, word, (low, high, bits, sum) => {
      const [lows, highs] = [Uint32Array.of(low, low), Uint32Array.of(high, high)];
      for (const bit of bits) {
        if (bit < 32) lows[1] ^= 1 << bit;
        else highs[1] ^= 1 << (bit - 32);
      }
      const groups = runSteps(
        findNearDuplicates({
          simHashLow: lows,
          simHashHigh: highs,
          distinction: Uint32Array.of(sum, sum),
          passageStream: Uint32Array.of(0, 50, 100),
        }),
      );
      expect([...groups]).toEqual(bits.length <= 3 ? [1, 1] : [0, 0]);
    }),
  );
});

test.each([
  ["equal", () => 7],
  ["different in each band but one", (at: number) => (at << 16) | 7],
])("`findNearDuplicates` takes few steps for 100,000 passages that are %s", (_, hashOf) => {
  const count = 100_000;
  const column = (valueOf: (at: number) => number): Uint32Array =>
    Uint32Array.from({ length: count }, (__, at) => valueOf(at));
  const groups = runSteps(
    findNearDuplicates({
      simHashLow: column(hashOf),
      simHashHigh: column(() => 1),
      distinction: column(() => 0),
      passageStream: Uint32Array.from({ length: count + 1 }, (__, at) => at * 20),
    }),
  );
  expect(groups[count - 1]).toBeGreaterThan(0);
});

test("`keepBestOfGroups` keeps the first of equals and all that stand alone", () => {
  expect(keepBestOfGroups(Uint32Array.of(1, 0, 1, 4, 4), [4, 3, 2, 1, 0], [5, 1, 5, 2, 3])).toEqual([
    4, 1, 0,
  ]);
});

test("`computeSimHash` takes in each bit what most terms have there, however many they are", () => {
  const hashes = Array.from({ length: 700 }, (_, at) => hashTerm(`term${at % 90}`));
  const isMost = (bitOf: (hash: Hash64) => number): boolean =>
    hashes.filter((hash) => bitOf(hash) === 1).length * 2 > hashes.length;
  const { low, high } = computeSimHash(Uint32Array.from(hashes.keys()), (at) => hashes[at]);
  for (let bit = 0; bit < 32; bit += 1) {
    expect((low >>> bit) & 1).toBe(Number(isMost((hash) => (hash.low >>> bit) & 1)));
    expect((high >>> bit) & 1).toBe(Number(isMost((hash) => (hash.high >>> bit) & 1)));
  }
});

test("`countDifferentBits` counts, and `hashTerm` spreads", () => {
  expect([countDifferentBits(0, 0xffffffff), countDifferentBits(5, 5), countDifferentBits(1, 2)]).toEqual([
    32, 0, 2,
  ]);
  const hashes = new Set(Array.from({ length: 10_000 }, (_, at) => hashTerm(`term${at}`).low));
  expect(hashes.size).toBeGreaterThan(9_990);
});
