const bullet = /^\s{0,20}(?:[-*•–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+/i;
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|vs|etc|approx|mr|mrs|ms|dr|prof|no|st|cf|ca|fig|inc|ltd|[a-z])\.$/i;

/** Sentences and the entries of lists, in order. What stands in quotation marks is never cut. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  for (const paragraph of joinWrappedLines(text)) {
    let from = 0;
    let quote = "";
    for (let at = 0; at < paragraph.length; at += 1) {
      const letter = paragraph[at] ?? "";
      quote = followQuote(quote, letter);
      if (quote !== "" || !endsSentence(paragraph, at, from)) continue;
      sentences.push(paragraph.slice(from, at + 1));
      from = at + 1;
    }
    sentences.push(paragraph.slice(from));
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Which quotation mark is open after this letter. */
export function followQuote(open: string, letter: string): string {
  if (open !== "") return letter === open ? "" : open;
  if (letter === '"') return '"';
  if (letter === "“") return "”";
  return letter === "`" ? "`" : "";
}

function endsSentence(text: string, at: number, from: number): boolean {
  const letter = text[at] ?? "";
  const next = text[at + 1];
  if (/[。；!？]/.test(letter)) return true;
  if (!/[.!?;]/.test(letter) || (next !== undefined && !/\s/.test(next))) return false;
  return letter !== "." || !abbreviation.test(text.slice(Math.max(from, at - 12), at + 1));
}

/** Lines that go on are joined; bullets, numbers, empty lines and capitals begin anew. */
function joinWrappedLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    const last = lines.at(-1);
    const goesOn = last !== undefined && last !== "" && /^\s*\p{Ll}/u.test(line) && !bullet.test(line);
    if (goesOn) lines[lines.length - 1] = `${last} ${line.trim()}`;
    else lines.push(line.replace(bullet, "").trim());
  }
  return lines.filter((line) => line !== "");
}
