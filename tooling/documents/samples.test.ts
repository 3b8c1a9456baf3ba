import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { extractSamples } from "../samples/extract-samples.ts";
import { runSamples } from "../samples/run-samples.ts";
import { withFixture } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import { listDocumentsWithSamples, listMarkdownFiles } from "./list-documents.ts";
import { typeCheckDocuments } from "./type-check-documents.ts";

/** What a sample finds in its working folder: the repository's own documentation, for agents that read some. */
const files = Object.fromEntries(
  listMarkdownFiles(join(workspaceRoot, "docs")).map((path) => [
    `docs/${path}`,
    readFileSync(join(workspaceRoot, "docs", path), "utf8"),
  ]),
);

const documents = listDocumentsWithSamples(workspaceRoot).map((document) => ({
  document,
  samples: extractSamples(join(workspaceRoot, document)),
}));

// Packages that run the samples of their READMEs themselves count on it that the types of these are checked here.
test("the samples of all documents fit the types", { timeout: 120_000 }, () => {
  const readmes = globSync("packages/*/README.md", { cwd: workspaceRoot });
  expect(readmes.length).toBeGreaterThan(0);
  expect(documents.map(({ document }) => document)).toEqual(expect.arrayContaining(readmes));
  const { succeeded, output } = typeCheckDocuments(documents);
  expect(succeeded, output).toBe(true);
});

/** A package that runs the samples of its README itself says what each of them prints. */
const runsItself = (document: string): boolean =>
  existsSync(join(workspaceRoot, dirname(document), "test/readme.test.ts"));

test.each(
  documents.filter(
    ({ document, samples }) => samples.some(({ isRunnable }) => isRunnable) && !runsItself(document),
  ),
)(
  "the samples of $document run and print what they promise",
  { timeout: 120_000 },
  ({ document, samples }) => {
    const problems = runSamples(
      samples.filter(({ isRunnable }) => isRunnable),
      { files },
    );
    expect(problems.map(({ line, title, problem }) => `${document}:${line} “${title}” ${problem}`)).toEqual(
      [],
    );
  },
);

test("`listDocumentsWithSamples` finds READMEs and guides, and throws when there are none", () => {
  const found = withFixture(
    { "README.md": "", "docs/guides/a.md": "", "docs/decisions/b.md": "", "packages/core/README.md": "" },
    listDocumentsWithSamples,
  );
  expect(found).toEqual(["README.md", "docs/guides/a.md", "packages/core/README.md"]);
  expect(() => withFixture({ "notes.md": "" }, listDocumentsWithSamples)).toThrow("No document");
});

test("`typeCheckDocuments` names the sample that does not fit", { timeout: 60_000 }, () => {
  const wrong = { code: 'const a: number = "text";', line: 42, title: "Wrong", isRunnable: true };
  const { succeeded, output } = typeCheckDocuments([{ document: "docs/guides/a.md", samples: [wrong] }]);
  expect(succeeded).toBe(false);
  expect(output).toContain("docs_guides_a.md/line-42.ts(1,7)");
});
