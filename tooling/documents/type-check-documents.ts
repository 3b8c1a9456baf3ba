import { rmSync } from "node:fs";
import { join } from "node:path";
import { type CommandResult, runCommand } from "../support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";
import type { Sample } from "../samples/extract-samples.ts";

/** The samples of one document. */
export interface DocumentSamples {
  readonly document: string;
  readonly samples: readonly Sample[];
}

/**
 * Type-checks the samples of all documents, each as a program of its own, in one run of the compiler.
 * The output names a sample as `<document>/line-<line>.ts`, with `_` for the slashes of the document's path.
 */
export function typeCheckDocuments(documents: readonly DocumentSamples[]): CommandResult {
  const folder = createTemporaryFolder(join(workspaceRoot, "examples", ".temporary"));
  const tsconfig = {
    extends: join(workspaceRoot, "tsconfig.base.json"),
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      // The example package is imported by the name under which a third party would publish it.
      paths: { "convoke-agent-links": [join(workspaceRoot, "examples/third-party-agent/src/index.ts")] },
    },
    include: ["**/*.ts"],
  };
  try {
    const programs = documents.flatMap(({ document, samples }) =>
      samples.map(({ code, line }) => [
        `${document.replaceAll("/", "_")}/line-${line}.ts`,
        `${code}\nexport {};\n`,
      ]),
    );
    writeFiles(folder, { ...Object.fromEntries(programs), "tsconfig.json": JSON.stringify(tsconfig) });
    // Each of several checkers makes the types of the packages anew, which takes twice the work.
    return runCommand("tsc", ["-p", "tsconfig.json", "--pretty", "false", "--checkers", "1"], { folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
