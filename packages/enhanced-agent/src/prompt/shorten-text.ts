import { cutText } from "./one-line.ts";

/** A line that names a source: `[E1.2] “quote” (place)`. */
const sourceLine = /^\[[A-Z]\d+\.\d+\] /;
const quote = /“(.*)”/;
/** A quote takes this share of what a block's text may have. */
const shareOfQuote = 0.1;

/** At most `most` characters: whole sentences if there are any in the second half of them, whole words otherwise. */
export function shortenText(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 2);
  const least = Math.floor(most / 2);
  const sentence = Math.max(...[". ", "! ", "? ", ".\n", "\n"].map((end) => cut.lastIndexOf(end)));
  if (sentence >= least) return `${cut.slice(0, sentence + 1).trimEnd()} …`;
  const word = cut.lastIndexOf(" ");
  return word >= least ? `${cut.slice(0, word).trimEnd()} …` : cutText(text, most - 1);
}

/** The text of a block: its first line, the beginning of its body in `most` characters, and its lines of sources with shortened quotes. */
export function shortenBlockText(text: string, most: number): string {
  const lines = text.split("\n");
  let sources = lines.length;
  while (sources > 1 && sourceLine.test(lines[sources - 1] ?? "")) sources -= 1;
  const hasTask = lines[0]?.startsWith("Task: ") === true;
  const head = hasTask ? [cutText(lines[0] ?? "", most)] : [];
  const body = shortenText(lines.slice(head.length, sources).join("\n"), most);
  const named = lines.slice(sources).map((line) => shortenSource(line, most));
  return [...head, body, ...named].join("\n");
}

function shortenSource(line: string, most: number): string {
  const longest = Math.floor(most * shareOfQuote);
  return line.replace(quote, (_all, text: string) => `“${cutText(text, longest)}”`);
}
