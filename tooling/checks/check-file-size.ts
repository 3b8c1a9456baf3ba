import { readFileSync } from "node:fs";
import type { Problem } from "../support/problem.ts";
import { listSourceFiles } from "../support/source-files.ts";

const maximumLines = 300;

/** Files that may be longer, each with its reason: generated code and tables of data, nothing else. */
const exemptions: Readonly<Record<string, string>> = {};

/** Finds code files of more than 300 lines; most should stay below 120. */
export function checkFileSize(root: string): Problem[] {
  return listSourceFiles(root).flatMap((file) => {
    const lines = readFileSync(`${root}/${file}`, "utf8").replace(/\n$/, "").split("\n").length;
    if (lines <= maximumLines || exemptions[file] !== undefined) return [];
    return [
      {
        file,
        line: maximumLines + 1,
        message: `has ${lines} lines, ${maximumLines} are allowed; split it by what its parts do`,
      },
    ];
  });
}
