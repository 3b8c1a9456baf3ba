/** An underscore between two letters or digits, as in a file's name, marks nothing. */
const special = /[\\`*[\]<>#|~&!$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/**
 * A text of any origin as one line of Markdown that shows its characters and nothing else: no heading, list,
 * link, image, element or second paragraph can come of it.
 *
 * @example
 * escapeMarkdown("# Buy *now*\nhttps://x.io"); // "\\# Buy \\*now\\* https\\://x.io"
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      // Line breaks of all kinds, other controls, and marks that turn the direction of writing.
      .replace(/[\s\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ")
      .trim()
      .replace(special, "\\$&")
      // Addresses become links without any markup.
      .replace(/:\/\//g, "\\://")
      .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\\.`)
      .replace(/^(\d{1,9})([.)])/, "$1\\$2")
      .replace(/^[-+=:]/, "\\$&")
  );
}
