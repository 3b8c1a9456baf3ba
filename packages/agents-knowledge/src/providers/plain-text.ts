import { decodeEntities } from "../text/decode-entities.ts";

/** Other angle brackets are text: `Promise<string>`. */
const elements =
  "a|abbr|article|aside|audio|b|base|blockquote|body|br|button|canvas|center|cite|code|dd|del|details|dfn|div|dl|dt|em|embed|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|math|meta|nav|noscript|object|ol|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr";
/** Each alternative ends at the next `<` or `>`, so a text of many unclosed tags is still read once. */
const tag = new RegExp(`<!--[^<>]*-->|</?(?:${elements})(?:[\\s/][^<>]*)?>`, "gi");
/** Elements between which a reader sees a gap. */
const breaking = /^<\/?(?:br|p|div|li|ul|ol|h[1-6]|t[dhr]|blockquote|pre)\b/i;
/** Control characters, and those that turn the direction of what follows or cannot be seen. */
const unseen =
  /[\p{Cc}\u2028\u2029]+|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * A title or snippet of HTML as one line of plain text, at most `maxLength` characters long.
 *
 * @example
 * toPlainLine("<strong>Retry</strong> &amp; back&#8209;off", 100); // "Retry & back‑off"
 */
export function toPlainLine(html: string, maxLength: number): string {
  // What lies far beyond the limit need not be read.
  const text = html.slice(0, maxLength * 20).replace(tag, (found) => (breaking.test(found) ? " " : ""));
  const line = decodeEntities(text)
    .toWellFormed()
    .replace(unseen, (found) => (/^[\p{Cc}\u2028\u2029]/u.test(found) ? " " : ""))
    .replace(/\s+/g, " ")
    .trim();
  return shorten(line, maxLength);
}

function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 1);
  // Half of a character pair is none.
  const whole = cut.isWellFormed() ? cut : cut.slice(0, -1);
  return `${whole.trimEnd()}…`;
}
