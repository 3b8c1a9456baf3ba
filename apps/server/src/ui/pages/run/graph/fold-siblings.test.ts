import { describe, expect, test } from "vitest";
import { findGroupsAround, foldSiblings, mostSiblings, type SiblingItem } from "./fold-siblings.ts";

const name = (count: number): string[] => Array.from({ length: count }, (_, index) => `run/${index}`);

const listIds = (items: readonly SiblingItem[]): readonly string[] =>
  items.flatMap((item) => (typeof item === "string" ? item : listIds(item.items)));

describe("foldSiblings", () => {
  test("leaves a screenful as it is", () => {
    expect(foldSiblings(name(mostSiblings), "top")).toEqual(name(mostSiblings));
    expect(foldSiblings([], "top")).toEqual([]);
  });

  test.each([31, 1_000, 1_001, 10_000])(
    "folds %i siblings so that no level is longer than it can be read",
    (count) => {
      const items = foldSiblings(name(count), "top");
      expect(items).toHaveLength(1);
      expect(listIds(items)).toEqual(name(count));
      const check = (level: readonly SiblingItem[]): void => {
        expect(level.length).toBeLessThanOrEqual(40);
        for (const item of level) if (typeof item !== "string") check(item.items);
      };
      check(items);
    },
  );

  test("names groups by where they begin, so that they stay open while the list grows", () => {
    const keysOf = (count: number): readonly string[] => {
      const [all] = foldSiblings(name(count), "top");
      return typeof all === "string"
        ? []
        : all.items.map((item) => (typeof item === "string" ? item : item.key));
    };
    expect(keysOf(60)).toEqual(["top:1x25", "top:26x25", "top:51x25"]);
    expect(keysOf(80).slice(0, 3)).toEqual(keysOf(60));
  });
});

describe("findGroupsAround", () => {
  test("finds the groups in which a task is folded, from the outside in", () => {
    const items = foldSiblings(name(1_000), "top");
    expect(findGroupsAround(items, "run/30")).toEqual(["top:all", "top:26x25"]);
    expect(findGroupsAround(items, "elsewhere")).toEqual([]);
    expect(findGroupsAround(name(3), "run/1")).toEqual([]);
  });
});
