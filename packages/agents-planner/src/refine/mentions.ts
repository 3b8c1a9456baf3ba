/** True when a text names something, as words of their own. */
export function mentions(text: string, name: string): boolean {
  return pattern(name, "", "").test(text);
}

/** A text in which one name stands for another, as words of their own. */
export function replaceMentions(text: string, from: string, to: string): string {
  return text.replace(pattern(from, "", "", "giu"), () => to);
}

/**
 * A text without a member of a list: `"Test the shop, above all login and search"` without "search" gives `"Test the
 * shop, above all login"`. What stands elsewhere in a sentence stays.
 */
export function dropMention(text: string, name: string): string {
  return text
    .replace(
      pattern(
        name,
        ",? (?:with|using|above all) (?:the )?",
        "s?(?=, (?:with|without|using|above all)\\b|\\.|\\?|$|;)",
      ),
      "",
    )
    .replace(
      pattern(
        name,
        "(?:,? and|, or|,) (?:the )?",
        "s?(?= and | or |,|\\.|\\?|$| of | found| as | for | in |;)",
      ),
      "",
    )
    .replace(pattern(name, "(?<=\\s)(?:the )?", "s?(?: and|,) "), "");
}

function pattern(name: string, before: string, after: string, flags = "iu"): RegExp {
  const escaped = name.slice(0, 200).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const start = before === "" ? "(?<![\\p{L}\\p{N}])" : before;
  const end = after === "" ? "(?![\\p{L}\\p{N}])" : after;
  return new RegExp(`${start}${escaped}${end}`, flags);
}
