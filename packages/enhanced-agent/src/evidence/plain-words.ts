const link = /!?\[([^[\]\n]{0,500})\]\([^()\s]{0,2000}\)/g;

/**
 * A text as it is compared with another one: lower case, one space between words, one kind of quotation marks and dashes, without
 * Markdown and without punctuation around it.
 *
 * @example
 * toPlainWords("“Keys”  are *stable*."); // "\"keys\" are stable"
 */
export function toPlainWords(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(link, "$1")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚‹›]/g, "'")
    .replace(/[‐-―−]/g, "-")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[*_`#>]+/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.,;:]+|[\s.,;:!?]+$/g, "");
}
