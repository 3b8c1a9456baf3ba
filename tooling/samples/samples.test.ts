import { expect, test } from "vitest";
import { parseSamples } from "./extract-samples.ts";
import { runSample } from "./run-sample.ts";

const markdown = [
  "# Title",
  "```sh",
  "# not a heading",
  "```",
  "## First",
  "```ts",
  "const a = 1;",
  "```",
  "text",
  "```ts no-run",
  "const b: number = a;",
  "```",
  "## In a list",
  "- item",
  "  ````ts",
  "  // ```",
  "    indented();",
  "  ````",
].join("\n");

test("`parseSamples` finds blocks of TypeScript with their line, their heading and whether they run", () => {
  expect(parseSamples(markdown)).toEqual([
    { code: "const a = 1;\n", line: 7, title: "First", isRunnable: true },
    { code: "const b: number = a;\n", line: 11, title: "First (2)", isRunnable: false },
    { code: "// ```\n  indented();\n", line: 16, title: "In a list", isRunnable: true },
  ]);
});

test("`parseSamples` refuses a block that never ends", () => {
  expect(() => parseSamples("text\n```ts\nconst a = 1;\n")).toThrow("line 2 never ends");
});

test("`runSample` runs a program beside its files and tells a failure from success", () => {
  const code = 'import { readFileSync } from "node:fs";\nconsole.log(readFileSync("docs/a.md", "utf8"));';
  expect(runSample({ code }, { files: { "docs/a.md": "from a file" } })).toMatchObject({
    succeeded: true,
    output: expect.stringContaining("from a file"),
  });
  const failure = runSample({ code: 'throw new Error("does not work");' });
  expect(failure).toMatchObject({ succeeded: false, output: expect.stringContaining("does not work") });
});
