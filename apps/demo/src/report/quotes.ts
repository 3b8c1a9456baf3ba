import type { Citation } from "@convoke/agents-knowledge";
import type { FormatPlace } from "./citations.ts";
import { indent, labelWidth, truncateText, wrapText } from "./text.ts";

/** How much of a quote is shown; the whole of it stands at the place that is named. */
const longestQuote = 260;

/** Quoted sentences, wrapped under one label, each followed by the place where it stands. */
export function formatQuotes(
  label: string,
  quotes: readonly Citation[],
  { width, formatPlace }: { width: number; formatPlace: FormatPlace },
): string[] {
  const margin = " ".repeat(indent.length + labelWidth);
  const lines = quotes.flatMap((citation) => [
    ...wrapText(`“${truncateText(stripMarkup(citation.quote), longestQuote)}”`, width - margin.length),
    `  ${formatPlace(citation.source)}`,
  ]);
  return lines.map(
    (line, position) => `${position === 0 ? `${indent}${label.padEnd(labelWidth)}` : margin}${line}`,
  );
}

/** Markdown's links, emphasis and code marks, for reading; the words stay. */
export function stripMarkup(quote: string): string {
  return quote
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<\/?[A-Za-z][^>]*>/g, "")
    .replace(/\*\*|`|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])/g, "");
}
