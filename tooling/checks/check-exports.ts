import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Problem } from "../support/problem.ts";

const sourceCondition = "@convoke/source";

type Exports = Record<string, string | Record<string, string>>;

/** What should be published for the entries that the workspace uses, as comparable text. */
const withoutSource = (exports: Exports): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(exports).map(([subpath, target]) => {
        if (typeof target === "string") return [subpath, target];
        return [
          subpath,
          Object.fromEntries(Object.entries(target).filter(([name]) => name !== sourceCondition)),
        ];
      }),
    ),
  );

/**
 * Checks that each public package publishes the entries that the workspace uses.
 * `exports` leads to the sources, which are not published; `publishConfig.exports` takes its place in the tarball.
 */
export function checkExports(root: string): Problem[] {
  return readdirSync(`${root}/packages`).flatMap((folder) => {
    const file = `packages/${folder}/package.json`;
    if (!existsSync(`${root}/${file}`)) return [];
    const manifest = JSON.parse(readFileSync(`${root}/${file}`, "utf8"));
    if (manifest.private) return [];
    const exports: Exports = manifest.exports ?? {};
    const problems: Problem[] = [];
    if (withoutSource(exports) !== JSON.stringify(manifest.publishConfig?.exports ?? {})) {
      problems.push({
        file,
        message: `"publishConfig.exports" has to be "exports" without the condition ${sourceCondition}`,
      });
    }
    for (const [subpath, target] of Object.entries(exports)) {
      if (typeof target === "string") continue;
      const source = target[sourceCondition];
      if (source === undefined || !existsSync(`${root}/packages/${folder}/${source}`)) {
        problems.push({
          file,
          message: `the entry "${subpath}" needs a ${sourceCondition} that exists, not ${source}`,
        });
      }
    }
    return problems;
  });
}
