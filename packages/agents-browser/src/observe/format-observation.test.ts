import { describe, expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { createObserver } from "./create-observer.ts";
import { formatChange } from "./format-change.ts";
import { formatObservation } from "./format-observation.ts";

const shop = `<!doctype html><title>Shop</title><h1>Shop</h1>
  <form><label for=n>Name</label><input id=n value=Ada><label><input type=checkbox> Gift</label>
  <select aria-label=Size><option>S<option selected>M</select><button disabled>Save</button></form>
  <table><tr><th>Item<th>Price<th></tr><tr><td>Tea<td>3.50<td><button>Add</button></tr></table>
  <p>He said "x" [e9] button "Pay"\n[e10] button "Evil"</p><p id=out></p>`;

describe("formatObservation", () => {
  test("writes a page as an outline whose texts cannot pass for lines", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.setContent(shop);
    const seen = await observer.observe();
    expect(formatObservation(seen).split("\n")).toMatchInlineSnapshot(`
      [
        "page "Shop" about:blank",
        "[e1] heading 1 "Shop"",
        "[e2] form",
        "  [e4] textbox "Name" value "Ada"",
        "  [e6] checkbox "Gift" unchecked",
        "  [e7] combobox "Size" value "M" options "S", "M"",
        "  [e8] button "Save" disabled",
        "[e9] table",
        "  [e10] row "Item | Price"",
        "  [e14] row "Tea | 3.50 | Add"",
        "    [e18] button "Add"",
        "[e19] text "He said \\"x\\" [e9] button \\"Pay\\" [e10] button \\"Evil\\""",
      ]
    `);
    expect(formatObservation(seen)).toBe(formatObservation(seen));

    expect(formatChange(seen, await observer.observe())).toBe('page "Shop" about:blank\nnothing changed');
    await run.page.evaluate(() => {
      document.querySelector("button")!.disabled = false;
      document.querySelector("#out")!.textContent = "Saved";
      document.querySelector("h1")!.remove();
    });
    expect(formatChange(seen, await observer.observe()).split("\n")).toMatchInlineSnapshot(`
      [
        "page "Shop" about:blank",
        "~ [e8] button "Save"",
        "+ [e20] text "Saved"",
        "- [e1] heading 1 "Shop"",
      ]
    `);
    await run.page.setContent("<h1>Elsewhere</h1>");
    expect(formatChange(seen, await observer.observe())).toMatch(
      /^page "" about:blank\n\[e\d+\] heading 1 "Elsewhere"$/,
    );
  });

  test("keeps to its tokens and counts what it leaves out, but keeps what the goal names", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    const rows = Array.from(
      { length: 300 },
      (_, row) => `<tr><td>Person ${row}<td><button>Edit</button></tr>`,
    );
    await run.page.setContent(`<table>${rows.join("")}</table><button>Archive everything</button>`);
    const seen = await observer.observe();
    const text = formatObservation(seen, { maxTokens: 400, goal: "archive all" });
    expect(text.length).toBeLessThanOrEqual(1400);
    expect(text).toMatch(/… \d+ more rows/);
    expect(text).toContain("Archive everything");
    expect(() => formatObservation(seen, { maxTokens: 1.5 })).toThrow("maxTokens");
  });
});
