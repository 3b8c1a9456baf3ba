/** A link of a Markdown file to somewhere. */
interface MarkdownLink {
  readonly target: string;
  /** Counted from 1. */
  readonly line: number;
}

/** What other files can link to, and what this one links to. */
export interface MarkdownFile {
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly MarkdownLink[];
}

const linkForms = [
  /\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g,
  /^ {0,3}\[[^\]]+\]:\s+<?([^\s>]+)/g,
  /\b(?:href|src)="([^"]+)"/g,
];

/** Reads the links and anchors of Markdown; what stands in code is neither. */
export function readMarkdown(markdown: string): MarkdownFile {
  const anchors = new Set<string>();
  const links: MarkdownLink[] = [];
  let fence: string | undefined;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const mark = /^\s*(`{3,}|~{3,})(.*)$/.exec(text);
    if (fence === undefined && mark) fence = mark[1];
    else if (fence !== undefined) {
      if (mark && mark[2].trim() === "" && mark[1].startsWith(fence)) fence = undefined;
    } else {
      const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text);
      if (heading) addAnchor(anchors, createSlug(heading[1]));
      const bare = text.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
      for (const [, id] of bare.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id);
      for (const form of linkForms) {
        for (const [, target] of bare.matchAll(form)) links.push({ target, line: index + 1 });
      }
    }
  }
  return { anchors, links };
}

/** The anchor that GitHub gives a heading: lower case, without punctuation, with `-` for spaces. */
export function createSlug(heading: string): string {
  return heading
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Repeated headings are told apart by `-1`, `-2`, … */
function addAnchor(anchors: Set<string>, slug: string): void {
  let name = slug;
  for (let count = 1; anchors.has(name); count += 1) name = `${slug}-${count}`;
  anchors.add(name);
}
