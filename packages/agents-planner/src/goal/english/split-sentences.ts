import type { English } from "./english.ts";

const bullet = /^\s*(?:[-*•–+]|\(?\d{1,2}[.)]|[a-z]\))\s+/;

/** Lines of a list become sentences; under a heading ("with:") items without a verb become its list. */
export function joinLines(text: string, startsOrder: (line: string) => boolean): string {
  const lines = text
    .split(/\r?\n|\u2028|\u2029/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length < 2) return text;
  let joined = "";
  let isUnderHeading = false;
  for (const line of lines) {
    const isItem = bullet.test(line);
    const words = isItem ? line.replace(bullet, "") : line;
    const isHeading = joined.endsWith(":");
    if (joined === "") joined = words;
    else if (isItem && (isHeading || isUnderHeading) && !startsOrder(words)) {
      joined = isHeading ? `${joined.slice(0, -1)} ${words}` : `${joined.replace(/[,;.]$/, "")}, ${words}`;
      isUnderHeading = true;
    } else {
      // a line that goes on with a small letter was only wrapped
      const isWrapped = !isItem && /[^.!?:;]$/.test(joined) && /^\p{Ll}/u.test(words) && !isUnderHeading;
      joined = isWrapped
        ? `${joined} ${words}`
        : `${joined.replace(/[,;:]$/, "").replace(/(?<![.!?])$/, ";")} ${words}`;
      isUnderHeading = false;
    }
  }
  return joined;
}

/** The sentences and list items of a text on one line. */
export function splitSentences(text: string, english: English): string[] {
  const isNumbered = /(?:^|\s)\(?1[.)]\s/.test(text);
  const items = isNumbered ? /\s*;\s*|(?:^|\s)(?:[-*•–]|\(?\d{1,2}[.)])\s+/u : /\s*;\s*|(?:^|\s)[-*•–]\s+/u;
  return text
    .replace(/^((?:no|without|don['’]t|do not|never|avoid|only)\b[^:;.]*):\s+/i, "$1; ")
    .split(items)
    .flatMap((piece) => splitAtPeriods(piece, english))
    .map((sentence) => sentence.replace(/[.;!\s]+$/, "").trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** The tagger knows abbreviations ("e.g. Redis"), but also parts names ("Fly.io"): its ends count before a space only. */
function splitAtPeriods(text: string, english: English): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const sentence of english.splitSentences(text)) {
    open += sentence;
    if (
      !/\s$/.test(open) ||
      !/[.!?]["”')]*\s$/.test(open) ||
      /\b(?:vs|etc|e\.g|i\.e|approx|incl)\.\s$/i.test(open)
    )
      continue;
    sentences.push(open);
    open = "";
  }
  return [...sentences, open];
}
