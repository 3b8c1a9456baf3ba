import { createManualRuntime } from "@convoke/core/testing";
import { PDFDocument } from "pdf-lib";
import { expect, onTestFinished, test } from "vitest";
import { startWebServer } from "../../test/web-server.ts";
import { createPageReader } from "../pages/create-page-reader.ts";
import { hashText } from "../text/hash-text.ts";
import { readPageResultSchema } from "../pages/read-page-result.ts";
import { readPage } from "./read-page.ts";

async function serve(body: string | Uint8Array, type: string) {
  const server = await startWebServer({
    "/page": (_request, response) => void response.writeHead(200, { "content-type": type }).end(body),
  });
  const pages = createPageReader({ allowedPrivateHosts: [server.host] });
  onTestFinished(() => pages.close());
  const context = { signal: new AbortController().signal, runtime: createManualRuntime() };
  return (maxCharacters?: number) =>
    readPage(
      { pages },
      { url: `${server.origin}/page`, ...(maxCharacters !== undefined && { maxCharacters }) },
      context,
    );
}

test("`readPage` hands a page's text back, in the shape of its schema", async () => {
  const read = await serve("<title>Queues</title><p>A queue keeps jobs.</p>", "text/html");
  const result = readPageResultSchema.strict().parse(await read());
  expect(result).toMatchObject({
    type: "read_page",
    title: "Queues",
    format: "html",
    text: "A queue keeps jobs.",
  });
  expect(result.contentHash).toBe(hashText(result.text));
  expect(result).not.toHaveProperty("truncated");
});

test("`readPage` cuts long texts, between characters, and says so", async () => {
  const whole = `${"x".repeat(199_999)}😀 and more`;
  const read = await serve(whole, "text/plain; charset=utf-8");
  expect(await read()).toMatchObject({
    text: "x".repeat(199_999),
    truncated: true,
    contentHash: hashText(whole),
  });
  expect((await read(200_001)).text).toBe(`${"x".repeat(199_999)}😀`);
  expect(await read(200_010)).not.toHaveProperty("truncated");
});

test("`readPage` keeps the starts of those pages of a PDF that it hands back", async () => {
  const pdf = await PDFDocument.create();
  for (const text of ["First page", "Second page", "Third page"]) pdf.addPage().drawText(text);
  const read = await serve(await pdf.save(), "application/pdf");
  expect((await read()).pageStarts).toEqual([0, 12, 25]);
  expect(await read(20)).toMatchObject({
    text: "First page\n\nSecond p",
    pageStarts: [0, 12],
    truncated: true,
  });
});
