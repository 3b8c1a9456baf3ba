import { expect, test } from "vitest";
import { formatMaskTable } from "./mask-table.ts";

test("`formatMaskTable` says of each action in which states it is available", () => {
  const table = formatMaskTable([
    { name: "PLAN", states: ["PLANNING", "EXECUTING"] },
    { name: "REFLECT", states: ["LEARNING"] },
  ]);
  expect(table).toBe(
    [
      "| Action | PLANNING | EXECUTING | VERIFYING | LEARNING |",
      "| --- | --- | --- | --- | --- |",
      "| PLAN | yes | yes | - | - |",
      "| REFLECT | - | - | - | yes |",
    ].join("\n"),
  );
});
