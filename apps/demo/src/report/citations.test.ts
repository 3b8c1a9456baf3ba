import { expect, test } from "vitest";
import { createPlaceFormat } from "./citations.ts";

const store = "node_modules/.pnpm";
const files = [
  { file: `${store}/zod@4.6.7/node_modules/zod/README.md`, package: { name: "zod", version: "4.6.7" } },
  { file: `${store}/a@1/node_modules/a/readme.md`, package: { name: "a", version: "1.0.0" } },
  { file: `${store}/a@2/node_modules/a/readme.md`, package: { name: "a", version: "2.0.0" } },
  { file: "node_modules/@scope/b/docs/x.md", package: { name: "@scope/b", version: "3.0.0" } },
  { file: "docs/guide.md" },
];

test("createPlaceFormat names package, file and line, and the version where it matters", () => {
  const formatPlace = createPlaceFormat({ files });
  expect(files.map(({ file }) => formatPlace({ file, line: 7 }))).toEqual([
    "zod/README.md:7",
    "a@1.0.0/readme.md:7",
    "a@2.0.0/readme.md:7",
    "@scope/b/docs/x.md:7",
    "docs/guide.md:7",
  ]);
});
