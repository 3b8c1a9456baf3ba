import { cutText } from "./one-line.ts";

/** A line of a result block that names a source: `[E1.2] “quote” (place)`. */
const sourceLine = /^\[(E\d+\.\d+)\] “(.*)”(?: \(([^\n]*)\))?$/;
const longestSource = 4_000;

/** At most `most` characters: whole sentences if there are any in the second half of them, whole words otherwise. */
export function shortenText(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 2);
  const least = Math.floor(most / 2);
  const sentence = Math.max(...[". ", "! ", "? ", "\n"].map((end) => cut.lastIndexOf(end)));
  if (sentence >= least) return `${cut.slice(0, sentence + 1).trimEnd()} …`;
  const word = cut.lastIndexOf(" ");
  return word >= least ? `${cut.slice(0, word).trimEnd()} …` : cutText(text, most - 1);
}

/**
 * The text of a block in little more than `most` characters: what was asked, the beginning of its body, and its lines of
 * sources, each with its id and the beginning of its quote. `readResultBlock` reads it like a whole one.
 */
export function shortenBlockText(text: string, most: number): string {
  const end = text.startsWith("Task: ") ? text.indexOf("\n\n") : -1;
  const head = end === -1 ? "" : `${cutText(text.slice(0, end), most)}\n\n`;
  const lines = text.slice(end === -1 ? 0 : end + 2).split("\n");
  let sources = lines.length;
  while (sources > 0 && isSource(lines[sources - 1] ?? "")) sources -= 1;
  const named = lines.slice(sources).map((line) => shortenSource(line, Math.floor(most / 10)));
  return head + [shortenText(lines.slice(0, sources).join("\n"), most), ...named].join("\n");
}

/** Longer lines are none that a result block has, and would take the pattern long to tell. */
function isSource(line: string): boolean {
  return line.length <= longestSource && sourceLine.test(line);
}

function shortenSource(line: string, most: number): string {
  return line.replace(sourceLine, (_all, id: string, quote: string, place: string | undefined) => {
    const named = `[${id}] “${cutText(quote, most)}”`;
    return place === undefined || place.length > 2 * most ? named : `${named} (${place})`;
  });
}
