import { expect, test } from "vitest";
import { withFixture } from "../support/temporary-folder.ts";
import { checkExports } from "./check-exports.ts";

const built = { types: "./dist/index.d.ts", default: "./dist/index.js" };
const entry = { "@convoke/source": "./src/index.ts", ...built };

function findIn(exports: object, published: object, isPrivate = false): string[] {
  const manifest = { name: "a", private: isPrivate, exports, publishConfig: { exports: published } };
  const files = {
    "packages/a/package.json": JSON.stringify(manifest),
    "packages/a/src/index.ts": "export {};",
  };
  return withFixture(files, (root) => checkExports(root).map(({ message }) => message));
}

test("`checkExports` accepts the published entries without the source condition", () => {
  expect(findIn({ ".": entry }, { ".": built })).toEqual([]);
});

test("`checkExports` names entries that would not be published, or with the sources", () => {
  expect(findIn({ ".": entry, "./testing": entry }, { ".": built })).toHaveLength(1);
  expect(findIn({ ".": entry }, { ".": entry })).toHaveLength(1);
});

test("`checkExports` names a source that does not exist", () => {
  const missing = { ...entry, "@convoke/source": "./src/missing.ts" };
  expect(findIn({ ".": missing }, { ".": built })).toEqual([expect.stringContaining("./src/missing.ts")]);
});

test("`checkExports` leaves private packages alone", () => {
  expect(findIn({ ".": entry }, {}, true)).toEqual([]);
});
