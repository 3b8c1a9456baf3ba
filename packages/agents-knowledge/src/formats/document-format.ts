/** What kind of document a text was read from. */
export type DocumentFormat = "markdown" | "html" | "text" | "pdf" | "source";

const endings: readonly (readonly [RegExp, DocumentFormat])[] = [
  [/\.(?:md|mdx|markdown)$/i, "markdown"],
  [/\.(?:html?|xhtml)$/i, "html"],
  [/\.pdf$/i, "pdf"],
  [/\.(?:txt|text|rst|adoc)$/i, "text"],
  [/\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|css|scss|less)$/i, "source"],
  [/\.(?:py|rb|php|go|rs|java|kts?|scala|swift|dart|lua|ex|exs|hs|clj|r|pl)$/i, "source"],
  [/\.(?:[ch]|cc|cpp|cxx|hh|hpp|cs|m|mm|zig)$/i, "source"],
  [/\.(?:sh|bash|zsh|fish|ps1|sql|graphql|proto|ya?ml|toml|ini|tf)$/i, "source"],
  [/^(?:dockerfile|makefile|justfile)$/i, "source"],
  [/^(?:readme|changelog|license|licence|notice|authors|contributing)$/i, "text"],
];

/** Made by programs for programs: lists of what is installed, and code without its spaces. */
const generated =
  /^(?:pnpm-lock\.yaml|pubspec\.lock|go\.sum)$|[.-]min\.(?:[cm]?js|css)$|\.(?:bundle|chunk)\.[cm]?js$/i;

/** The format that a file's name tells, or `undefined` for names of files that are not read. */
export function findFormat(path: string): DocumentFormat | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (generated.test(name)) return undefined;
  return endings.find(([ending]) => ending.test(name))?.[1];
}
