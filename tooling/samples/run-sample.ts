import { rmSync } from "node:fs";
import { join } from "node:path";
import { type CommandResult, runCommand } from "../support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import type { Sample } from "./extract-samples.ts";

/** Below `examples/`, because every package can be imported by its name there. */
const parent = join(workspaceRoot, "examples", ".temporary");

function withSamples<Result>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Result,
): Result {
  const folder = createTemporaryFolder(parent);
  try {
    writeFiles(folder, files);
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a sample as a program of its own, with the packages' sources, and answers with how it ended and what it
 * printed. `files` (path → text) lie beside it and its working folder is there, so `folder: "docs"` finds them.
 *
 * @example
 * const { succeeded, output } = runSample(sample, { files: { "docs/a.md": "# A" } });
 */
export function runSample(
  { code }: Pick<Sample, "code">,
  { files = {}, environment }: { files?: Record<string, string>; environment?: Record<string, string> } = {},
): CommandResult {
  return withSamples({ ...files, "sample.ts": code }, (folder) =>
    runCommand("node", ["--conditions=@convoke/source", "sample.ts"], { folder, environment }),
  );
}

/**
 * Type-checks samples, each as a program of its own, in one run of the compiler.
 * `declarations` is put before all of them, for names that stand for the reader's own:
 * `declare function searchMyWiki(input: unknown): Promise<string>`.
 * The output names a sample by the line it starts on, as `sample-<line>.ts`.
 */
export function typeCheckSamples(
  samples: readonly Pick<Sample, "code" | "line">[],
  { declarations = "" }: { declarations?: string } = {},
): CommandResult {
  const tsconfig = {
    extends: join(workspaceRoot, "tsconfig.base.json"),
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    include: ["*.ts"],
  };
  const programs = samples.map(({ code, line }) => [`sample-${line}.ts`, `${code}\nexport {};\n`] as const);
  const files = {
    ...Object.fromEntries(programs),
    "names.d.ts": declarations,
    "tsconfig.json": JSON.stringify(tsconfig),
  };
  return withSamples(files, (folder) =>
    runCommand("tsc", ["-p", "tsconfig.json", "--pretty", "false"], { folder }),
  );
}
