import { readdirSync } from "node:fs";

const skippedFolders = new Set(["node_modules", "dist", "coverage", ".git", ".temporary", ".turbo"]);

/** Lists every Markdown file below `root`, as sorted paths with `/` between folders; built and installed ones are left out. */
export function listMarkdownFiles(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) visit(path);
      } else if (entry.name.endsWith(".md")) found.push(path);
    }
  };
  visit("");
  return found.sort();
}

/** The documents whose samples are programs: for readers of the repository, of a guide, of a package. */
const withSamples =
  /^(?:README|ARCHITECTURE|CONTRIBUTING)\.md$|^docs\/guides\/[^/]+\.md$|^(?:packages|examples)\/[^/]+\/README\.md$/;

/** Lists the Markdown files whose TypeScript has to run; throws when there is none, so that nothing is checked by accident. */
export function listDocumentsWithSamples(root: string): string[] {
  const documents = listMarkdownFiles(root).filter((path) => withSamples.test(path));
  if (documents.length === 0) throw new Error(`No document with samples below ${root}`);
  return documents;
}
