import { readdirSync } from "node:fs";
import { join } from "node:path";

const skippedFolders = new Set(["node_modules", "dist", "coverage"]);
const sourceEnding = /\.(?:[cm]?ts|tsx|[cm]?js)$/;

/** The folders of the repository that hold code of ours. */
const sourceFolders = ["packages", "apps", "examples", "tooling"] as const;

/**
 * Lists the code files below `root`, as sorted paths from it with `/` between folders.
 * Built, installed and hidden folders, and declaration files, are left out.
 */
export function listSourceFiles(root: string, folders: readonly string[] = sourceFolders): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name) && !entry.name.startsWith(".")) visit(path);
      } else if (sourceEnding.test(entry.name) && !entry.name.endsWith(".d.ts")) {
        found.push(path);
      }
    }
  };
  const present = new Set(readdirSync(root));
  for (const folder of folders) if (present.has(folder)) visit(folder);
  return found.sort();
}

/** Whether a file is only run by the tests: it is no part of what gets published. */
export function isTestFile(file: string): boolean {
  return /\.(?:test|test-d|bench)\.tsx?$/.test(file) || /^(?:packages|apps)\/[^/]+\/test\//.test(file);
}
