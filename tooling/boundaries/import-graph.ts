import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { listSourceFiles } from "../support/source-files.ts";
import { collectImports, type Import } from "./collect-imports.ts";

/** A workspace package: where it lies and what its name is. */
export interface WorkspacePackage {
  readonly name: string;
  /** The path from the root, e.g. `packages/core`. */
  readonly folder: string;
  /** Its public entries by specifier, e.g. `@convoke/core/testing` → `packages/core/src/testing/index.ts`. */
  readonly entries: ReadonlyMap<string, string>;
}

/** An import and the file of the workspace that it leads to, if it does. */
export interface Edge extends Import {
  readonly target?: string;
}

/** Every code file of the repository with what it imports. */
export interface ImportGraph {
  readonly packages: readonly WorkspacePackage[];
  readonly files: ReadonlyMap<string, readonly Edge[]>;
}

function readPackage(root: string, folder: string): WorkspacePackage | undefined {
  const path = `${root}/${folder}/package.json`;
  if (!existsSync(path)) return undefined;
  const { name, exports = {} } = JSON.parse(readFileSync(path, "utf8"));
  const entries = new Map<string, string>();
  for (const [subpath, target] of Object.entries<Record<string, string>>(exports)) {
    const source = target["@convoke/source"];
    if (source !== undefined) entries.set(posix.join(name, subpath), posix.join(folder, source));
  }
  return { name, folder, entries };
}

/** Reads and parses every code file below `root`. */
export function readImportGraph(root: string): ImportGraph {
  const paths = listSourceFiles(root);
  const folders = new Set(
    paths.map((path) =>
      path
        .split("/")
        .slice(0, path.startsWith("examples/") ? 1 : 2)
        .join("/"),
    ),
  );
  const packages = [...folders]
    .map((folder) => readPackage(root, folder))
    .filter((found) => found !== undefined);
  const entries = new Map(packages.flatMap((each) => [...each.entries]));
  const files = new Map<string, readonly Edge[]>();
  for (const path of paths) {
    const imports = collectImports(path, readFileSync(`${root}/${path}`, "utf8"));
    files.set(
      path,
      imports.map((each) => {
        const isRelative = each.specifier.startsWith(".");
        const target = isRelative
          ? posix.join(posix.dirname(path), each.specifier)
          : entries.get(each.specifier);
        return { ...each, target };
      }),
    );
  }
  return { packages, files };
}

/** The package that a file belongs to, `undefined` for the tools. */
export function findPackage(graph: ImportGraph, file: string): WorkspacePackage | undefined {
  return graph.packages.find(({ folder }) => file.startsWith(`${folder}/`));
}
