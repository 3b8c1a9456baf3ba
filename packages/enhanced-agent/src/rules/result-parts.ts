/** The text of a result, taken apart by its headed lists. */
export interface ResultParts {
  /** Paragraphs before the first list. */
  readonly lead: readonly string[];
  /** Entries of the lists by their heading, without its colon: `Open points`, `Also found`. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Numbered lines, as they stand. */
  readonly numbered: readonly string[];
}

const confidence = /^Confidence: .* of 1\.$/;

/** Takes the words of a result apart: paragraphs, headed lists, numbered lines. */
export function readParts(text: string): ResultParts {
  const lead: string[] = [];
  const numbered: string[] = [];
  const lists = new Map<string, string[]>();
  let list: string[] | undefined;
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    const entry = /^- (.*)$/.exec(line)?.[1];
    if (entry !== undefined && list !== undefined) list.push(entry);
    else if (/^[A-Z][^:]{0,60}:$/.test(line) && lines[at + 1]?.startsWith("- ") === true) {
      list = [];
      lists.set(line.slice(0, -1), list);
    } else if (/^\d{1,4}\. /.test(line)) numbered.push(line);
    else if (line.trim() !== "" && !confidence.test(line)) {
      list = undefined;
      lead.push(entry === undefined ? line : `- ${entry}`);
    }
  }
  return { lead, lists, numbered };
}
