import { expect, test } from "vitest";
import { z } from "zod";
import { openSharedRun } from "../../test/support/shared-run.ts";
import { type ExtractRequest, extractData } from "./extract-data.ts";

const plain = openSharedRun();

const extract = async (html: string, request: ExtractRequest): Promise<unknown> => {
  await plain.show(html);
  return extractData(request, plain);
};

const shop = `<h1>Shop</h1><nav><ul><li><a href="https://a.test/">Home</a></li><li><a href="https://a.test/cart">Cart</a></li></ul></nav>
  <table id="products"><caption>Products</caption>
    <thead><tr><th>Product</th><th>Unit price (EUR)</th><th>Qty</th><th>In stock</th><th>Added</th></tr></thead>
    <tbody>
      <tr><td><a href="https://a.test/p/1">Lamp</a></td><td>1,234.50 €</td><td>3</td><td>✓</td><td>3 Jan 2026</td></tr>
      <tr style="display:none"><td>Ghost</td><td>1</td><td>1</td><td>✓</td><td>1 Jan 2026</td></tr>
      <tr><td><a href="https://a.test/p/2">Chair</a></td><td>99.00 €</td><td>12</td><td>✗</td><td>2026-02-14</td></tr>
    </tbody>
    <tfoot><tr><td>Total</td><td>1,333.50 €</td><td>15</td><td></td><td></td></tr></tfoot>
  </table><ul class="pages"><li>1</li><li><a href="?page=2">2</a></li></ul>`;
const product = z.object({
  product: z.string(),
  unitPrice: z.number(),
  quantity: z.int(),
  inStock: z.boolean(),
  added: z.iso.date(),
  url: z.url(),
});
const products = [
  {
    product: "Lamp",
    unitPrice: 1234.5,
    quantity: 3,
    inStock: true,
    added: "2026-01-03",
    url: "https://a.test/p/1",
  },
  {
    product: "Chair",
    unitPrice: 99,
    quantity: 12,
    inStock: false,
    added: "2026-02-14",
    url: "https://a.test/p/2",
  },
];

test("`extractData` reads a table of a shop as typed rows, by zod and by JSON Schema", async () => {
  expect(await extract(shop, { schema: z.array(product) })).toEqual(products);
  expect(await extract(shop, { schema: z.toJSONSchema(z.array(product)) })).toEqual(products);
});

test("`extractData` reads product cards by their classes, headings, links and microdata", async () => {
  const card = (index: number, price: string, extra = ""): string =>
    `<article class="card"><a href="https://a.test/p/${index}"><h3 class="card__title">Thing ${index}</h3></a><img src="https://a.test/${index}.png" alt="" width="9" height="9">
     <span class="price ${extra}">${price}</span><p class="rating"><span aria-label="4.5 stars">★★★★</span></p><ul class="tags"><li>red</li><li>new</li></ul><button>Add to cart</button></article>`;
  const html = `<div class="row">${card(1, "$10.00")}${card(2, "$8.50", "sale")}</div><div class="row">${card(3, "$1")}</div>`;
  const schema = z.array(
    z.object({
      title: z.string(),
      price: z.number(),
      link: z.url(),
      tags: z.array(z.string()),
      image: z.url(),
    }),
  );
  expect(await extract(html, { schema })).toEqual(
    [10, 8.5, 1].map((price, index) => ({
      title: `Thing ${index + 1}`,
      price,
      link: `https://a.test/p/${index + 1}`,
      tags: ["red", "new"],
      image: `https://a.test/${index + 1}.png`,
    })),
  );
});

test("`extractData` reads an object from labelled values", async () => {
  const html = `<title>Order 17</title><h1>Order 17</h1><dl><dt>Customer:</dt><dd>Ada</dd><dt>Order date</dt><dd>2026-01-03</dd></dl>
    <table><tr><th>Status</th><td>Shipped</td></tr><tr><th>Total</th><td>17,00 €</td></tr></table><p>Reference: X-12</p>
    <label>E-mail <input value="ada@a.test"></label><label><input type="checkbox" checked> Gift</label>
    <table><thead><tr><th>Item</th><th>Price</th></tr></thead><tr><td>Pen</td><td>2,00</td></tr><tr><td>Ink</td><td>15,00</td></tr></table>`;
  const schema = z.object({
    customer: z.string(),
    orderDate: z.iso.date(),
    status: z.enum(["pending", "shipped"]),
    total: z.number(),
    reference: z.string(),
    email: z.email(),
    gift: z.boolean(),
    phone: z.string().optional(),
    items: z.array(z.object({ item: z.string(), price: z.number() })),
  });
  expect(await extract(html, { schema })).toEqual({
    customer: "Ada",
    orderDate: "2026-01-03",
    status: "shipped",
    total: 17,
    reference: "X-12",
    email: "ada@a.test",
    gift: true,
    items: [
      { item: "Pen", price: 2 },
      { item: "Ink", price: 15 },
    ],
  });
});

test("`extractData` reads single values, lists of values, and what fields and rows name", async () => {
  const html = `<p id="total">Total: <b>12,5</b></p><h2>Colours</h2><ul><li>red</li><li>blue</li></ul><h2>Sizes</h2><ul><li>1</li><li>2</li></ul>
    <div class="r"><i>Ada</i><a href="https://a.test/a" data-age="36">x</a></div><div class="r"><i>Bob</i><a href="https://a.test/b" data-age="40">y</a></div>`;
  expect(await extract(html, { schema: { type: "number" }, target: { css: "#total b" } })).toBe(12.5);
  expect(await extract(html, { schema: z.array(z.number()) })).toEqual([1, 2]);
  expect(await extract(html, { schema: z.array(z.string()).describe("Colours") })).toEqual(["red", "blue"]);
  expect(await extract(html, { schema: z.array(z.string()), target: { css: ".r i" } })).toEqual([
    "Ada",
    "Bob",
  ]);
  expect(await extract(html, { schema: z.string(), target: { css: ".r i", nth: 1 } })).toBe("Bob");
  const schema = z.array(z.object({ who: z.string(), age: z.int(), page: z.url() }));
  const fields = { who: "i", age: "a@data-age", page: "a@href" };
  expect(await extract(html, { schema, rows: ".r", fields })).toEqual([
    { who: "Ada", age: 36, page: "https://a.test/a" },
    { who: "Bob", age: 40, page: "https://a.test/b" },
  ]);
});

test("`extractData` takes several targets, or the only one, as the rows of a list", async () => {
  const card = (name: string): string =>
    `<div class="card"><b class="name">${name}</b><p>Price: 3.50</p></div>`;
  const schema = z.array(
    z.object({ name: z.string(), price: z.number(), color: z.string().nullable().optional() }),
  );
  const target = { css: ".card" };
  const of = (...names: readonly string[]) => names.map((name) => ({ name, price: 3.5 }));
  expect(await extract(card("Lamp") + card("Chair"), { schema, target })).toEqual(of("Lamp", "Chair"));
  expect(await extract(`<div id="all">${card("Lamp")}</div>`, { schema, target })).toEqual(of("Lamp"));
  expect(await extract(`<div id="all">${card("Lamp")}</div>`, { schema, target: { css: "#all" } })).toEqual(
    of("Lamp"),
  );
  const table =
    "<table><tr><th>Name<th>Price</tr><tr class=x><td>Lamp<td>3.50</tr><tr><td>Chair<td>1</tr></table>";
  expect(await extract(table, { schema, target: { css: "tr.x" } })).toEqual(of("Lamp"));
  expect(await extract(table, { schema, rows: "tr.x" })).toEqual(of("Lamp"));
});

test("`extractData` reads lists in an object by their headings, objects in objects, and defaults", async () => {
  const html = `<h1>Bread</h1><h2>Ingredients</h2><ul><li>Flour, white</li><li>Water</li></ul>
    <dl><dt>Author name</dt><dd>Ada</dd><dt>Rating</dt><dd>n/a</dd></dl><p>Time: 45 min</p>`;
  const schema = {
    type: "object",
    required: ["title", "ingredients", "author", "time"],
    properties: {
      title: { type: "string" },
      ingredients: { type: "array", items: { type: "string" } },
      author: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
      rating: { type: ["number", "null"] },
      time: { type: "integer" },
      servings: { type: "integer", default: 4 },
      steps: {
        type: "array",
        items: { type: "object", properties: { instruction: { type: "string" } }, required: ["instruction"] },
      },
    },
  };
  expect(await extract(html, { schema })).toEqual({
    title: "Bread",
    ingredients: ["Flour, white", "Water"],
    author: { name: "Ada" },
    rating: null,
    time: 45,
    servings: 4,
  });
});

test("`extractData` does not choose between two values of one name", async () => {
  const person = (name: string): string => `<dl><dt>Name</dt><dd>${name}</dd></dl>`;
  const schema = z.object({ name: z.string() });
  await expect(extract(person("Ada") + person("Bob"), { schema })).rejects.toMatchObject({
    reason: "extraction_failed",
    message: expect.stringContaining('name: "Ada" is one of several: "Ada", "Bob"'),
  });
  expect(await extract(person("Ada") + person("Bob"), { schema, target: { css: "dl", nth: 1 } })).toEqual({
    name: "Bob",
  });
});
