import { deflateSync } from "node:zlib";
import { PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import { expect, test } from "vitest";
import { readPdf } from "./read-pdf.ts";
import { unpacksWithin } from "./unpacks-within.ts";

async function write(pages: readonly string[], title?: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  if (title !== undefined) pdf.setTitle(title);
  for (const text of pages) pdf.addPage().drawText(text, { x: 50, y: 700, size: 12 });
  return pdf.save();
}

test("`readPdf` reads text with its title and the offset of every page, empty ones included", async () => {
  const bytes = await write(["First page.\nIts second line.", "", "Third page."], "A title");
  const before = Buffer.from(bytes);
  const document = await readPdf(bytes, undefined);
  expect(document).toEqual({
    format: "pdf",
    title: "A title",
    text: "First page.\nIts second line.\n\n\n\nThird page.",
    pageStarts: [0, 30, 32],
  });
  expect(before.equals(bytes)).toBe(true);
});

test("`readPdf` refuses what is damaged, encrypted or without text, with the reason", async () => {
  const whole = await write(["Some text that is cut in the middle of the file."]);
  const damaged = await readPdf(whole.subarray(0, 100), undefined);
  expect(damaged).toMatchObject({ reason: "unreadable_pdf", message: expect.stringContaining("damaged") });
  expect(await readPdf(Buffer.from("%PDF-1.7"), undefined)).toMatchObject({ reason: "unreadable_pdf" });
  expect(await readPdf(await write([""]), undefined)).toMatchObject({
    reason: "empty",
    message: expect.stringContaining("scan"),
  });
});

test("`readPdf` names the password of an encrypted file", async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage().drawText("secret");
  const { context } = pdf;
  const key = "<28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a>";
  // The standard handler with keys that no empty password fits.
  const encryption = context.obj({ Filter: "Standard", V: 1, R: 2, P: -4 });
  const bytes = Buffer.from(await pdf.save({ useObjectStreams: false })).toString("latin1");
  const dictionary = `<< ${encryption.toString().replace(/^<<|>>$/g, "")} /O ${key} /U ${key} >>`;
  const id = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
  const locked = bytes.replace(/trailer\s*<</, `trailer\n<< /Encrypt ${dictionary} ${id}`);
  expect(await readPdf(Buffer.from(locked, "latin1"), undefined)).toMatchObject({
    reason: "unreadable_pdf",
    message: expect.stringContaining("password"),
  });
});

test("`readPdf` refuses a small file that unpacks to a large one, before it unpacks it", async () => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage();
  const content = deflateSync(Buffer.alloc(300_000_000, "0 0 m "));
  const stream = PDFRawStream.of(pdf.context.obj({ Filter: "FlateDecode", Length: content.length }), content);
  page.node.set(PDFName.of("Contents"), pdf.context.register(stream));
  const bytes = await pdf.save();
  expect(bytes.length).toBeLessThan(2_000_000);
  expect(await readPdf(bytes, undefined)).toMatchObject({ reason: "too_large" });
});

test("`unpacksWithin` counts every stream, streams in streams, and damaged ones", () => {
  const wrap = (data: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from("stream\r\n"), data, Buffer.from("\nendstream\n")]);
  const packed = deflateSync(Buffer.alloc(10_000));
  const two = Buffer.concat([wrap(packed), wrap(packed)]);
  expect([unpacksWithin(two, 20_000), unpacksWithin(two, 19_999)]).toEqual([true, false]);
  const nested = wrap(deflateSync(deflateSync(Buffer.alloc(1_000_000))));
  expect([unpacksWithin(nested, 1_100_000), unpacksWithin(nested, 1_000_000)]).toEqual([true, false]);
  const damaged = wrap(Buffer.concat([packed.subarray(0, 2), Buffer.alloc(20, 0xff)]));
  expect([unpacksWithin(damaged, 5_000_000), unpacksWithin(damaged, 4_000_000)]).toEqual([true, false]);
  expect(unpacksWithin(Buffer.from("stream"), 0)).toBe(true);
});

test("`readPdf` rejects with the signal's reason", async () => {
  await expect(readPdf(await write(["x"]), AbortSignal.abort("gone"))).rejects.toBe("gone");
});
