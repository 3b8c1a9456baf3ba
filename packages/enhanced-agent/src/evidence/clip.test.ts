import fc from "fast-check";
import { expect, test } from "vitest";
import { clipText, toLine } from "./clip.ts";

test("`clipText` cuts behind a sentence, and says how much is missing", () => {
  const text = "One sentence here. ".repeat(20);
  expect(clipText(text, 200)).toBe(
    `${"One sentence here. ".repeat(7).trim()}\n[… 248 of 380 characters left out]`,
  );
  expect(clipText("short", 200)).toBe("short");
});

test("`clipText` never exceeds its bound, and tells the truth about what is missing", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 600 }),
      fc.integer({ min: 100, max: 400 }),
      (text, most) => {
        const clipped = clipText(text, most);
        expect(clipped.length).toBeLessThanOrEqual(most);
        if (clipped === text) return;
        const [, missing, whole] = /\n\[… (\d+) of (\d+) characters left out\]$/.exec(clipped) ?? [];
        const kept = clipped.slice(0, clipped.lastIndexOf("\n[…"));
        expect(Number(whole)).toBe(text.length);
        expect(kept.length + Number(missing)).toBe(text.length);
        expect(text.startsWith(kept)).toBe(true);
      },
    ),
  );
});

test("`toLine` gives one line without control characters, of the length that is asked for", () => {
  expect(toLine(" a\r\n\tb\u0000\u2028c ", 10)).toBe("a b c");
  expect(toLine("abcdef", 4)).toBe("abc…");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const line = toLine(text, 50);
      expect(line.length).toBeLessThanOrEqual(50);
      expect(line).not.toMatch(/[\n\r\u0000-\u001f]/);
      expect(toLine(line, 50)).toBe(line);
    }),
  );
});
