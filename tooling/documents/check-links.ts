import { existsSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import type { Problem } from "../support/problem.ts";
import { listMarkdownFiles } from "./list-documents.ts";
import { type MarkdownFile, readMarkdown } from "./read-markdown.ts";

/** Addresses of other sites and of people are left alone: no network is needed to check the rest. */
const isElsewhere = (target: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target);

/**
 * Checks every relative link and anchor of every Markdown file below `root`: the file must exist, the
 * heading too, and a package's README may not lead out of its package, because npm shows it alone.
 */
export function checkLinks(root: string): Problem[] {
  const files = new Map<string, MarkdownFile>();
  const read = (path: string): MarkdownFile => {
    const known = files.get(path) ?? readMarkdown(readFileSync(`${root}/${path}`, "utf8"));
    files.set(path, known);
    return known;
  };
  const explain = (file: string, target: string): string | undefined => {
    if (target.startsWith("/")) return `"${target}" begins at no known root; write it relative to the file`;
    const [written, anchor] = target.split("#", 2);
    const path = written === "" ? file : posix.join(posix.dirname(file), decodeURI(written));
    if (path.startsWith("..")) return `"${target}" leads out of the repository`;
    const home = /^packages\/[^/]+\//.exec(file)?.[0];
    if (home !== undefined && !path.startsWith(home)) {
      return `"${target}" leads out of the package, which npm shows alone; write the place as text`;
    }
    if (!existsSync(`${root}/${path}`)) return `"${target}" leads to ${path}, which does not exist`;
    if (anchor === undefined) return undefined;
    if (path.endsWith(".md")) {
      return read(path).anchors.has(decodeURI(anchor))
        ? undefined
        : `${path} has no heading for "#${anchor}"`;
    }
    return explainLine(`${root}/${path}`, anchor);
  };
  return listMarkdownFiles(root).flatMap((file) =>
    read(file).links.flatMap(({ target, line }) => {
      const message = isElsewhere(target) ? undefined : explain(file, target);
      return message === undefined ? [] : [{ file, line, message }];
    }),
  );
}

/** `#L12` or `#L12-L20` of a code file. */
function explainLine(path: string, anchor: string): string | undefined {
  const last = /^L\d+(?:-L(\d+))?$/.exec(anchor);
  if (last === null || statSync(path).isDirectory()) return `"#${anchor}" is no place in ${path}`;
  const lines = readFileSync(path, "utf8").split("\n").length;
  const wanted = Math.max(...[...anchor.matchAll(/\d+/g)].map(Number));
  return wanted <= lines ? undefined : `"#${anchor}" is past the end of ${path}`;
}
