import fc from "fast-check";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { decodeText, encodeText } from "./store-text.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("a", "\0", "\ud83d", "\udca1", "\ufdd0", "\ufde0", "\ufdef", "💡") }),
);

test("encodeText brings every text through SQLite, and decodeText gives it back", () => {
  const database = new DatabaseSync(":memory:");
  const echo = database.prepare("SELECT ? AS text");
  fc.assert(
    fc.property(anyText, (text) => {
      const encoded = encodeText(text);
      expect(echo.get(encoded)?.["text"]).toBe(encoded);
      expect(decodeText(encoded)).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("encodeText leaves ordinary text as it is, and parts of a text parts of it", () => {
  expect(encodeText("run-1/ü 漢字 💡 'x'\n")).toBe("run-1/ü 漢字 💡 'x'\n");
  expect(encodeText("a\0bc\ud800d")).toContain(encodeText("\0bc\ud800"));
});
