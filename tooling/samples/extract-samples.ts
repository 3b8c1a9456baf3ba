import { readFileSync } from "node:fs";

/** A TypeScript program in a Markdown file: a block fenced with three backticks and `ts`. */
export interface Sample {
  readonly code: string;
  /** The line of the Markdown file that the code starts on, counted from 1. */
  readonly line: number;
  /** The nearest heading above the block, and which of its blocks it is when there are several. */
  readonly title: string;
  /** `false` for a block marked `ts no-run`: it is type-checked, but needs something that tests have not. */
  readonly isRunnable: boolean;
}

/**
 * Extracts the TypeScript programs of a Markdown file, in order.
 *
 * @example
 * for (const sample of extractSamples("README.md")) console.log(sample.line, sample.title);
 */
export function extractSamples(path: string): Sample[] {
  return parseSamples(readFileSync(path, "utf8"));
}

/** As `extractSamples`, from the Markdown itself; a block that never ends throws. */
export function parseSamples(markdown: string): Sample[] {
  const samples: Sample[] = [];
  const seen = new Map<string, number>();
  let heading = "Introduction";
  let open: { fence: string; info: string[]; line: number; code: string[]; indent: number } | undefined;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const fence = /^( *)(`{3,}|~{3,})\s*(.*)$/.exec(text);
    if (open === undefined) {
      if (fence) {
        const [, indent, mark, info] = fence;
        open = {
          fence: mark,
          info: info.trim().split(/\s+/),
          line: index + 2,
          code: [],
          indent: indent.length,
        };
      } else heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1] ?? heading;
    } else if (fence && fence[3] === "" && fence[2].startsWith(open.fence)) {
      if (open.info[0] === "ts") {
        const count = (seen.get(heading) ?? 0) + 1;
        seen.set(heading, count);
        const title = count === 1 ? heading : `${heading} (${count})`;
        const code = `${open.code.join("\n")}\n`;
        samples.push({ code, line: open.line, title, isRunnable: !open.info.includes("no-run") });
      }
      open = undefined;
    } else {
      const { indent } = open;
      open.code.push(text.slice(0, indent).trim() === "" ? text.slice(indent) : text);
    }
  }
  if (open !== undefined) throw new SyntaxError(`the block that starts on line ${open.line - 1} never ends`);
  return samples;
}
