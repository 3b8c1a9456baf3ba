import { expect, test } from "vitest";
import type { Rank } from "./rank.ts";
import { createIndex } from "../retrieval/create-index.ts";
import { fuseRanks, rankByQueries } from "./fuse-rankings.ts";

function createRank(files: Readonly<Record<string, string>>): Rank {
  const index = createIndex(Object.entries(files).map(([file, text]) => ({ file, text })));
  return (query, limit) => index.rank(query, { limit });
}
const local = createRank({ "a.md": "The ferry leaves at noon.", "b.md": "A ferry is a ship." });
const pages = createRank({ "p.md": "The northern ferry leaves at nine.", "q.md": "Trains leave." });

test("`fuseRanks` lets the lists take turns, the fuller passage first, each id once", () => {
  const ranked = fuseRanks([local, pages])("northern ferry leaves", 10);
  expect(ranked.map(({ file }) => file.file)).toEqual(["p.md", "a.md", "q.md", "b.md"]);
  expect(new Set(ranked.map(({ id }) => id)).size).toBe(4);
  const scores = ranked.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((x, y) => y - x));
  expect(scores[0]).toBe(1);
  expect(fuseRanks([local, pages])("northern ferry leaves", 2)).toHaveLength(2);
});

test("`fuseRanks` of one is that one, and lists that hold nothing change nothing but the scale", () => {
  expect(fuseRanks([local])).toBe(local);
  const ranked = fuseRanks([local, () => []])("ferry", 10);
  expect(ranked.map(({ file }) => file.file)).toEqual(local("ferry", 10).map(({ file }) => file.file));
});

test("`rankByQueries` puts what several queries find before what one finds", () => {
  expect(rankByQueries(local, ["ship", "ferry ship", "noon"], 10).map(({ file }) => file.file)).toEqual([
    "b.md",
    "a.md",
  ]);
  expect(rankByQueries(local, ["noon"], 10)).toEqual(local("noon", 10));
  expect(rankByQueries(local, ["noon", "ferry"], 1)).toHaveLength(1);
});
