import { describe, expect, test, vi } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { createObserver } from "./create-observer.ts";
import type { ObservedElement } from "./observation.ts";

/** The element with the attribute `data-it`, by role, name and where the name comes from. */
const nameCases: readonly (readonly [html: string, expected: string])[] = [
  ["<button data-it>Save</button>", "button Save (text)"],
  ["<button data-it aria-label='Save it'>x</button>", "button Save it (aria)"],
  ["<span id=a>Given</span> <span id=b>name</span><input data-it aria-labelledby='a b'>", "textbox Given name (aria)"],
  ["<label for=f>Street</label><input data-it id=f>", "textbox Street (label)"],
  ["<label>City <input data-it></label>", "textbox City (label)"],
  ["<input data-it placeholder=Search type=search>", "searchbox Search (placeholder)"],
  ["<input data-it title='Your age' type=number>", "spinbutton Your age (title)"],
  ["<input data-it type=submit>", "button Submit (value)"],
  ["<input data-it type=button value=Go>", "button Go (value)"],
  ["<a data-it href=/x><img alt=Home src=data:,></a>", "link Home (text)"],
  ["<img data-it alt='A tree' width=20 height=20>", "img A tree (alt)"],
  ["<button data-it><svg width=16 height=16><title>Close</title><path d='M0 0h9v9'/></svg></button>", "button Close (title)"],
  ["<button data-it class='btn btn-sm'><i class='fa fa-trash'>&#8203;</i></button>", "button trash (words)"],
  ["<button data-it><svg width=16 height=16><use href='#icon-star'/></svg></button>", "button star (words)"],
  ["<a data-it href=#><img src='/img/shopping-cart.png' width=16 height=16></a>", "link shopping cart (words)"],
  ["<span data-it class=editPencil style='cursor:pointer;display:inline-block;width:16px;height:16px'></span>", "generic edit pencil (words)"],
  ["<div data-it tabindex=0 style='width:20px;height:20px;background-image:url(/i/arrow-up.svg)'></div>", "generic arrow up (words)"],
  ["<div>Full name: <input data-it></div>", "textbox Full name (neighbour)"],
  ["<p>E-mail</p><input data-it>", "textbox E-mail (neighbour)"],
  ["<table><tr><td>Phone</td><td><input data-it></td></tr><tr><td>Fax</td><td><input></td></tr></table>", "textbox Phone (neighbour)"],
  ["<div style='display:flex'><span>Age</span><select data-it><option>1</select></div>", "combobox Age (neighbour)"],
  ["<div><input type=radio name=r> Yes</div><div><input data-it type=radio name=r> No</div>", "radio No (neighbour)"],
  ["<span><input type=checkbox data-it></span><span>Agree</span>", "checkbox Agree (neighbour)"],
  ["<label data-it style='padding:9px'><input type=checkbox style='opacity:0;position:absolute'>Dark mode</label>", "checkbox Dark mode (text)"],
  ["<fieldset data-it><legend>Pay by</legend>x</fieldset>", "group Pay by (label)"],
  ["<table data-it><caption>Prices</caption><tr><td>1</table>", "table Prices (label)"],
  ["<div data-it role=dialog aria-label=Sure>x</div>", "dialog Sure (aria)"],
  ["<h3 data-it role=tab tabindex=0 class='ui-accordion-header'><span></span>Section 2</h3>", "tab Section 2 (text)"],
  ["<div data-it role=slider tabindex=0 aria-valuenow=3 style='width:9px;height:9px'></div>", "slider  (none)"],
  ["<span data-it class='ui-slider-handle ui-state-default' tabindex=0 style='position:absolute;left:9px;width:9px;height:9px'></span>", "generic slider (words)"],
  ["<a data-it class='ui-spinner-button ui-spinner-up' tabindex=-1 style='display:block;width:9px;height:9px'></a>", "generic spinner up (words)"],
  ["<td></td><a data-it class='ui-datepicker-next' data-handler=next title=Next><span></span>&nbsp;&#8594;</a>", "generic Next (title)"],
  ["<div contenteditable data-it>Draft</div>", "textbox  (none)"],
  ["<div data-it onclick='1'>Card</div>", "generic Card (text)"],
  ["<li data-it draggable=true>Move me</li>", "listitem Move me (text)"],
  ["<svg width=90 height=90><circle data-it r=20 cx=30 cy=30 fill=red /></svg>", "graphic  (none)"],
  ["<canvas data-it width=50 height=50></canvas>", "graphic  (none)"],
  ["<form data-it><input name=parentNode><input name=getAttribute><input name=children></form>", "form  (none)"],
]; // prettier-ignore

const statesPage = `<!doctype html><style>.box { width: 30px; height: 30px }</style>
  <input aria-label=plain value=Ada required><input aria-label=locked value=x readonly disabled>
  <input aria-label=secret type=password value=hunter2><input aria-label=day type=date value=2024-02-29>
  <input aria-label=slide type=range min=1 max=9 step=2 value=5><input aria-label=tick type=checkbox checked>
  <input aria-label=many type=number min=0 max=3 value=2>
  <select aria-label=pick multiple><option>A</option><option selected>B</option></select>
  <textarea aria-label=area>text</textarea><div contenteditable aria-label=edit>rich</div>
  <button aria-label=press aria-pressed=true aria-expanded=false>x</button><h3 aria-label=title>x</h3>
  <a aria-label=away href=/there>x</a><div class=box tabindex=0 aria-label=blue style="background:rgb(0,0,255)"></div>
  <div class=box draggable=true aria-label=drag></div><div role=slider tabindex=0 class=box aria-label=own
    aria-valuenow=4 aria-valuemin=0 aria-valuemax=10></div>
  <div role=region aria-label=roll style="height:20px;overflow:auto"><p style="height:90px">x</p></div>
  <svg width=90 height=90><circle aria-label=round r=20 cx=30 cy=30 fill=red /></svg>
  <progress aria-label=done value=3 max=4></progress><details open><summary aria-label=more>x</summary>y</details>
  <button aria-label=focus autofocus>x</button>
  <label style="padding:2em"><input type=radio checked style="position:absolute;opacity:0">custom</label>
  <div style="position:relative"><button aria-label=veiled>x</button>
    <div style="position:absolute;inset:0;background:rgba(0,0,0,.3)"></div></div>`;

const states: Readonly<Record<string, Partial<ObservedElement>>> = {
  plain: { role: "textbox", value: "Ada", isRequired: true, inputType: "text" },
  locked: { isReadOnly: true, isDisabled: true },
  secret: { role: "textbox", inputType: "password" },
  day: { inputType: "date", value: "2024-02-29" },
  slide: { role: "slider", min: 1, max: 9, step: 2, value: "5" },
  tick: { role: "checkbox", isChecked: true },
  many: { role: "spinbutton", min: 0, max: 3, value: "2" },
  pick: {
    role: "listbox",
    canSelectSeveral: true,
    value: "B",
    options: [
      { text: "A", isSelected: false },
      { text: "B", isSelected: true },
    ],
  },
  area: { role: "textbox", value: "text" },
  edit: { role: "textbox", value: "rich", isInteractive: true },
  press: { isChecked: true, isExpanded: false },
  title: { role: "heading", level: 3, isInteractive: false },
  away: { role: "link", color: "#0000ee" },
  blue: { role: "generic", color: "#0000ff", isInteractive: true },
  drag: { isDraggable: true, isInteractive: true },
  own: { role: "slider", value: "4", min: 0, max: 10 },
  roll: { role: "region", isScrollable: true },
  round: { role: "graphic", shape: "circle", color: "#ff0000", isInteractive: true },
  done: { role: "progressbar", value: "3", max: 4 },
  more: { role: "button", isExpanded: true },
  focus: { isFocused: true },
  custom: { role: "radio", isChecked: true, tag: "label" },
  veiled: { isCovered: true },
};

// Many pages, and a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000 });

describe("createObserver", () => {
  test("lists what a person sees, by role and name, and finds it again", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.setContent(`<h1>Shop</h1><p>Buy <b>now</b> or <a href="/later">later</a>.</p>
      <form><label>Name <input value="Ada"></label> <button disabled>Save</button></form>`);
    const seen = await observer.observe();
    expect(seen.elements.map(({ role, name }) => `${role} ${name}`)).toEqual([
      "heading Shop",
      "text Buy now or later.",
      "link later",
      "form ",
      "text Name",
      "textbox Name",
      "button Save",
    ]);
    const field = seen.elements.find(({ role }) => role === "textbox")!;
    const handle = await observer.resolve({ ref: field.ref, snapshotId: seen.snapshotId });
    expect(await handle.inputValue()).toBe("Ada");
    await observer.observe();
    await expect(observer.resolve({ ref: field.ref, snapshotId: seen.snapshotId })).rejects.toMatchObject({
      reason: "stale_ref",
    });
  });

  test("names elements as people would, and says where the name comes from", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    const wrong: string[] = [];
    for (const [html, expected] of nameCases) {
      await run.page.setContent(`<!doctype html>${html}`, { waitUntil: "commit" });
      const { elements, snapshotId } = await observer.observe();
      const found: string[] = [];
      for (const { ref, role, name, nameSource } of elements) {
        const handle = await observer.resolve({ ref, snapshotId });
        if (await handle.evaluate((element) => Element.prototype.hasAttribute.call(element, "data-it"))) {
          found.push(`${role} ${name} (${nameSource})`);
        }
      }
      if (found.join() !== expected) wrong.push(`${html}: ${found.join()}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  test("tells the states that people see, and never a password", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.setContent(statesPage);
    const { elements } = await observer.observe({ timeoutMs: 20_000 });
    const byName = Object.fromEntries(elements.map((element) => [element.name, element]));
    for (const [name, state] of Object.entries(states)) expect(byName[name], name).toMatchObject(state);
    expect(JSON.stringify(elements)).not.toContain("hunter2");
  });
});
