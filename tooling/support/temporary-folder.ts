import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Makes an empty folder, below `parent` or the system's folder for such, that the caller removes. */
export function createTemporaryFolder(parent: string = tmpdir()): string {
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "convoke-"));
}

/** Writes files, given as path → text, below a folder; missing folders are made. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs `work` on a folder that holds `files` and removes the folder afterwards, also after a failure. */
export function withFixture<Result>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Result,
): Result {
  const folder = createTemporaryFolder();
  try {
    writeFiles(folder, files);
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
