import { basename, isAbsolute, relative, sep } from "node:path";
import type { FileFilter } from "./file-filter.ts";
import { findPackageDocs } from "./find-package-docs.ts";
import type { FoundFile, SourceFile } from "./source-file.ts";
import { isMarkdown, walkFolder } from "./walk-folder.ts";

/** Somewhere to look for files. */
export interface Place {
  find(signal: AbortSignal | undefined): AsyncGenerator<FoundFile>;
  isWanted(path: string): boolean;
  /** Names for a file in the index; the first that is free is taken. */
  listNames(path: string): readonly string[];
}

/** A path from a folder on, with `/`. */
function toRelative(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}

/** True for a folder itself and for what is below it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** A folder of documents and source; globs and names start from `root`. */
export function createFolderPlace(folder: string, root: string, filter: FileFilter): Place {
  return {
    find: (signal) => walkFolder(folder, { signal, reportOthers: true }),
    isWanted: (path) => filter(toRelative(root, path)),
    listNames: (path) => [toRelative(root, path)],
  };
}

/**
 * A folder that joins an index that stands: globs start from the folder; names from `root` when the folder is
 * below it, else from the folder's own name.
 */
export function createAddedPlace(folder: string, root: string, filter: FileFilter): Place {
  return {
    find: (signal) => walkFolder(folder, { signal, reportOthers: true }),
    isWanted: (path) => filter(toRelative(folder, path)),
    listNames: (path) => {
      const name = toRelative(root, path);
      return isInside(root, folder) ? [name] : [`${basename(folder)}/${toRelative(folder, path)}`, name];
    },
  };
}

/** A project: its own Markdown, and the documentation of the packages that it has installed. */
export function createProjectPlace(project: string, filter: FileFilter): Place {
  return {
    async *find(signal) {
      yield* walkFolder(project, { signal, reportOthers: false, isWanted: isMarkdown });
      yield* findPackageDocs(`${project}${sep}node_modules`, signal);
    },
    isWanted: (path) => filter(toRelative(project, path)),
    listNames: (path) => [toRelative(project, path)],
  };
}

/** A package's name stands above its documents; elsewhere the document's own title or the file's name does. */
export function createTitle(
  name: string,
  about: SourceFile["package"],
  ownTitle: string | undefined,
): string {
  return about?.name ?? ownTitle ?? name.replace(/^.*\//, "").replace(/\.\w+$/, "");
}
