import fc from "fast-check";
import { expect, test } from "vitest";
import { diversify } from "./diversify.ts";

interface Item {
  readonly text: string;
  readonly relevance: number;
}
const choose = (items: readonly Item[], count: number): string[] =>
  diversify(items, { count, read: (item) => item }).map(({ text }) => text);
const items = [
  { text: "The queue runs jobs in order.", relevance: 0.9 },
  { text: "The queue runs its jobs in order", relevance: 0.88 },
  { text: "The queue runs all jobs in their order.", relevance: 0.87 },
  { text: "A limit of nine workers holds.", relevance: 0.6 },
  { text: "Failed tasks are tried again.", relevance: 0.55 },
];

test("`diversify` prefers what says something new to what says the same again", () => {
  expect(choose(items, 3)).toEqual([items[0].text, items[3].text, items[4].text]);
});

test("`diversify` keeps the order, and begins with the most relevant", () => {
  expect(choose(items, 5)).toEqual(items.map(({ text }) => text));
  expect(choose(items, 1)).toEqual([items[0].text]);
  // A later item is not preferred for a greater figure: the order is the ranking's.
  expect(
    choose(
      [
        { text: "First.", relevance: 0.2 },
        { text: "Second.", relevance: 1 },
      ],
      1,
    ),
  ).toEqual(["First."]);
});

test("`diversify` takes the same words once, unless another source counts", () => {
  const twice = [items[0], { text: " the queue  runs jobs in order.", relevance: 0.8 }];
  expect(choose(twice, 5)).toHaveLength(1);
  expect(diversify(twice, { count: 5, read: (item) => item, keepsRepeats: true })).toHaveLength(2);
});

test("`diversify` chooses relevance over mere novelty", () => {
  const far = [...items.slice(0, 2), { text: "Bananas are yellow.", relevance: 0.05 }];
  expect(choose(far, 2)).toEqual([items[0].text, items[1].text]);
});

test("`diversify` gives a part of what it was given, in its order, whatever that is", () => {
  const item = fc.record({ text: fc.string(), relevance: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), fc.nat(12), (list, count) => {
      const chosen = diversify(list, { count, read: (entry) => entry });
      expect(chosen.length).toBeLessThanOrEqual(count);
      const positions = chosen.map((entry) => list.indexOf(entry));
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      if (count > 0 && list.length > 0) expect(chosen[0]).toBe(list[0]);
    }),
  );
});
