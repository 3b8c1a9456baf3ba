import { expect, test } from "vitest";
import { findFormat } from "./document-format.ts";

test.each([
  ["docs/a.MDX", "markdown"],
  ["page.xhtml", "html"],
  ["paper.PDF", "pdf"],
  ["LICENSE", "text"],
  ["src/a.test.tsx", "source"],
  ["lib/x.cjs", "source"],
  ["Makefile", "source"],
  ["deploy.yml", "source"],
  ["pnpm-lock.yaml", undefined],
  ["jquery.min.js", undefined],
  ["site-min.css", undefined],
  ["data.json", undefined],
  ["Cargo.lock", undefined],
  ["photo.jpg", undefined],
  ["ts", undefined],
])("`findFormat` reads %s as %s", (path, format) => {
  expect(findFormat(path)).toBe(format);
});
