import { expect, test } from "vitest";
import { createIndex, type IndexDocument } from "./create-index.ts";
import type { Ranking } from "./ranking.ts";

function findFirst(query: string, documents: readonly IndexDocument[], ranking: Partial<Ranking> = {}) {
  return createIndex(documents).rank(query, { limit: 1, ranking })[0]?.file.file;
}

// In each case the document that should lead comes last, so that a tie does not let it.
const cases: readonly [string, string, readonly IndexDocument[], Partial<Ranking>][] = [
  [
    "what one sentence says together over what is scattered",
    "pier timetable",
    [
      { file: "scattered", text: "The pier is old and grey. Nobody reads. A timetable hangs there." },
      { file: "together", text: "The pier has a timetable and a clock. Nobody reads. It is grey and old." },
    ],
    { sentenceWeight: 0, bigramWeight: 0, wordingWeight: 0 },
  ],
  [
    "a year where a question asks when",
    "When did the pier open?",
    [
      { file: "other", text: "The pier did open with some pomp and music." },
      { file: "year", text: "The pier did open in 1856 with music." },
    ],
    { wordingWeight: 0 },
  ],
  [
    "another form of a word over none",
    "inventor of the lock",
    [
      { file: "none", text: "The lock keeps its canals." },
      { file: "form", text: "The lock: an invention of canals." },
    ],
    { wordingWeight: 0 },
  ],
  [
    "the query's own words over words of one stem",
    "licensed pilots",
    [
      { file: "stem", text: "Harbour pilot licensing rules here." },
      { file: "exact", text: "Harbour rules here: licensed pilots." },
    ],
    { wordingWeight: 0, bigramWeight: 0 },
  ],
];

test.each(cases)("`rank` prefers %s", (_, query, documents, without) => {
  const better = documents.at(-1)?.file;
  expect(findFirst(query, documents)).toBe(better);
  expect(findFirst(query, documents, without)).not.toBe(better);
});

test("`rank` counts a word of the title once, however often the text repeats it", () => {
  const documents = [
    { file: "repeats", title: "Ferry", text: "Ferry, ferry, ferry. The ferry is a ferry to the ferry pier." },
    { file: "asks", title: "Ferry", text: "It leaves the pier at seven and carries cars to the town." },
  ];
  expect(findFirst("ferry cars", documents)).toBe("asks");
});

test("`rank` keeps scores in the order of the passages, beyond those that are read again", () => {
  const documents = Array.from({ length: 90 }, (_, at) => ({
    file: `${at}.md`,
    text: `A ferry carries ${at} cars. ${"Nothing else is said. ".repeat(at % 7)}`,
  }));
  const ranked = createIndex(documents).rank("How many cars does a ferry carry?", { limit: 90 });
  expect(ranked).toHaveLength(90);
  const scores = ranked.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});
