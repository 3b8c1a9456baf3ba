import { expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import { BrowserError } from "../errors/browser-error.ts";
import type { Observer } from "../observe/observer.ts";
import { checkPage } from "./check-page.ts";
import { extractDataTool } from "./extract-data.ts";

const observer = { latest: undefined } as unknown as Observer;
const html = `<!doctype html><title>Shop</title><p id="late"></p>
  <table><tr><th>Name<th>Price</tr><tr><td>Lamp<td>3.50</tr></table>
  <script>setTimeout(() => { late.textContent = "In stock" }, 50)</script>`;

test("`checkPage` waits for what is expected, and answers with checks that fail", async () => {
  const { origin } = await servePages({ "/": html });
  const run = await openTestRun();
  const open = (url: string) => run.page.goto(url);
  const context = { run, observer, open };
  const url = `${origin}/`;
  const type = "check_page";
  expect(await checkPage({ type, url, expectations: [{ text: "in stock" }] }, context)).toEqual({
    type: "check_page",
    url,
    passed: true,
    checks: [{ what: 'text "in stock"', expected: "visible", actual: "visible", passed: true }],
  });
  const failing = await checkPage(
    { type, url, expectations: [{ title: "shop" }, { text: "Sold out" }], timeoutMs: 60 },
    context,
  );
  expect(failing).toMatchObject({ passed: false, checks: [{ passed: true }, { passed: false }] });
  const gone = { ...context, open: () => Promise.reject(new BrowserError("unreachable", "Nobody answers")) };
  await expect(checkPage({ type, url, expectations: [{ title: "shop" }] }, gone)).rejects.toMatchObject({
    reason: "unreachable",
  });
  const schema = {
    type: "array",
    items: { type: "object", properties: { price: { type: "number" } }, required: ["price"] },
  };
  expect(
    await extractDataTool({ type: "extract_data", url, schema }, { ...context, timeoutMs: 5_000 }),
  ).toEqual({
    type: "extract_data",
    url,
    data: [{ price: 3.5 }],
    count: 1,
    foundIn: "table",
  });
});
