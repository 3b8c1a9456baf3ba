import { rmSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../support/run-command.ts";
import { createTemporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { workspaceRoot } from "../support/workspace-root.ts";

/** What a program costs the compiler. Each of the two grows where the other does not: a union of many members counts as types only. */
export interface TypeCost {
  readonly instantiations: number;
  readonly types: number;
}

/**
 * Type-checks a program inside the workspace and answers with how many types the compiler had to instantiate
 * and to make. A program that does not compile throws, with the compiler's words.
 */
export function measureTypeCost(program: string): TypeCost {
  const folder = createTemporaryFolder(join(workspaceRoot, "examples", ".temporary"));
  try {
    const tsconfig = { extends: join(workspaceRoot, "tsconfig.base.json"), files: ["program.ts"] };
    writeFiles(folder, { "program.ts": program, "tsconfig.json": JSON.stringify(tsconfig) });
    const parameters = ["-p", "tsconfig.json", "--noEmit", "--extendedDiagnostics", "--pretty", "false"];
    const { succeeded, output } = runCommand("tsc", parameters, { folder });
    const instantiations = /^Instantiations:\s+(\d+)/m.exec(output)?.[1];
    const types = /^Types:\s+(\d+)/m.exec(output)?.[1];
    if (!succeeded || instantiations === undefined || types === undefined) {
      throw new Error(`the generated program does not compile:\n${output.slice(0, 600)}`);
    }
    return { instantiations: Number(instantiations), types: Number(types) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
