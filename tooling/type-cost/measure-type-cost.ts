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

/** One checker counts each type once; other tests keep the other cores busy. */
const parameters = "-p tsconfig.json --noEmit --extendedDiagnostics --pretty false --singleThreaded".split(
  " ",
);

/** The compiler, a program in Go, cleans up only when it has taken so much: nearly all of its runs end before. */
const environment = { GOGC: "off", GOMEMLIMIT: "1GiB" };

/**
 * Type-checks a program inside the workspace and answers with how many types the compiler had to instantiate
 * and to make. A program that does not compile throws, with the compiler's words.
 */
export function measureTypeCost(program: string): TypeCost {
  const folder = createTemporaryFolder(join(workspaceRoot, "examples", ".temporary"));
  try {
    const tsconfig = { extends: join(workspaceRoot, "tsconfig.base.json"), files: ["program.ts"] };
    writeFiles(folder, { "program.ts": program, "tsconfig.json": JSON.stringify(tsconfig) });
    const { succeeded, output } = runCommand("tsc", parameters, { folder, environment });
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
