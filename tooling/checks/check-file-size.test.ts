import { expect, test } from "vitest";
import { withFixture } from "../support/temporary-folder.ts";
import { checkFileSize } from "./check-file-size.ts";

const createLines = (count: number): string => "export {};\n".repeat(count);

test("`checkFileSize` names a file of 301 lines and accepts one of 300", () => {
  const files = {
    "packages/core/src/long.ts": createLines(301),
    "packages/core/src/fits.ts": createLines(300),
    "packages/core/dist/built.js": createLines(999),
    "packages/core/node_modules/other/index.js": createLines(999),
  };
  withFixture(files, (root) => {
    expect(checkFileSize(root)).toEqual([
      { file: "packages/core/src/long.ts", line: 301, message: expect.stringContaining("301 lines") },
    ]);
  });
});
