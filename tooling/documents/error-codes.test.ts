import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ErrorCode } from "../../packages/core/src/errors/error-code.ts";
import { workspaceRoot } from "../support/workspace-root.ts";

const guide = readFileSync(join(workspaceRoot, "docs/guides/troubleshooting.md"), "utf8");

/** The rows of a table whose first cell is code, from a heading to the next. */
function readRows(markdown: string, heading: string): [code: string, ...cells: string[]][] {
  const [, section = ""] = markdown.split(`\n## ${heading}\n`);
  const rows = section.split("\n## ", 1)[0].matchAll(/^\| `([^`]+)` \|(.*)\|$/gm);
  return [...rows].map(([, code, cells]) => [code, ...cells.split(" | ").map((cell) => cell.trim())]);
}

test("the troubleshooting guide explains every error code once, and what to do about it", () => {
  const rows = readRows(guide, "Every failure code");
  expect(rows.map(([code]) => code).sort()).toEqual(Object.values(ErrorCode).sort());
  for (const [code, meaning, advice] of rows) {
    expect(meaning, code).not.toBe("");
    expect(advice ?? "", code).not.toBe("");
  }
});
