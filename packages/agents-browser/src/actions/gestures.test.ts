/// <reference lib="dom" />
import { describe, expect, test } from "vitest";
import { openActionContext, type TestContext } from "../../test/support/open-action-context.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import type { Action } from "../program/action.ts";
import { runAction } from "./run-action.ts";
import { runProgram } from "./run-program.ts";

const run = async (context: TestContext, ...actions: Action[]) => {
  for (const action of actions) await runAction(action, context);
  return context.said();
};

/** What the page read of the files, as soon as it has; each time anew. */
const received = async ({ run: { page }, said }: TestContext): Promise<unknown> => {
  await page.waitForFunction(() => (globalThis as { said?: unknown }).said !== undefined);
  const files = await said();
  await page.evaluate(() => delete (globalThis as { said?: unknown }).said);
  return files;
};

describe("runAction", () => {
  test("drags what HTML lets be dragged, what follows the pointer, and by an offset", async () => {
    const context = await openActionContext();
    await context.show(`<style>div { width: 80px; height: 40px; position: absolute }</style>
      <div id=a draggable=true ondragstart="event.dataTransfer.setData('text', 'A')">Card</div>
      <div id=b style="left:300px" ondragover="event.preventDefault()" ondrop="said = event.dataTransfer.getData('text')">Bin</div>
      <div id=c style="top:100px; background:#ccc">Knob</div>
      <script>const c = document.querySelector("#c"); let held;
      c.onpointerdown = (e) => { held = e.clientX - c.offsetLeft; c.setPointerCapture(e.pointerId) };
      c.onpointermove = (e) => { if (held !== undefined) c.style.left = e.clientX - held + "px" };
      c.onpointerup = () => { said = c.style.left; held = undefined }</script>`);
    expect(
      await run(context, { action: "drag", target: { text: "Card" }, to: { target: { text: "Bin" } } }),
    ).toBe("A");
    expect(
      await run(context, { action: "drag", target: { text: "Knob" }, to: { by: { x: 120, y: 0 } } }),
    ).toBe("128px");
  });

  test("fills whatever can be filled, in its own format", async () => {
    const context = await openActionContext();
    await context.show(`<label>When <input type=date></label><label>Tint <input type=color></label>
      <label>Volume <input type=range min=10 max=50 step=5></label><label>Count <input type=number></label>
      <div contenteditable aria-label=Note role=textbox>old</div><textarea aria-label=More>a</textarea>
      <script>setInterval(() => { said = [...document.querySelectorAll("input,textarea")].map((f) => f.value).concat(document.querySelector("div").innerText) }, 5)</script>`);
    const fill = (label: string, value: string): Action => ({ action: "fill", target: { label }, value });
    await run(
      context,
      fill("When", "2026-03-31"),
      fill("Tint", "#FF8800"),
      fill("Volume", "35"),
      fill("Count", "7"),
      fill("Note", "new"),
      {
        action: "type",
        target: { label: "More" },
        text: "b",
      },
    );
    await runAction({ action: "wait" }, context);
    expect(await context.said()).toEqual(["2026-03-31", "#ff8800", "35", "7", "ab", "new"]);
    for (const [label, value, problem] of [
      ["When", "31 March", '"2026-03-31"'],
      ["Volume", "37", "from 10 to 50 in steps of 5"],
      ["Volume", "60", "from 10 to 50"],
      ["Count", "many", "numbers only"],
    ] as const) {
      await expect(runAction(fill(label, value), context)).rejects.toMatchObject({
        reason: "not_actionable",
        message: expect.stringContaining(problem),
      });
    }
  });

  test("selects by text, else as people read it, else by value; also several, and in lists that a page builds", async () => {
    const context = await openActionContext();
    await context.show(`<select aria-label=One><option value=x>Tea<option value=Tea>Black  Tea<option value=2 disabled>Milk<option>Same<option>Same</select>
      <select aria-label=Many multiple><option>A<option>B<option>C</select>
      <button role=combobox aria-label=Fruit onclick="list.hidden=false">Pick</button>
      <ul id=list role=listbox hidden><li role=option>Apple<li role=option onclick="said='pear'; list.hidden=true">Pear</ul>`);
    const select = (label: string, ...options: string[]): Action => ({
      action: "select",
      target: { label },
      options,
    });
    const value = () =>
      context.run.page.evaluate(() =>
        [...document.querySelectorAll("select")].map((s) => [...s.selectedOptions].map((o) => o.index)),
      );
    await run(context, select("One", "Tea"), select("Many", "C", "A"));
    expect(await value()).toEqual([[0], [0, 2]]);
    await run(context, select("One", "black tea"));
    expect(await value()).toEqual([[1], [0, 2]]);
    await run(context, select("One", "x"));
    expect(await value()).toEqual([[0], [0, 2]]);
    expect(await run(context, select("Fruit", "pear"))).toBe("pear");
    await expect(runAction(select("One", "Tee"), context)).rejects.toMatchObject({
      reason: "target_not_found",
      message: expect.stringContaining('did you mean "Tea"? It offers "Tea", "Black Tea"'),
    });
    await expect(runAction(select("One", "Milk"), context)).rejects.toMatchObject({
      reason: "not_actionable",
    });
    await expect(runAction(select("One", "Same"), context)).rejects.toMatchObject({
      reason: "ambiguous_target",
    });
    await expect(runAction(select("One", "Tea", "x"), context)).rejects.toMatchObject({
      reason: "not_actionable",
    });
  });

  test("checks boxes behind their labels, switches, and radio buttons", async () => {
    const context = await openActionContext();
    await context.show(`<input type=checkbox id=a style="display:none"><label for=a>Hidden</label>
      <input type=checkbox id=b style="opacity:0;position:absolute"><label for=b>Styled</label>
      <div role=switch aria-checked=false tabindex=0 onclick="this.ariaChecked = String(this.ariaChecked !== 'true')">Dark</div>
      <label><input type=radio name=r> Red</label>`);
    await run(
      context,
      { action: "check", target: { label: "Hidden" } },
      { action: "check", target: { label: "Styled" } },
      { action: "check", target: { role: "switch" } },
      { action: "check", target: { label: "Red" } },
    );
    const states = () =>
      context.run.page.evaluate(() =>
        [...document.querySelectorAll("input")]
          .map((i) => i.checked)
          .concat(document.querySelector("[role=switch]")!.ariaChecked === "true"),
      );
    expect(await states()).toEqual([true, true, true, true]);
    await run(
      context,
      { action: "uncheck", target: { label: "Hidden" } },
      { action: "uncheck", target: { role: "switch" } },
    );
    expect(await states()).toEqual([false, true, true, false]);
    await expect(runAction({ action: "uncheck", target: { label: "Red" } }, context)).rejects.toMatchObject({
      reason: "not_actionable",
    });
  });

  test("uploads texts, bytes and artifacts, also where a button opens the dialog", async () => {
    const context = await openActionContext();
    const kept = await context.artifacts.put(new TextEncoder().encode("kept"), "text/csv");
    await context.show(`<label>Files <input type=file multiple style="display:none"></label><button onclick="document.querySelector('input').click()">Attach</button>
      <script>document.querySelector("input").onchange = async (e) => { const all = []; for (const f of e.target.files) all.push([f.name, f.type, await f.text()]); said = all }</script>`);
    const files = [
      { name: "../a.txt", text: "one" },
      { name: "b.bin", base64: "dHdv" },
      { name: "c.csv", artifact: kept.hash },
    ];
    const expected = [
      [".._a.txt", "text/plain", "one"],
      ["b.bin", "application/octet-stream", "two"],
      ["c.csv", "text/csv", "kept"],
    ];
    await run(context, { action: "upload", target: { label: "Files" }, files });
    expect(await received(context)).toEqual(expected);
    await run(context, { action: "upload", target: { text: "Attach" }, files: files.slice(1) });
    expect(await received(context)).toEqual(expected.slice(1));
    await expect(
      runAction(
        { action: "upload", target: { label: "Files" }, files: [{ name: "x", artifact: "sha256-0" }] },
        context,
      ),
    ).rejects.toMatchObject({ reason: "invalid_program" });
  });

  test("goes back, scrolls, opens and closes tabs, downloads, and reads data", async () => {
    const site = await servePages({
      "/": `<title>One</title><h1>One</h1><div style="height:3000px"></div><a href="/file" download="report.csv">Get</a>`,
      "/two": `<title>Two</title><table><tr><th>Name<th>Age<tr><td>Ada<td>36</table>`,
      "/file": (_, response) => response.setHeader("content-type", "text/csv").end("a,b\n"),
    });
    const context = await openActionContext();
    const result = await runProgram(
      {
        url: site.origin,
        actions: [
          { action: "scroll", by: { y: 200 } },
          { action: "scroll", target: { text: "Get" } },
          { action: "download", target: { text: "Get" } },
          { action: "goto", url: "/two" },
          {
            action: "extract",
            as: "people",
            schema: {
              type: "array",
              items: { type: "object", properties: { name: { type: "string" }, age: { type: "number" } } },
            },
          },
          { action: "back", expect: { title: "One" } },
          { action: "tab", open: "/two" },
          { action: "tab", select: 0, expect: { title: "One" } },
          { action: "tab", close: 1 },
          { action: "screenshot", fullPage: true },
        ],
      },
      context,
    );
    expect(result.data).toEqual({ people: [{ name: "Ada", age: 36 }] });
    expect(result.artifacts).toMatchObject([
      { name: "report.csv", mediaType: "text/csv", bytes: 4 },
      { name: "screenshot", mediaType: "image/png" },
    ]);
    expect(result.title).toBe("One");
    await expect(runAction({ action: "tab", select: 5, timeoutMs: 500 }, context)).rejects.toMatchObject({
      reason: "target_not_found",
    });
    await expect(runAction({ action: "tab" }, context)).rejects.toMatchObject({ reason: "invalid_program" });
  });

  test("cuts the picture of a page that has no end", async () => {
    const context = await openActionContext();
    await context.show(`<div style="height:100000px;width:300px"></div>`);
    const { artifact } = await runAction(
      { action: "screenshot", fullPage: true, timeoutMs: 20_000 },
      context,
    );
    const png = (await context.artifacts.get(artifact!.artifact))!.content;
    expect(new DataView(png.buffer, png.byteOffset).getUint32(20)).toBe(16_384);
  });
});
