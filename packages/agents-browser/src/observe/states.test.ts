import { describe, expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { createObserver } from "./create-observer.ts";
import type { ObservedElement } from "./observation.ts";

const page = `<!doctype html><style>.box { width: 30px; height: 30px }</style>
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

describe("observe", () => {
  test("tells the states that people see, and never a password", async () => {
    const run = await openTestRun();
    const observer = createObserver(run);
    await run.page.setContent(page);
    const { elements } = await observer.observe({ timeoutMs: 20_000 });
    const byName = Object.fromEntries(elements.map((element) => [element.name, element]));
    for (const [name, state] of Object.entries(states)) expect(byName[name], name).toMatchObject(state);
    expect(JSON.stringify(elements)).not.toContain("hunter2");
  });
});
