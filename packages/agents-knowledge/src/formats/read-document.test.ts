import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "./read-document.ts";

const text = async (bytes: Uint8Array, name = "a.txt", contentType?: string): Promise<string> => {
  const document = await readDocument(bytes, { name, contentType });
  return "text" in document ? document.text : `${document.reason}: ${document.message}`;
};

const format = async (content: string, name: string, contentType?: string): Promise<string> => {
  const document = await readDocument(Buffer.from(content), { name, contentType });
  return "format" in document ? document.format : document.reason;
};

/** Encodings that the platform reads and does not write. */
const japanese = Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea, 0x82, 0xcc, 0x95, 0xb6]);
const chinese = [
  0xd6, 0xd0, 0xb9, 0xfa, 0xb5, 0xc4, 0xce, 0xc4, 0xd7, 0xd6, 0xca, 0xc7, 0xba, 0xba, 0xd7, 0xd6,
];

describe("`readDocument` finds the format", () => {
  test("by content type, then magic bytes, then name, then by what it reads like", async () => {
    expect(await format("<p>x", "a.md", "text/html; charset=utf-8")).toBe("html");
    expect(await format("<p>x</p>", "a", "application/xhtml+xml")).toBe("html");
    expect(await format("%PDF-1.7", "a.txt")).toBe("unreadable_pdf");
    expect(await format("x", "a.md")).toBe("markdown");
    expect(await format("x", "https://h.example/a.md?raw=1", "text/plain")).toBe("markdown");
    expect(await format("<html>x", "a.html", "text/plain")).toBe("text");
    expect(await format("<p>x", "a.xhtml")).toBe("html");
    expect(await format("\n<!DOCTYPE html><p>x", "page")).toBe("html");
    expect(await format("<html lang=en>x", "page")).toBe("html");
    expect(await format("about <htmlx> and such", "page")).toBe("text");
    expect(await format("x", "a.pdf")).toBe("text");
  });
});

describe("`readDocument` decodes", () => {
  test("UTF-8 and UTF-16 by their byte order marks, which are left out", async () => {
    expect(await text(Buffer.from("\ufeffé✓"))).toBe("é✓");
    expect(await text(Buffer.from("\ufeffa é ✓", "utf16le"))).toBe("a é ✓");
    expect(await text(Buffer.from("\ufeffa é ✓", "utf16le").swap16())).toBe("a é ✓");
    expect(await text(Buffer.from("\ufeff<!doctype html><p>é ✓", "utf16le"), "page")).toBe("é ✓");
  });

  test("HTML by the transport's charset, then by what the document declares, then as UTF-8", async () => {
    const latin = Buffer.from("<meta charset=shift_jis><p>caf\u00e9 \u0093x\u0094", "latin1");
    expect(await text(latin, "a.html", "text/html; charset=windows-1252")).toBe("café “x”");
    const declared = Buffer.concat([Buffer.from("<meta charset=shift_jis><p>"), japanese]);
    expect(await text(declared, "a.html")).toBe("日本語の文");
    expect(await text(Buffer.from("<p>é ✓"), "a.html")).toBe("é ✓");
  });

  test("text by the transport's charset, then as UTF-8, then by detection", async () => {
    expect(await text(Buffer.from("caf\u00e9", "latin1"), "a.txt", 'text/plain; charset="ISO-8859-1"')).toBe(
      "café",
    );
    expect(await text(Buffer.from("é ✓"), "a.txt", "text/plain; charset=nonsense")).toBe("é ✓");
    const gb18030 = Buffer.from([...chinese, 0xa1, 0xa3, ...chinese, 0xa1, 0xa3, ...chinese, 0xa1, 0xa3]);
    expect(await text(gb18030)).toBe("中国的文字是汉字。".repeat(3));
    const french =
      "Le caf\u00e9 est tr\u00e8s bon, et les gar\u00e7ons ont \u00e9t\u00e9 gentils avec nous tous les jours.";
    expect(await text(Buffer.from(french, "latin1"))).toBe(french);
  });

  test("UTF-8 with a few damaged bytes as UTF-8, in files and in pages", async () => {
    const words = "Les garçons ont été très gentils – voilà « déjà » où. ";
    const damaged = Buffer.concat([Buffer.from(words), Buffer.from([0xe9]), Buffer.from(` ${words}`)]);
    const shown = `${words}\ufffd ${words}`;
    expect(await text(damaged, "a.md")).toBe(shown);
    expect(await text(damaged, "a.txt", "text/plain; charset=utf-8")).toBe(shown);
    for (const type of [undefined, "text/html; charset=utf-8"]) {
      const page = Buffer.concat([Buffer.from("<p>"), damaged]);
      expect(await text(page, "a.html", type)).toBe(shown.trim());
    }
    const long = Buffer.concat([Buffer.from(`é ${"plain words ".repeat(100)}`), Buffer.from([0xff])]);
    expect(await text(long)).toBe(`é ${"plain words ".repeat(100)}\ufffd`);
  });

  test("as UTF-8 nothing that more is wrong with than right", async () => {
    const latin = Buffer.from("Les gar\u00e7ons ont \u00e9t\u00e9 tr\u00e8s gentils, voil\u00e0.", "latin1");
    expect(await text(Buffer.concat([Buffer.from("é "), latin]))).not.toContain("\ufffd");
    const kept = Buffer.concat([Buffer.from("\ufffd".repeat(5)), Buffer.from([0xff])]);
    expect(await text(kept)).toMatch(/^unknown_encoding/);
  });

  test("nothing that is binary, or whose encoding nobody knows", async () => {
    expect(await text(Buffer.from([72, 0, 1, 2]))).toMatch(/^binary/);
    expect(await text(Buffer.concat([Buffer.alloc(10_000, "a"), Buffer.from([0])]))).toMatch(/^binary/);
    expect(await text(Buffer.from([99, 97, 102, 0xe9, 32, 97]))).toMatch(/^unknown_encoding/);
    expect(await text(Buffer.from([0xff, 0xfe, 0x00, 0xd8]))).toMatch(/^unknown_encoding/);
    expect(await text(Buffer.from([0xef, 0xbb, 0xbf, 0xff]))).toMatch(/^unknown_encoding/);
    expect(await text(Buffer.from(" \n"))).toMatch(/^empty/);
    expect(await text(new Uint8Array())).toMatch(/^empty/);
  });
});

test("`readDocument` answers for any bytes, whatever they are called", async () => {
  const names = fc.constantFrom("a.txt", "a.md", "a.html", "a.pdf", "", "https://h.example/x");
  const types = fc.constantFrom(
    undefined,
    "text/html",
    "text/plain; charset=shift_jis",
    "application/pdf",
    ";;",
  );
  const starts = fc.constantFrom(
    "",
    "%PDF-1.4\n1 0 obj\n<<",
    "<!doctype html>",
    "\u00ff\u00fe",
    "<html><body><",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      names,
      types,
      starts,
      async (rest, name, contentType, start) => {
        const bytes = Buffer.concat([Buffer.from(start, "latin1"), rest]);
        const document = await readDocument(bytes, { name, contentType });
        if ("text" in document) expect(document.text.trim()).not.toBe("");
        else expect(document.message).not.toBe("");
      },
    ),
    { numRuns: 300 },
  );
});

test("`readDocument` reads every text in UTF-8 as it is", async () => {
  const words = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((value) => /[^\s\0]/.test(value) && !value.includes("\0"));
  await fc.assert(
    fc.asyncProperty(words, async (value) => {
      // Without a mark of its own, and not like something else.
      const content = `. ${value}`;
      expect(await text(Buffer.from(content), "a.txt")).toBe(content);
    }),
  );
});

test("`readDocument` rejects with the reason of a signal that is aborted", async () => {
  const hints = { name: "a.txt", signal: AbortSignal.abort("gone") };
  await expect(readDocument(Buffer.from("x"), hints)).rejects.toBe("gone");
});
