import { expect, test } from "vitest";
import { openActionContext } from "../../test/support/open-action-context.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import type { ApprovalRequest } from "../policy/approval.ts";
import { createApprover } from "../policy/create-approver.ts";
import type { Action } from "../program/action.ts";
import { runAction } from "./run-action.ts";

type Kind = ApprovalRequest["kind"];

const css = (selector: string) => ({ css: selector });
const click = (selector = "#z"): Action => ({ action: "click", target: css(selector) });
const press = (key: string, selector = "#z"): Action => ({ action: "press", target: css(selector), key });
const type = (text: string, selector = "#z"): Action => ({ action: "type", target: css(selector), text });
const form = (inner: string): string => `<form id=f method=post action=/effect>${inner}</form>`;
const effect = `fetch('/effect')`;

/** What is on the page, what is done there, and what has to be asked before the server hears of it. */
const table: readonly (readonly [html: string, action: Action, kind: Kind])[] = [
  // By the facts.
  [`<form action=/effect><input type=submit id=b></form><label for=b id=z>Finish</label>`, click(), "submit"],
  [
    `<form action=/effect><label><b id=z>Finish</b> <input type=submit value=Go></label></form>`,
    click(),
    "submit",
  ],
  [`<form action=/effect><button id=z>Go</button></form>`, type(" "), "submit"],
  [`<form action=/effect><button id=z>Go</button></form>`, type("\n"), "submit"],
  [`<form action=/effect><input id=z></form>`, press("\n"), "submit"],
  [`<form action=/effect><input id=z></form>`, press("\r"), "submit"],
  [`<button aria-label="Delete account" onclick="${effect}"><span id=z>×</span></button>`, click(), "delete"],
  [
    `<button id=z onclick="${effect}"><svg width=20 height=20><title>Delete</title></svg></button>`,
    click(),
    "delete",
  ],
  [`<div id=z class="icon-trash" onclick="${effect}">&#128465;</div>`, click(), "delete"],
  [`<button id=z onclick="${effect}"><i class="fa cartCheckout">c</i></button>`, click(), "pay"],
  [
    `<div id=z><button style="width:200px" onclick="${effect}">Delete</button></div>`,
    { action: "click", target: css("#z"), position: { x: 20, y: 8 } },
    "delete",
  ],
  [
    `<label><input id=z type=checkbox onchange="${effect}">Delete my account</label>`,
    { action: "check", target: css("#z") },
    "delete",
  ],
  [
    `<select id=z onchange="${effect}"><option>Keep<option>Delete</select>`,
    { action: "select", target: css("#z"), options: ["Delete"] },
    "delete",
  ],
  [
    `<div id=z draggable=true>File</div><div id=t ondragover="event.preventDefault()" ondrop="${effect}">Delete</div>`,
    { action: "drag", target: css("#z"), to: { target: css("#t") } },
    "delete",
  ],
  [
    `<input id=z type=range aria-label="Slide to pay" max=10 value=0 onchange="${effect}">`,
    { action: "fill", target: css("#z"), value: "10" },
    "pay",
  ],
  [`<ul><li tabindex=0 id=z onkeydown="${effect}">Mail</ul>`, press("Delete"), "delete"],
  [`<div id=z role=checkbox tabindex=0 onkeydown="${effect}">Delete</div>`, press("Space"), "delete"],
  [
    `<form action=/effect id=f><textarea id=z onkeydown="if (event.ctrlKey && event.key === 'Enter') f.submit()"></textarea></form>`,
    press("Control+Enter"),
    "submit",
  ],
  [
    `<div class=modal><h2>Delete account?</h2><button id=z onclick="${effect}">OK</button></div>`,
    click(),
    "delete",
  ],
  [
    `<form action=/effect id=f><x-b></x-b></form><script>customElements.get("x-b") ?? customElements.define("x-b", class extends HTMLElement { static formAssociated = true;
    constructor() { super(); this.attachShadow({ mode: "open" }).innerHTML = "<button type=button>Send</button>";
    this.shadowRoot.firstChild.onclick = () => f.requestSubmit() } })</script>`,
    { action: "click", target: { role: "button", name: "Send" } },
    "submit",
  ],
  // By what the page sends.
  [`${form("")}<div id=z onclick="f.submit()">Next</div>`, click(), "submit"],
  [
    form(`<select id=z onchange="f.submit()"><option>a<option>b</select>`),
    { action: "select", target: css("#z"), options: ["b"] },
    "submit",
  ],
  [
    form(`<textarea id=z onkeydown="if (event.key === 'Enter') f.submit()"></textarea>`),
    press("Enter"),
    "submit",
  ],
  [
    form(`<div id=z contenteditable onkeydown="if (event.key === 'Enter') f.submit()">a</div>`),
    press("Enter"),
    "submit",
  ],
  [`${form("")}<script>f.target = "_blank"</script><p id=z onclick="f.submit()">Next</p>`, click(), "submit"],
  [
    `<iframe name=i></iframe>${form("")}<script>f.target = "i"</script><p id=z onclick="f.submit()">Next</p>`,
    click(),
    "submit",
  ],
  [
    `<a id=z href="#" onclick="location = elsewhere + '/effect'; return false">Next</a>`,
    click(),
    "cross_origin",
  ],
  [`<p id=z onclick="window.open(elsewhere + '/effect')">Next</p>`, click(), "cross_origin"],
];

test("the hook is asked before anything of this has an effect, and its no fails the action", async () => {
  const other = await servePages({ "/effect": "<p>Done" });
  const site = await servePages({ "/": "<p>Start", "/effect": "<p>Done" });
  const asked: Kind[] = [];
  const context = await openActionContext({
    approve: ({ kind }) => {
      asked.push(kind);
      return false;
    },
  });
  const wrong: unknown[] = [];
  await context.run.page.goto(site.origin);
  for (const [page, action, kind] of table) {
    await context.show(`<!doctype html><script>var elsewhere = "${other.origin}"</script>${page}`);
    asked.length = 0;
    const outcome = await runAction(action, context).then(
      ({ status }) => status,
      ({ reason }: { reason: string }) => reason,
    );
    if (outcome !== "not_approved" || !asked.includes(kind)) wrong.push([page, action, outcome, [...asked]]);
  }
  expect(wrong).toEqual([]);
  expect([...site.requests, ...other.requests].filter((request) => request.includes("effect"))).toEqual([]);
});

test("what is approved arrives whole: a body, a redirect, a popup, a download", async () => {
  const bodies: string[] = [];
  const other = await servePages({ "/": "<title>Other</title>" });
  const site = await servePages({
    "/": `<form id=f method=post action=/post><input name=a value=1><button>Save</button></form>
      <a id=pop href=/page target=_blank>Pop</a><a id=away href="${other.origin}/">Away</a><a id=file href=/file>File</a><p id=plain onclick="f.submit()">Plain</p>`,
    "/post": (request, response) => {
      request.on("data", (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on("end", () => response.writeHead(303, { location: "/page" }).end());
    },
    "/page": "<title>Page</title>",
    "/file": (_, response) => response.setHeader("content-disposition", "attachment").end("file"),
  });
  const asked: string[] = [];
  const context = await openActionContext({
    approve: ({ kind, action }) => asked.push(`${action} ${kind}`) > 0,
  });
  const start: Action = { action: "goto", url: site.origin };
  for (const action of [
    start,
    { ...click("button"), expect: { title: "Page" } },
    start,
    { ...click("#plain"), expect: { title: "Page" } },
    start,
    { ...click("#away"), expect: { title: "Other" } },
    { action: "back" },
    click("#pop"),
    { action: "tab", select: 1, expect: { title: "Page" } },
    { action: "tab", select: 0 },
    { action: "download", target: css("#file") },
    click("#file"),
  ] as Action[])
    await runAction(action, context);
  expect(bodies).toEqual(["a=1", "a=1"]);
  expect(asked).toEqual([
    "click submit",
    "click submit",
    "click cross_origin",
    "download download",
    "click download",
  ]);
});

test("goto and tab ask only for a model, and without a hook nobody is in the way", async () => {
  const [one, two] = [await servePages({ "/": "<p>One" }), await servePages({ "/": "<p>Two" })];
  const asked: string[] = [];
  const approve = ({ kind, destination }: ApprovalRequest): boolean =>
    asked.push(`${kind} ${destination}`) < 0;
  const context = await openActionContext({ approve, source: "model" });
  await expect(runAction({ action: "tab", open: two.origin }, context)).rejects.toMatchObject({
    reason: "not_approved",
  });
  await expect(runAction({ action: "goto", url: two.origin }, context)).rejects.toMatchObject({
    reason: "not_approved",
  });
  expect(asked).toEqual([`cross_origin ${two.origin}/`, `cross_origin ${two.origin}/`]);
  expect(two.requests).toEqual([]);
  for (const url of [one.origin, two.origin])
    await runAction({ action: "goto", url }, { ...context, source: "program" });
  expect(asked).toHaveLength(2);
  const quiet = await openActionContext({ approve: createApprover() });
  const routed: unknown[] = [];
  const { context: browserContext } = quiet.run;
  browserContext.route = (async (pattern: unknown) => void routed.push(pattern)) as never;
  await runAction({ action: "goto", url: one.origin }, quiet);
  expect(routed).toEqual([]);
});
