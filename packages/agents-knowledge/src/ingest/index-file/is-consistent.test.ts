import fc from "fast-check";
import { expect, test } from "vitest";
import { createIndex } from "../../retrieval/create-index.ts";
import { findState } from "../../retrieval/index-state.ts";
import { isConsistent } from "./is-consistent.ts";

const pieces = fc.constantFrom(
  ..."\r\n|\n|\f|\ufeff|😀|\ud800|# H|\n\n|queue|Jobs. |- |```|//|/**| * |*/|class A|[x](https://y.io) |.|    |> |---|\u2028|\0".split(
    "|",
  ),
  "| a | b |\n",
  "word ".repeat(500),
  " ".repeat(2100),
);

test("`isConsistent` finds nothing wrong with an index that was made here, and its quotes are verbatim at their spans", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(pieces, { maxLength: 30 }), { maxLength: 3 }),
      fc.constantFrom("md", "ts", "txt"),
      async (documents, ending) => {
        const texts = documents.map((parts) => parts.join(""));
        const index = createIndex(texts.map((text, at) => ({ file: `${at}.${ending}`, text })));
        expect(await isConsistent(findState(index).data, [], () => undefined)).toBe(true);
        for (const passage of index.rank("queue jobs word x", { limit: 100 })) {
          const bytes = Buffer.from(index.readText(passage.file.file) ?? "");
          for (const { quote, span, line } of [passage, ...passage.sentences]) {
            expect(quote.trim()).not.toBe("");
            expect(bytes.subarray(span.start, span.end).toString()).toBe(quote.toWellFormed());
            expect(bytes.subarray(0, span.start).toString().split("\n")).toHaveLength(line);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});
