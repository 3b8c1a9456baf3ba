import { PDFDocument } from "pdf-lib";
import { expect, test } from "vitest";
import { joinItems } from "./join-items.ts";
import { readPdf } from "./read-pdf.ts";

/** Lines of a page: text, distance to the line before (downwards), height. */
const join = (...lines: readonly (readonly [text: string, down?: number, height?: number])[]): string => {
  let bottom = 800;
  return joinItems(
    lines.map(([str, down = 12, height = 10]) => ({
      str,
      hasEOL: true,
      height,
      transform: [height, 0, 0, height, 50, (bottom -= down)],
    })),
  );
};

test("`joinItems` parts paragraphs, and headings from what follows them", () => {
  expect(
    join(
      ["Pumps", 40, 18],
      ["They move", 16],
      ["water."],
      ["They are"],
      ["loud."],
      ["Valves close", 20],
      ["them."],
    ),
  ).toBe("Pumps\n\nThey move\nwater.\nThey are\nloud.\n\nValves close\nthem.");
  expect(join(["Twice as", 24], ["far apart", 24], ["everywhere.", 24])).toBe(
    "Twice as\nfar apart\neverywhere.",
  );
});

test("`joinItems` goes on with a paragraph at the head of the next column", () => {
  expect(join(["The pump"], ["moves"], ["water", -24], ["upwards."])).toBe(
    "The pump\nmoves\nwater\nupwards.",
  );
});

test("`joinItems` puts words together that a line divided, and leaves hyphens of their own", () => {
  expect(join(["an exam-"], ["ple"])).toBe("an example");
  expect(join(["an exam\u00ad "], ["Ple-"], ["nty"])).toBe("an examPlenty");
  expect(join(["a well-known one, a well-"], ["known one"])).toBe("a well-known one, a well-known one");
  expect(join(["COVID-"], ["19, 3 -"], ["4, rock-"], ["- and"], ["Anglo-"], ["Saxon"])).toBe(
    "COVID-19, 3 -\n4, rock-\n- and\nAnglo-Saxon",
  );
  expect(join(["ends with-"], ["a paragraph", 40], ["of one"])).toBe("ends with-\n\na paragraph\nof one");
});

test("`joinItems` takes whatever the library tells", () => {
  expect(joinItems([])).toBe("");
  expect(
    joinItems([{}, { str: "a\0b" }, { str: "c", hasEOL: true }, { str: "d", transform: [Number.NaN] }]),
  ).toBe("abc\nd");
  const many = Array.from({ length: 100_000 }, () => ({ str: "word-", hasEOL: true, height: 10 }));
  expect(joinItems(many)).toHaveLength(400_001);
});

test("`readPdf` reads a sentence over three lines and a divided word as one paragraph", async () => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage();
  page.drawText("Pumps", { x: 50, y: 700, size: 18 });
  page.drawText("The pump moves water through the exam-\nple valve, and an\noperator watches it.", {
    x: 50,
    y: 670,
    size: 10,
    lineHeight: 12,
  });
  page.drawText("Another paragraph.", { x: 50, y: 620, size: 10 });
  expect(await readPdf(await pdf.save(), undefined)).toMatchObject({
    text: "Pumps\n\nThe pump moves water through the example valve, and an\noperator watches it.\n\nAnother paragraph.",
  });
});
