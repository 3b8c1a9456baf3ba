import { expect, test } from "vitest";
import { createView } from "./create-view.ts";

/** What a heading looks like on an output: only the live view styles it. */
function printHeading(
  terminal: { isTTY?: boolean; columns?: number },
  environment: Record<string, string>,
  json = false,
): string {
  let written = "";
  const output = { ...terminal, write: (text: string) => (written += text) };
  createView(output, { json, environment }).printHeading("HEADING", "below");
  return written;
}

test("createView writes plain lines into pipes, under NO_COLOR, in CI and on dumb terminals", () => {
  const plain = "HEADING\nbelow\n\n";
  expect(printHeading({}, {})).toBe(plain);
  expect(printHeading({ isTTY: true }, { NO_COLOR: "1" })).toBe(plain);
  expect(printHeading({ isTTY: true }, { CI: "true" })).toBe(plain);
  expect(printHeading({ isTTY: true }, { TERM: "dumb" })).toBe(plain);
});

test("createView writes nothing but the document for --json", () => {
  expect(printHeading({ isTTY: true }, {}, true)).toBe("");
});

test("createView keeps lines between 60 and 100 columns", () => {
  const widthOf = (columns: number): number =>
    createView({ isTTY: true, columns, write: () => {} }, { json: false, environment: {} }).width;
  expect([20, 80, 300].map(widthOf)).toEqual([60, 80, 100]);
});
