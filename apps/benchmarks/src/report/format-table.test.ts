import { expect, test } from "vitest";
import { formatTable } from "./format-table.ts";

test("`formatTable` aligns the first column to the left and the numbers to the right", () => {
  expect(
    formatTable(
      ["task", "µs"],
      [
        ["one", "10.25"],
        ["a longer one", "3"],
      ],
    ),
  ).toBe(
    [
      "| task         |    µs |",
      "| ------------ | ----: |",
      "| one          | 10.25 |",
      "| a longer one |     3 |",
    ].join("\n"),
  );
});
