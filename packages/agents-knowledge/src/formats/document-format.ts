/** What kind of document a text was read from. */
export type DocumentFormat = "markdown" | "html" | "text" | "pdf" | "source";

const endings: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/\.(?:md|mdx|markdown)$/i, "markdown"],
  [/\.(?:html?|xhtml)$/i, "html"],
  [/\.pdf$/i, "pdf"],
  [/\.(?:txt|text|rst|adoc)$/i, "text"],
  [/^(?:readme|changelog|license|licence|notice|authors|contributing)$/i, "text"],
];

/** The format that a file's name tells, or `undefined` for names of files that are not read. */
export function findFormat(path: string): DocumentFormat | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return endings.find(([ending]) => ending.test(name))?.[1];
}
