import type { Citation } from "../answers/citation.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { isSameQuote, type Section } from "../answers/section.ts";

/** Titles and questions beyond this are cut. */
const longestTitle = 200;

/**
 * Writes research as Markdown: a section for each question with the numbers of its sources behind each
 * sentence, the sources with file and line or address, and what is open. Whatever comes from documents,
 * models and callers is shown as plain text.
 */
export function formatReport({
  question,
  sections,
  openPoints,
}: {
  question: string;
  sections: readonly Section[];
  openPoints: readonly string[];
}): string {
  const cited: Citation[] = [];
  const findNumber = (citation: Citation): number => {
    const known = cited.findIndex((other) => isSameQuote(citation, other));
    return known === -1 ? cited.push(citation) : known + 1;
  };
  const isOne = sections.length === 1;
  const blocks = [`# ${show(question)}`];
  for (const section of sections) {
    if (!isOne) blocks.push(`## ${show(section.question)}`);
    blocks.push(formatSentences(section, findNumber));
  }
  blocks.push("## Sources", formatSources(cited), "## Open points", formatList(openPoints));
  return `${blocks.join("\n\n")}\n`;
}

function formatSentences(section: Section, findNumber: (citation: Citation) => number): string {
  if (section.sentences.length === 0) return "No answer was found.";
  return section.sentences
    .map(({ text, citations }) => {
      const numbers = citations.flatMap((number) => {
        const citation = section.citations[number - 1];
        return citation === undefined ? [] : [findNumber(citation)];
      });
      return `${escapeMarkdown(text)} ${[...new Set(numbers)].map((number) => `[${number}]`).join("")}`;
    })
    .join("\n");
}

function formatSources(cited: readonly Citation[]): string {
  if (cited.length === 0) return "None.";
  return cited.map((citation, at) => `${at + 1}. ${formatSource(citation)}`).join("\n");
}

function formatSource({ quote, source }: Citation): string {
  const { url, file, line, page, title } = source;
  const address = url === undefined ? undefined : formatAddress(url);
  const place = address ?? `${show(file)}:${line}`;
  const position = page === undefined ? "" : `, page ${page}`;
  const name = title === file || title === url || title === "" ? "" : `, ${show(title)}`;
  return `${place}${position}${name}: “${escapeMarkdown(quote)}”`;
}

/** An address in the form that Markdown links as it is; `undefined` for what is no address of the web. */
function formatAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { href, protocol } = new URL(url);
  const isWeb = protocol === "https:" || protocol === "http:";
  return isWeb ? `<${href.replace(/[\s<>\\]/g, (found) => encodeURIComponent(found))}>` : undefined;
}

function formatList(points: readonly string[]): string {
  return points.length === 0 ? "None." : points.map((point) => `- ${escapeMarkdown(point)}`).join("\n");
}

function show(text: string): string {
  const shown = text.trim();
  return escapeMarkdown(
    shown.length <= longestTitle ? shown : `${shown.slice(0, longestTitle - 1).toWellFormed()}…`,
  );
}
