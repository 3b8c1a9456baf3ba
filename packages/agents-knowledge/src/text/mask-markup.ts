import { maskDataUris } from "./data-uris.ts";
import { decodeEntities } from "./decode-entities.ts";

/** Elements that Markdown files use for layout; other angle brackets are kept, since `Promise<string>` is text. */
const elements =
  "a|abbr|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|figure|font|h[1-6]|hr|i|iframe|img|kbd|li|ol|p|picture|pre|s|samp|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul|video";

/**
 * Markup that says nothing itself. Every repetition is bounded, so hostile text cannot make the match slow:
 * images, link destinations, reference links, link definitions, layout elements, addresses, entities.
 */
const markup = new RegExp(
  [
    String.raw`!\[[^[\]\n]{0,300}\](?:\([^()\n]{0,600}\)|\[[^\]\n]{0,100}\])`,
    String.raw`\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,600}\)`,
    String.raw`\]\[[^\]\n]{0,100}\]`,
    String.raw`^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*`,
    String.raw`<\/?(?:${elements})(?:\s[^<>]{0,1000})?\/?>`,
    // Components of MDX: a closing tag, or an opening one with attributes; `<name>` alone is a placeholder.
    String.raw`(?<!\w)<\/[a-z][\w.]{0,60}>`,
    String.raw`(?<!\w)<[a-z][\w.]{0,60}(?:\s{1,20}[\w-]{1,60}=(?:"[^"<>]{0,300}"|\{[^<>{}]{0,300}\})){1,20}\s{0,20}\/?>`,
    String.raw`<?\bhttps?:\/\/[^\s<>()"'\x60\]]{1,2000}>?`,
    String.raw`&(?:[a-z]{2,8}|#\d{1,6});`,
  ].join("|"),
  "gim",
);

const notLineBreak = /[^\r\n]/g;

/** Replaces a stretch by spaces of the same length; line breaks stay, so offsets and line numbers hold. */
function blank(stretch: string): string {
  return stretch.replace(notLineBreak, " ");
}

/**
 * Blanks markup out of Markdown without moving a character: what is left at an offset was there before.
 *
 * @example
 * maskMarkup("[docs](https://x.io) of **x**"); // "[docs                of **x**"
 */
export function maskMarkup(text: string): string {
  return maskComments(maskDataUris(text)).replace(markup, blank);
}

/** Blanks `<!-- … -->`; a comment that never closes is text. */
function maskComments(text: string): string {
  let result = "";
  let from = 0;
  for (let open = text.indexOf("<!--"); open !== -1; open = text.indexOf("<!--", from)) {
    const close = text.indexOf("-->", open + 4);
    if (close === -1) break;
    result += text.slice(from, open) + blank(text.slice(open, close + 3));
    from = close + 3;
  }
  return from === 0 ? text : result + text.slice(from);
}

const entities = /&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/gi;

/** Entities as a reader sees them; those of signs that would be taken for markup are left to be blanked. */
function showEntities(markdown: string): string {
  if (!markdown.includes("&")) return markdown;
  return markdown.replace(entities, (found) => {
    const shown = decodeEntities(found);
    return /^[^\s<>[\]()*_`|\\~&#!\p{C}]$/u.test(shown) || /^&amp;$/i.test(found) ? shown : found;
  });
}

/**
 * A sentence of Markdown or of a comment as a reader sees it: no link destinations, no emphasis, no marks before
 * its further lines, one space between words.
 *
 * @example
 * toPlainText("**zod** is [typed](https://zod.dev)"); // "zod is typed"
 */
export function toPlainText(markdown: string): string {
  return (
    maskMarkup(showEntities(markdown))
      .replace(/^[ \t]*(?:>[ \t]?)+/gm, "")
      // Within one sentence no list item or heading begins, so these begin the lines of a comment.
      .replace(/(?<=\n)[ \t]*(?:\*|\/\/[/!]?|##?|--)(?=[ \t])/g, "")
      .replace(/\*\*|__|~~|`+/g, "")
      .replace(/(^|[\s(])[*_](?=\S)|(?<=\S)[*_](?=[\s.,;:!?)]|$)/gm, "$1")
      .replace(/(?<!\w)\[[ xX]\]/g, "")
      .replace(/(?<![\w\])])\[([^[\]\n]{0,500})\]/g, "$1")
      .replace(/(?<!\w)\[/g, "")
      .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, "$1")
      // Long blank stretches, which masking leaves, would be searched from each of their places.
      .replace(/[ \t]+/g, " ")
      .replace(/^ ?\| ?| ?\| ?$/gm, "")
      .replace(/\s+/g, " ")
      .replace(/ ([.,;:!?)])(?= |$)/g, "$1")
      .trim()
  );
}
