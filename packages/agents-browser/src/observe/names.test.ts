import { describe, expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { createObserver } from "./create-observer.ts";

/** The element with the attribute `data-it`, by role, name and where the name comes from. */
const cases: readonly (readonly [html: string, expected: string])[] = [
  ["<button data-it>Save</button>", "button Save (text)"],
  ["<button data-it aria-label='Save it'>x</button>", "button Save it (aria)"],
  ["<span id=a>Given</span> <span id=b>name</span><input data-it aria-labelledby='a b'>", "textbox Given name (aria)"],
  ["<label for=f>Street</label><input data-it id=f>", "textbox Street (label)"],
  ["<label>City <input data-it></label>", "textbox City (label)"],
  ["<input data-it placeholder=Search type=search>", "searchbox Search (placeholder)"],
  ["<input data-it title='Your age' type=number>", "spinbutton Your age (title)"],
  ["<input data-it type=submit>", "button Submit (value)"],
  ["<input data-it type=button value=Go>", "button Go (value)"],
  ["<a data-it href=/x><img alt=Home src=data:,></a>", "link Home (alt)"],
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
  ["<td></td><a data-it class='ui-datepicker-next' data-handler=next title=Next><span></span>&nbsp;&#8594;</a>", "generic → (text)"],
  ["<div contenteditable data-it>Draft</div>", "textbox  (none)"],
  ["<div data-it onclick='1'>Card</div>", "generic Card (text)"],
  ["<li data-it draggable=true>Move me</li>", "listitem Move me (text)"],
  ["<svg width=90 height=90><circle data-it r=20 cx=30 cy=30 fill=red /></svg>", "graphic  (none)"],
  ["<canvas data-it width=50 height=50></canvas>", "graphic  (none)"],
  ["<form data-it><input name=parentNode><input name=getAttribute><input name=children></form>", "form  (none)"],
]; // prettier-ignore

describe("observe", () => {
  test("names elements as people would, and says where the name comes from", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    const wrong: string[] = [];
    for (const [html, expected] of cases) {
      await run.page.setContent(`<!doctype html>${html}`);
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
});
