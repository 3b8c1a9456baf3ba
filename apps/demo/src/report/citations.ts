import type { KnowledgeIndex } from "@convoke/agents-knowledge";

/** A place in a document, as the knowledge agent names it. */
interface Place {
  /** Path from the root of the index. */
  readonly file: string;
  readonly line: number;
}

/** Writes places in a short form that still names package, file and line. */
export type FormatPlace = (place: Place) => string;

/**
 * Creates the short form of places: the package stands for the way to it, with its version where several
 * versions of it are installed.
 *
 * @example
 * formatPlace({ file: "node_modules/.pnpm/zod@4.6.7/node_modules/zod/README.md", line: 66 }); // "zod/README.md:66"
 */
export function createPlaceFormat(index: {
  readonly files: readonly Pick<KnowledgeIndex["files"][number], "file" | "package">[];
}): FormatPlace {
  const packages = new Map(index.files.map(({ file, package: about }) => [file, about]));
  const versions = new Map<string, Set<string>>();
  for (const about of packages.values()) {
    if (about) versions.set(about.name, (versions.get(about.name) ?? new Set()).add(about.version));
  }
  return ({ file, line }) => {
    const about = packages.get(file);
    if (!about) return `${file}:${line}`;
    const folder = `node_modules/${about.name}/`;
    const start = file.lastIndexOf(folder);
    const path = start === -1 ? file : file.slice(start + folder.length);
    const isAmbiguous = (versions.get(about.name)?.size ?? 0) > 1;
    return `${about.name}${isAmbiguous ? `@${about.version}` : ""}/${path}:${line}`;
  };
}

/** The form of places in documents that another process reads: the last package on the way stands for the way to it. */
export const formatPlaceByPath: FormatPlace = ({ file, line }) =>
  `${file.replace(/^(?:.*\/)?node_modules\/(?=[^/])/, "")}:${line}`;
