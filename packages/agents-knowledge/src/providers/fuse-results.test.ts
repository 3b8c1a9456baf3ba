import fc from "fast-check";
import { expect, test } from "vitest";
import { fuseResults, type RankedList } from "./fuse-results.ts";
import { normalizeAddress } from "./normalize-address.ts";

const list = (provider: string, ...urls: string[]): RankedList => ({
  provider,
  results: urls.map((url) => ({ title: `${provider} ${url}`, url, snippet: `by ${provider}` })),
});

test.each([
  ["http://Example.com:80/a/", "https://example.com/a"],
  ["https://example.com", "https://example.com:443/#top"],
  ["https://example.com/a?utm_source=x&id=1&fbclid=2", "https://example.com/a/?id=1#part"],
  ["https://example.com/a?gclid=1", "https://example.com/a"],
])("`normalizeAddress` sees the same page in %s and %s", (left, right) => {
  expect(normalizeAddress(left)).toBe(normalizeAddress(right));
});

test.each([
  ["https://example.com/a", "https://example.com/A"],
  ["https://example.com/a", "https://example.com/a?id=1"],
  ["https://example.com/a", "https://example.com:8443/a"],
  ["https://example.com/?id=1", "https://example.com/?id=2"],
  ["https://a.example.com", "https://b.example.com"],
])("`normalizeAddress` tells %s from %s", (left, right) => {
  expect(normalizeAddress(left)).not.toBe(normalizeAddress(right));
});

test("`fuseResults` sums 1 / (60 + rank), and puts what several found first", () => {
  const fused = fuseResults(
    [list("one", "https://a.io", "https://b.io"), list("two", "https://b.io/?utm_medium=x", "https://c.io")],
    10,
  );
  expect(fused).toEqual([
    {
      title: "two https://b.io/?utm_medium=x",
      url: "https://b.io/?utm_medium=x",
      snippet: "by two",
      score: Number((1 / 62 + 1 / 61).toFixed(6)),
      providers: ["one", "two"],
    },
    expect.objectContaining({ url: "https://a.io", score: Number((1 / 61).toFixed(6)), providers: ["one"] }),
    expect.objectContaining({ url: "https://c.io", providers: ["two"] }),
  ]);
  expect(fuseResults([list("one", "https://a.io", "https://b.io")], 1)).toHaveLength(1);
});

test("`fuseResults` counts a page once per provider, and keeps a file's place when a page is the same", () => {
  const [page] = fuseResults(
    [
      list("one", "https://a.io", "https://a.io/#again"),
      {
        provider: "index",
        results: [
          { title: "other", file: "b.md", line: 1, snippet: "" },
          { title: "A", url: "https://a.io/", file: "a", line: 4, snippet: "from the index" },
        ],
      },
    ],
    10,
  );
  expect(page).toMatchObject({ url: "https://a.io", file: "a", line: 4, snippet: "by one" });
  expect(page.score).toBeCloseTo(1 / 61 + 1 / 62, 5);
});

test("`fuseResults` tells passages of one file apart", () => {
  const results = [3, 9].map((line) => ({ title: "A", file: "a.md", line, snippet: "" }));
  expect(fuseResults([{ provider: "index", results }], 10)).toHaveLength(2);
});

test("`fuseResults` invents nothing, loses nothing, and sorts by score", () => {
  const lists = fc.array(fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 8 }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(lists, (given) => {
      const ranked = given.map((pages, position) =>
        list(`p${position}`, ...pages.map((page) => `https://${page}.io`)),
      );
      const fused = fuseResults(ranked, 100);
      expect(new Set(fused.map(({ url }) => url))).toEqual(
        new Set(given.flat().map((page) => `https://${page}.io`)),
      );
      expect(fused).toHaveLength(new Set(given.flat()).size);
      const scores = fused.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((left, right) => right - left));
    }),
  );
});
