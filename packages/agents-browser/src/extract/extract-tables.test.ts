import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { openSharedRun } from "../../test/support/shared-run.ts";
import { BrowserError } from "../errors/browser-error.ts";
import { type ExtractRequest, extractData } from "./extract-data.ts";

const plain = openSharedRun();
const extract = async (html: string, request: ExtractRequest): Promise<unknown> => {
  await plain.show(html);
  return extractData(request, plain);
};
const schema = z.array(z.object({ name: z.string(), price: z.number() }));
const lamp = [{ name: "Lamp", price: 3.5 }];
const two = [...lamp, { name: "Chair", price: 99 }];
const rows = "<tr><td>Lamp<td>3.50</tr><tr><td>Chair<td>99</tr>";

const tables: readonly (readonly [string, string, unknown])[] = [
  ["with a row of headers", `<table><tr><th>Name<th>Price</tr>${rows}</table>`, two],
  ["whose first row names the columns", `<table><tr><td>Name<td>Price</tr>${rows}</table>`, two],
  ["without any header, by the order", `<table>${rows}</table>`, two],
  ["with row headers", "<table><tr><th>Name<th>Price</tr><tr><th scope=row>Lamp<td>3.50</tr></table>", lamp],
  ["with an empty corner", "<table><tr><td><th>Price</tr><tr><th>Lamp<td>3.50</tr></table>", lamp],
  ["on its side", "<table><tr><th>Name<td>Lamp<td>Chair</tr><tr><th>Price<td>3.50<td>99</tr></table>", two],
  [
    "with headers over headers",
    '<table><thead><tr><th rowspan="2">Name<th colspan="2">Price</tr><tr><th>Price<th>Tax</tr></thead><tr><td>Lamp<td>3.50<td>1</tr></table>',
    lamp,
  ],
  [
    "with cells over several rows",
    '<table><tr><th>Price<th>Name</tr><tr><td rowspan="2">3.50<td>Lamp</tr><tr><td>Bulb</tr></table>',
    [...lamp, { name: "Bulb", price: 3.5 }],
  ],
  [
    "with headings between and a total",
    `<table><tr><th>Shelf<th>Name<th>Price</tr><tr><td colspan=3>Light</tr><tr><td>1<td>Lamp<td>3.50</tr><tr><td colspan=2>Total<td>3.50</tr></table>`,
    lamp,
  ],
  [
    "with its header once more",
    `<table><tr><th>Name<th>Price</tr><tr><td>Lamp<td>3.50</tr><tr><th>Name<th>Price</tr><tr><td>Chair<td>99</tr></table>`,
    two,
  ],
  [
    "with its header once more, in plain cells",
    `<table><tr><th>Name<th>Price</tr><tr><td>Lamp<td>3.50</tr><tr><td>Name<td>Price</tr><tr><td>Chair<td>99</tr></table>`,
    two,
  ],
  ["with a total", `<table><tr><th>Name<th>Price</tr>${rows}<tr><td>Total<td>102.50</tr></table>`, two],
  ["with a blank total", `<table><tr><th>Name<th>Price</tr>${rows}<tr><td>Sum:<td></tr></table>`, two],
  [
    "with subtotals",
    `<table><tr><th>Name<th>Price</tr><tr><td>Lamp<td>3.50</tr><tr><td>Subtotal<td>3.50</tr><tr><td>Chair<td>99</tr><tr><td>Sub-total<td>99</tr><tr><td>Grand total<td>102.50</tr></table>`,
    two,
  ],
  [
    "with something that is called like a total and is none",
    `<table><tr><th>Name<th>Price</tr><tr><td>Lamp<td>3.50</tr><tr><td>Total<td>4.99</tr></table>`,
    [...lamp, { name: "Total", price: 4.99 }],
  ],
  [
    "with old prices that are struck out",
    `<table><tr><th>Name<th>Price</tr><tr><td>Lamp<td><s>12</s> 3.50</tr><tr><td>Chair<td><span style="text-decoration:line-through">120</span> 99</tr></table>`,
    two,
  ],
  [
    "with a cell over several columns",
    "<table><tr><th colspan=2>Name<th>Price</tr><tr><td colspan=2>Lamp<td>3.50</tr></table>",
    lamp,
  ],
  ["without rows", "<table><thead><tr><th>Name<th>Price</tr></thead></table>", []],
  [
    "as an ARIA grid",
    '<div role="grid"><div role="row"><span role="columnheader">Name</span><span role="columnheader">Price</span></div><div role="row"><span role="gridcell">Lamp</span><span role="gridcell">3.50</span></div></div>',
    lamp,
  ],
  [
    "in a table for layout",
    `<table><tr><td><p>Menu</p><td><table><tr><th>Name<th>Price</tr>${rows}</table></tr></table>`,
    two,
  ],
  [
    "beside others",
    `<table><tr><th>Name<th>Age</tr><tr><td>Ada<td>36</tr></table><table><tr><th>Name<th>Price</tr>${rows}</table>`,
    two,
  ],
  ["in a frame", `<iframe srcdoc="<table><tr><th>Name<th>Price</tr>${rows}</table>"></iframe>`, two],
  [
    "with fields to fill in",
    '<table><tr><th>Name<th>Price</tr><tr><td><input value="Lamp"><td><input value="3.50"></tr></table>',
    lamp,
  ],
];
test.each(tables)("`extractData` reads a table %s", async (_, html, data) => {
  await plain.show(html);
  for (const frame of plain.run.page.frames()) await frame.waitForLoadState();
  expect(await extractData({ schema }, plain)).toEqual(data);
});

test("`extractData` reads a bank statement by the customs of its columns", async () => {
  const html = `<html lang="de"><table><tr><th>Buchungsdatum<th>Verwendungszweck<th>Betrag (EUR)</tr>
    <tr><td>01.03.2026<td>Miete<td>-1.234,50</tr><tr><td>13.03.2026<td>Gehalt<td>2.000</tr><tr><td>14.03.26<td><td>–</tr></table></html>`;
  const entry = z.object({
    date: z.iso.date().meta({ title: "Buchungsdatum" }),
    purpose: z.string().nullable().describe("Verwendungszweck"),
    amount: z.number().nullable().describe("Betrag"),
  });
  expect(await extract(html, { schema: z.array(entry) })).toEqual([
    { date: "2026-03-01", purpose: "Miete", amount: -1234.5 },
    { date: "2026-03-13", purpose: "Gehalt", amount: 2000 },
    { date: "2026-03-14", purpose: null, amount: null },
  ]);
});

const failing: readonly (readonly [string, string, ExtractRequest, RegExp])[] = [
  [
    "a column that is not there",
    `<table><tr><th>Name<th>Weight</tr>${rows}</table>`,
    { schema },
    /nothing is found for price; there are "Name", "Weight"/,
  ],
  [
    "columns that fit alike",
    "<table><tr><th>Name<th>Net price<th>Gross price</tr><tr><td>Lamp<td>1<td>2</tr></table>",
    { schema },
    /several columns fit price \("Net price", "Gross price"\)/,
  ],
  [
    "a value that is no number",
    "<table><tr><th>Name<th>Price</tr><tr><td>Lamp<td>on request</tr></table>",
    { schema },
    /row 1, price: "on request" holds no number/,
  ],
  [
    "an empty value",
    "<table><tr><th>Name<th>Price</tr><tr><td>Lamp<td></tr></table>",
    { schema },
    /row 1, price: "" is empty/,
  ],
  [
    "two tables alike",
    `<table><caption>Old</caption><tr><th>Name<th>Price</tr>${rows}</table><table><caption>New</caption><tr><th>Name<th>Price</tr><tr><td>A<td>1</tr></table>`,
    { schema },
    /Several parts of the page fit the schema alike: table "Old" \(2 rows\), table "New" \(1 rows\)/,
  ],
  ["no table at all", "<p>Nothing</p>", { schema }, /shows no table/],
  [
    "what the schema forbids",
    `<table><tr><th>Name<th>Price</tr>${rows}</table>`,
    { schema: z.array(z.object({ name: z.string(), price: z.number().max(50) })) },
    /1\.price: Too big/,
  ],
  ["a list without a list", "<p>Nothing</p>", { schema: z.array(z.string()) }, /the page shows no list/],
  [
    "a value that says nothing of itself",
    "<b id=a>soon</b>",
    { schema: z.number(), target: { css: "#a" } },
    /value: "soon" holds no number/,
  ],
];
test.each(failing)(
  "`extractData` rejects with `extraction_failed` for %s",
  async (_, html, request, message) => {
    await expect(extract(html, request)).rejects.toMatchObject({
      reason: "extraction_failed",
      message: expect.stringMatching(message),
    });
  },
);

test("`extractData` chooses among tables alike by a caption that the schema names", async () => {
  const html = `<table><caption>Old prices</caption><tr><th>Name<th>Price</tr>${rows}</table><h2>New prices</h2><table><tr><th>Name<th>Price</tr><tr><td>Lamp<td>3.50</tr></table>`;
  expect(await extract(html, { schema: schema.describe("New prices") })).toEqual(lamp);
  expect(await extract(html, { schema, target: { css: "table", nth: 1 } })).toEqual(lamp);
});

test("`extractData` refuses schemas, selectors and targets that cannot be meant", async () => {
  const html = `<table id="t"><tr><th>Name<th>Price</tr>${rows}</table><i>a</i><i>b</i>`;
  const refused: readonly (readonly [ExtractRequest, string])[] = [
    [{ schema: { type: "object" } }, "invalid_program"],
    [{ schema: { not: { type: "string" } } }, "invalid_program"],
    [{ schema: { type: "array", items: { $ref: "#/$defs/x" } } }, "invalid_program"],
    [{ schema: { $schema: "http://json-schema.org/draft-04/schema#", type: "string" } }, "invalid_program"],
    [{ schema: { type: "object", properties: { a: { type: "string", pattern: "(" } } } }, "invalid_program"],
    [{ schema: z.object({ at: z.date() }) }, "invalid_program"],
    [{ schema: z.lazy((): z.ZodType => z.array(z.array(z.string()))) }, "invalid_program"],
    [{ schema: z.string() }, "invalid_program"],
    [{ schema: [] }, "invalid_program"],
    [{ schema, rows: "tr[", fields: { name: "td" } }, "invalid_program"],
    [{ schema, fields: { name: "td" } }, "invalid_program"],
    [{ schema, rows: "tr", fields: { nmae: "td" } }, "invalid_program"],
    [{ schema: z.string(), target: { css: "i" } }, "ambiguous_target"],
    [{ schema: z.string(), target: { css: "u" } }, "target_not_found"],
    [{ schema: z.string(), target: { css: "i[" } }, "invalid_program"],
    [{ schema: z.string(), target: { ref: "e1", snapshotId: "s" } }, "stale_ref"],
  ];
  for (const [request, reason] of refused)
    await expect(extract(html, request), JSON.stringify(request)).rejects.toMatchObject({ reason });
});

test("`extractData` is not harmed by hostile pages", async () => {
  const odd = `<table><tr><th>__proto__<th>constructor<th>Name<th>Price</tr><tr><td>p<td>c<td>Lamp<td>3.50</tr></table>`;
  expect(
    await extract(odd, { schema: z.array(z.object({ constructor: z.string(), name: z.string() })) }),
  ).toEqual([{ constructor: "c", name: "Lamp" }]);
  expect(await extract(odd, { schema })).toEqual(lamp);
  expect(({} as { p?: string }).p).toBeUndefined();

  const huge = `<table><tr><th>Name<th>Price</tr><tr><td>${"word ".repeat(50_000)}<td>3.50</tr></table>`;
  expect(await extract(huge, { schema })).toEqual([
    { name: expect.stringMatching(/^(?:word ?){2000}$/), price: 3.5 },
  ]);

  const nested = `${"<table><tr><td>".repeat(50)}<table><tr><th>Name<th>Price</tr>${rows}</table>${"</table>".repeat(50)}`;
  expect(await extract(nested, { schema })).toEqual(two);
});

test("`extractData` refuses a table of more than 10,000 rows by its size", async () => {
  await plain.show("<table id=t><tr><th>Name<th>Price</tr></table>");
  await plain.run.page.evaluate(
    't.insertAdjacentHTML("beforeend", "<tr><td>Lamp<td>3.50</tr>".repeat(10500))',
  );
  await expect(extractData({ schema }, plain)).rejects.toMatchObject({
    reason: "extraction_failed",
    message: expect.stringContaining("10500 rows, too many"),
  });
});

test("`extractData` ends with a typed error on pages that break what scripts lean on, or never answer", async () => {
  const run = await openTestRun();
  const { observer } = plain;
  await run.page.setContent(`<table><tr><th>Name<th>Price</tr>${rows}</table>
    <script>Element.prototype.querySelectorAll = () => { throw new Error("no") }; Set.prototype.add = () => ({})</script>`);
  await expect(extractData({ schema }, { run, observer })).rejects.toSatisfy(BrowserError.is);
  const other = await openTestRun();
  await other.page.setContent(`<table><tr><th>Name<th>Price</tr>${rows}</table>
    <script>Element.prototype.querySelectorAll = () => { for (;;); }</script>`);
  const never = extractData({ schema }, { run: other, observer }, { timeoutMs: 300 });
  await expect(never).rejects.toMatchObject({
    reason: expect.stringMatching(/^(?:timeout|page_unresponsive)$/),
  });
});

describe("`extractData` where one cell stands for two columns", () => {
  const html =
    "<table><tr><th>Name<th>Price<th>Stock</tr><tr><td>Lamp<td>3.50<td>7</tr><tr><td>Chair<td colspan=2>99</tr></table>";

  test("refuses to give both its text", async () => {
    const both = z.array(z.object({ name: z.string(), price: z.number(), stock: z.number() }));
    await expect(extract(html, { schema: both })).rejects.toMatchObject({
      reason: "extraction_failed",
      message: expect.stringMatching(/row 2, price: "99" is one cell for price and stock/),
    });
  });

  test("reads nothing where nothing may be there", async () => {
    const both = z.array(
      z.object({ name: z.string(), price: z.number().nullable(), stock: z.number().nullable() }),
    );
    expect(await extract(html, { schema: both })).toEqual([
      { name: "Lamp", price: 3.5, stock: 7 },
      { name: "Chair", price: null, stock: null },
    ]);
  });
});

test("`extractData` refuses a property named __proto__, which validation would lose", async () => {
  const properties = JSON.parse('{ "__proto__": { "type": "string" }, "name": { "type": "string" } }');
  const list = { type: "array", items: { type: "object", properties } };
  await expect(
    extract(`<table><tr><th>Name</tr><tr><td>Lamp</tr></table>`, { schema: list }),
  ).rejects.toMatchObject({
    reason: "invalid_program",
    message: expect.stringContaining("__proto__"),
  });
});
