import fc from "fast-check";
import { expect, test } from "vitest";
import { shortenBlockText, shortenText } from "./shorten-text.ts";

/** Ends of sentences, of words, of lines, and halves of characters. */
const unit = fc.constantFrom("a", "B", " ", ".", "!", "\n", "😀", "\ud83d", "\ude00");

test("`shortenText` keeps whole sentences, else whole words, else what fits", () => {
  expect(shortenText("Short.", 10)).toBe("Short.");
  expect(shortenText("One is here. Two is there. Three is far away.", 30)).toBe(
    "One is here. Two is there. …",
  );
  expect(shortenText("one two three four five six seven", 20)).toBe("one two three …");
  expect(shortenText("x".repeat(50), 20)).toBe(`${"x".repeat(18)}…`);
  expect(shortenText(`${"x".repeat(17)}😀${"x".repeat(50)}`, 20)).toBe(`${"x".repeat(17)}…`);
});

test("`shortenText` never gives more than it may, and changes nothing the second time", () => {
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 200 }), fc.integer({ min: 10, max: 120 }), (text, most) => {
      const once = shortenText(text, most);
      expect(once.length).toBeLessThanOrEqual(most);
      expect(shortenText(once, most)).toBe(once);
    }),
  );
});

test("`shortenBlockText` keeps what was asked and the ids of the sources, with the places that are short", () => {
  const text = [
    "Task: Find birds\n",
    "Birds are here. ".repeat(40),
    `[E1.1] “${"quote ".repeat(40)}” (Birds, birds.md:3)`,
    `[E1.2] “short” (${"far ".repeat(60)})`,
  ].join("\n");
  expect(shortenBlockText(text, 160)).toMatch(
    /^Task: Find birds\n\n(?:Birds are here\. )+…\n\[E1\.1\] “quote quote quo…” \(Birds, birds\.md:3\)\n\[E1\.2\] “short”$/,
  );
});

test("`shortenBlockText` is not slowed down by a line that is almost a source", () => {
  const line = `[E1.1] “${"” (".repeat(100_000)}`;
  expect(shortenBlockText(line, 160).length).toBeLessThanOrEqual(160);
});
