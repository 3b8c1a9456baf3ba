import { join } from "node:path";
import { PDFDocument } from "pdf-lib";
import { expect, test } from "vitest";
import { systemRuntime } from "@convoke/core";
import { createTemporaryFolder } from "../../test/temporary-folder.ts";
import { completeLimits } from "./limits.ts";
import { readSource } from "./read-source.ts";

test("`readSource` stops reading a PDF with its signal", async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage().drawText("Text");
  const folder = createTemporaryFolder({ "a.pdf": await pdf.save() });
  const read = (signal?: AbortSignal) =>
    readSource(join(folder, "a.pdf"), {
      limits: completeLimits(),
      previous: undefined,
      runtime: systemRuntime,
      signal,
    });
  expect(await read()).toMatchObject({ text: { text: "Text" } });
  expect(await read(AbortSignal.abort())).toMatchObject({ skip: { reason: "unreadable" } });
});
