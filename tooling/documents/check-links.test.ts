import { expect, test } from "vitest";
import { withFixture } from "../support/temporary-folder.ts";
import { formatProblem } from "../support/problem.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import { checkLinks } from "./check-links.ts";
import { createSlug } from "./read-markdown.ts";

const target = '# One place\n\n## Again\n\n## Again\n\n<a id="by-hand"></a>\n';

function findIn(markdown: string, path = "README.md"): string[] {
  const files = { [path]: markdown, "docs/target.md": target, "src/code.ts": "export {};\n" };
  return withFixture(files, (root) => checkLinks(root).map(formatProblem));
}

test("every relative link of the repository leads somewhere", () => {
  expect(checkLinks(workspaceRoot).map(formatProblem)).toEqual([]);
});

test.each([
  "[a](docs/target.md)",
  "[a](./docs/target.md#one-place)",
  "[a](docs/target.md#again-1 'title')",
  "[a](docs/target.md#by-hand)",
  "[a](docs)",
  "[a](src/code.ts#L1)",
  "[![image](src/code.ts)](docs/target.md)",
  "# Here\n[a](#here)",
  "[a](https://example.org/missing.md#nowhere) [b](mailto:a@example.org)",
  "`[a](missing.md)` and ``[b](`missing.md)``",
  "```md\n[a](missing.md)\n```",
])("`checkLinks` accepts %j", (markdown) => {
  expect(findIn(markdown)).toEqual([]);
});

test.each([
  ["text\n[a](docs/missing.md)", "README.md:2", "docs/missing.md, which does not exist"],
  ["[a](docs/target.md#two-places)", "README.md:1", '"#two-places"'],
  ["[a](docs/target.md#again-2)", "README.md:1", '"#again-2"'],
  ["[a](#here)", "README.md:1", '"#here"'],
  ["[a][b]\n\n[b]: missing.md", "README.md:3", "missing.md"],
  ['<img src="missing.png">', "README.md:1", "missing.png"],
  ["[![image](missing.png)](docs/target.md)", "README.md:1", "missing.png"],
  ["[a](/docs/target.md)", "README.md:1", "relative"],
  ["[a](../outside.md)", "README.md:1", "out of the repository"],
  ["[a](src/code.ts#L99)", "README.md:1", "past the end"],
])("`checkLinks` refuses %j", (markdown, place, message) => {
  expect(findIn(markdown)).toEqual([expect.stringContaining(place)]);
  expect(findIn(markdown)).toEqual([expect.stringContaining(message)]);
});

test("`checkLinks` keeps the README of a package within the package", () => {
  expect(findIn("[a](../../docs/target.md)", "packages/core/README.md")).toEqual([
    expect.stringContaining("leads out of the package"),
  ]);
});

test.each([
  ["1. What is `core`?", "1-what-is-core"],
  ["A → B, *quickly*", "a--b-quickly"],
  ["[Linked](docs/target.md) text", "linked-text"],
  ["snake_case and kebab-case", "snake_case-and-kebab-case"],
])("`createSlug` makes of %j the anchor %j", (heading, slug) => {
  expect(createSlug(heading)).toBe(slug);
});
