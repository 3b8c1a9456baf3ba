import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { findFormat } from "../formats/document-format.ts";
import { describeCause } from "./describe-cause.ts";
import type { FoundFile } from "./source-file.ts";

const deepest = 64;
const notReadable = "neither Markdown, HTML, text, PDF nor source";
const notRegular = "no file with a content of its own, but a pipe, a socket or a device";

/**
 * Finds the files that can be read under a folder, in order of their names.
 *
 * `node_modules`, `dist`, hidden folders and those of the system's own files (`/proc`, `/sys`, `/dev`) are left
 * out; links are not followed, so the walk ends and stays inside. What is left out, and files of other types, are
 * reported as skipped when `reportOthers` is set.
 */
export async function* walkFolder(
  folder: string,
  { signal, reportOthers, isWanted = isReadable }: WalkOptions,
  depth = 0,
): AsyncGenerator<FoundFile> {
  signal?.throwIfAborted();
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    yield { kind: "skip", path: folder, reason: "unreadable", message: describeCause(cause) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const why = findWhyLeftOut(path, entry.name);
      if (why !== undefined) {
        if (reportOthers) yield { kind: "skip", path, reason: "left_out", message: why };
      } else if (depth < deepest) yield* walkFolder(path, { signal, reportOthers, isWanted }, depth + 1);
      else
        yield {
          kind: "skip",
          path,
          reason: "too_deep",
          message: `it lies more than ${deepest} folders deep`,
        };
    } else if (entry.isSymbolicLink()) {
      if (reportOthers)
        yield { kind: "skip", path, reason: "symbolic_link", message: "links are not followed" };
    } else if (entry.isFile() && isWanted(entry.name)) {
      yield { kind: "source", source: { path } };
    } else if (reportOthers) {
      const message = entry.isFile() ? notReadable : notRegular;
      yield { kind: "skip", path, reason: "unsupported_type", message };
    }
  }
}

/** Files there are no documents, have no end, or do something when they are read. */
const systemFolders: readonly string[] = ["/proc", "/sys", "/dev"];

function findWhyLeftOut(path: string, name: string): string | undefined {
  if (name.startsWith(".")) return "hidden folders are not looked into; pass the folder itself";
  if (name === "node_modules") return "installed packages are not looked into; pass the folder itself";
  if (name === "dist") return "what was built is not looked into; pass the folder itself";
  return systemFolders.includes(path) ? "the system's own files are no documents" : undefined;
}

/** How `walkFolder` goes. */
export interface WalkOptions {
  readonly signal?: AbortSignal | undefined;
  readonly reportOthers: boolean;
  /** Decides by a file's name. */
  readonly isWanted?: (name: string) => boolean;
}

function isReadable(name: string): boolean {
  return findFormat(name) !== undefined;
}

/** True for names of Markdown files. */
export function isMarkdown(name: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(name);
}
