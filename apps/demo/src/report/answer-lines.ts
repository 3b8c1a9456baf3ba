import type { EnhancedResult } from "@convoke/enhanced-agent";
import type { FormatPlace } from "./citations.ts";
import { stripMarkup } from "./quotes.ts";
import { countOf, formatField, indent, labelWidth, truncateText, wrapText } from "./text.ts";

/** How much of a quote is shown; the whole of it stands at the place that is named. */
const longestQuote = 200;

/** What a main agent answers: its text, line by line, what that cites, and what it took. */
export function formatAnswer(
  { answer, citations, delegations, steps, usage }: EnhancedResult,
  { width, formatPlace }: { readonly width: number; readonly formatPlace: FormatPlace },
): string[] {
  const margin = " ".repeat(indent.length + labelWidth);
  const room = width - margin.length;
  const text = answer.split("\n").flatMap((line) => (line.trim() === "" ? [""] : wrapText(line, room)));
  const sources = citations.flatMap(({ id, quote, location, line, title }) => {
    const place =
      location === undefined ? title : line === undefined ? location : formatPlace({ file: location, line });
    return [
      ...wrapText(`[${id}] “${truncateText(stripMarkup(quote), longestQuote)}”`, room),
      ...(place === undefined ? [] : wrapText(place, room - 2).map((part) => `  ${part}`)),
    ];
  });
  const tokens = usage.inputTokens + usage.outputTokens;
  const took =
    `${countOf(steps, "step")}, ${countOf(delegations.length, "delegation")}` +
    (tokens === 0 ? "" : `, ${tokens.toLocaleString("en")} tokens`) +
    (usage.costUsd === undefined || usage.costUsd === 0 ? "" : `, ${usage.costUsd.toFixed(4)} USD`);
  return [
    ...under("Answer", text),
    ...(sources.length === 0 ? [] : ["", ...under("Sources", sources)]),
    "",
    ...formatField("Took", took, { width }),
  ];

  function under(label: string, lines: readonly string[]): string[] {
    return lines.map((line, at) =>
      (at === 0 ? `${indent}${label.padEnd(labelWidth)}${line}` : `${margin}${line}`).trimEnd(),
    );
  }
}
