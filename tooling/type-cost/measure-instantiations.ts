import { rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";

/**
 * Type-checks a program inside the workspace and answers with how many types the compiler had to instantiate.
 * A program that does not compile throws, with the compiler's words.
 */
export function measureInstantiations(program: string): number {
  const folder = createTemporaryFolder(join(workspaceRoot, "examples", ".temporary"));
  try {
    const tsconfig = { extends: join(workspaceRoot, "tsconfig.base.json"), files: ["program.ts"] };
    writeFiles(folder, { "program.ts": program, "tsconfig.json": JSON.stringify(tsconfig) });
    const parameters = ["-p", "tsconfig.json", "--noEmit", "--extendedDiagnostics", "--pretty", "false"];
    const { succeeded, output } = runCommand("tsc", parameters, { folder });
    const count = /^Instantiations:\s+(\d+)/m.exec(output)?.[1];
    if (!succeeded || count === undefined) {
      throw new Error(`the generated program does not compile:\n${output.slice(0, 600)}`);
    }
    return Number(count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
