/** Bytes of a token: four in English prose, fewer in names and figures. */
const bytesOfToken = 3;

/** Tokens that a text has at most, in any usual tokeniser of European languages. */
export function countTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / bytesOfToken);
}

/** The beginning of a text, of so many tokens at most. */
export function cutTokens(text: string, maxTokens: number): string {
  if (countTokens(text) <= maxTokens) return text;
  const most = Math.max(0, maxTokens) * bytesOfToken;
  // What remains of a letter that was cut through takes no more bytes than its place has.
  return Buffer.from(text)
    .subarray(0, most)
    .toString("utf8")
    .replace(/\ufffd+$/, "");
}

/** As many whole lines from the start of a text as fit, with a note of what was left out. */
export function fitLines(lines: readonly string[], maxTokens: number): string {
  const kept: string[] = [];
  let tokens = countTokens(sayRest(lines.length));
  for (const line of lines) {
    tokens += countTokens(`${line}\n`);
    if (tokens > maxTokens) break;
    kept.push(line);
  }
  const rest = lines.length - kept.length;
  return [...kept, ...(rest > 0 ? [sayRest(rest)] : [])].join("\n");
}

function sayRest(count: number): string {
  return `(${count} more left out)`;
}
