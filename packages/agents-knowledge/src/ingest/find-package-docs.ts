import { readdir, readFile, realpath, stat } from "node:fs/promises";
import type { Dirent } from "node:fs";
import { join } from "node:path";
import type { FoundFile, SourceFile } from "./source-file.ts";
import { isMarkdown, walkFolder } from "./walk-folder.ts";

const readme = /^readme(?:\.(?:md|mdx|markdown|txt))?$/i;
const mostManifestBytes = 2 ** 20;
/** An agent's own documentation is no source for questions about a project. */
const ownPackage = /^(?:convoke$|@convoke\/)/;

/**
 * Finds the documentation of the packages installed in a `node_modules` folder: each package's README and
 * the Markdown under its `docs`. Convoke's own packages are left out.
 *
 * Direct dependencies come first, then those that pnpm keeps under `.pnpm`, then those that npm nests.
 * Each real folder is visited once, under the path where it was met first.
 */
export async function* findPackageDocs(nodeModules: string, signal?: AbortSignal): AsyncGenerator<FoundFile> {
  yield* findIn(nodeModules, new Set(), signal);
}

async function* findIn(
  nodeModules: string,
  visited: Set<string>,
  signal?: AbortSignal,
): AsyncGenerator<FoundFile> {
  for (const entry of await listPackages(nodeModules)) yield* findInPackage(entry, visited, signal);
  for (const store of await listEntries(join(nodeModules, ".pnpm"))) {
    if (!store.isDirectory()) continue;
    for (const entry of await listPackages(join(nodeModules, ".pnpm", store.name, "node_modules"))) {
      // In the store a package is a folder, and each of its dependencies a link to another one.
      if (!entry.isLink) yield* findInPackage(entry, visited, signal);
    }
  }
}

async function* findInPackage(
  { path, isLink }: PackageFolder,
  visited: Set<string>,
  signal?: AbortSignal,
): AsyncGenerator<FoundFile> {
  signal?.throwIfAborted();
  const real = await realpath(path).catch(() => undefined);
  // A link that leads out of every node_modules is a package of the workspace, which documents the project itself.
  if (real === undefined || visited.has(real) || !/[\\/]node_modules[\\/]/.test(real)) return;
  visited.add(real);
  const about = await readManifest(path);
  if (!about || ownPackage.test(about.name)) return;
  for (const entry of await listEntries(path)) {
    if (entry.isFile() && readme.test(entry.name)) {
      yield { kind: "source", source: { path: join(path, entry.name), package: about } };
    } else if (entry.isDirectory() && entry.name === "docs") {
      for await (const found of walkFolder(join(path, "docs"), {
        signal,
        reportOthers: false,
        isWanted: isMarkdown,
      })) {
        yield found.kind === "skip" ? found : { kind: "source", source: { ...found.source, package: about } };
      }
    } else if (entry.isDirectory() && entry.name === "node_modules" && !isLink) {
      yield* findIn(join(path, "node_modules"), visited, signal);
    }
  }
}

interface PackageFolder {
  readonly path: string;
  readonly isLink: boolean;
}

async function listPackages(nodeModules: string): Promise<PackageFolder[]> {
  const packages: PackageFolder[] = [];
  for (const entry of await listEntries(nodeModules)) {
    if (entry.name.startsWith(".") || entry.isFile()) continue;
    const path = join(nodeModules, entry.name);
    if (!entry.name.startsWith("@")) {
      packages.push({ path, isLink: entry.isSymbolicLink() });
      continue;
    }
    for (const scoped of await listEntries(path)) {
      if (!scoped.isFile()) packages.push({ path: join(path, scoped.name), isLink: scoped.isSymbolicLink() });
    }
  }
  return packages;
}

/** A folder's entries by name; none when it cannot be read. */
async function listEntries(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readManifest(folder: string): Promise<SourceFile["package"]> {
  try {
    const file = join(folder, "package.json");
    const status = await stat(file);
    if (!status.isFile() || status.size > mostManifestBytes) return undefined;
    const { name, version } = JSON.parse(await readFile(file, "utf8"));
    return typeof name === "string" && typeof version === "string" ? { name, version } : undefined;
  } catch {
    return undefined;
  }
}
