/// <reference lib="dom" />
import { describe, expect, test } from "vitest";
import { openActionContext } from "../../test/support/open-action-context.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import type { ApprovalRequest } from "../policy/approval.ts";
import { createSecrets } from "../policy/create-secrets.ts";
import type { Target } from "../program/target.ts";
import { runAction } from "./run-action.ts";
import { runProgram } from "./run-program.ts";

const click = (target: Target, timeoutMs = 3000) => ({ action: "click" as const, target, timeoutMs });

describe("runAction", () => {
  test("says what keeps an element from being acted upon", async () => {
    const context = await openActionContext();
    await context.show(`<button disabled>Off</button><button hidden>Away</button><button style="display:none" id=none>None</button>
      <div style="position:relative;width:100px"><button>Under</button><div id=veil style="position:absolute;inset:0">Veil</div></div>
      <h2>Title</h2>`);
    const cases: [Target, string, string][] = [
      [{ text: "Off" }, "not_actionable", "is disabled"],
      [{ css: "#none" }, "not_actionable", "hidden"],
      [{ text: "Under" }, "not_actionable", 'is covered by "div#veil Veil"'],
      [{ role: "button", name: "Off", nth: 3 }, "target_not_found", "The page has 1 of"],
    ];
    // None of them acts, so they wait at the same time.
    await Promise.all(
      cases.map(([target, reason, problem]) =>
        expect(runAction(click(target), context)).rejects.toMatchObject({
          reason,
          message: expect.stringContaining(problem),
          details: { record: { status: "failed" } },
        }),
      ),
    );
    await expect(
      runAction({ action: "fill", target: { text: "Title" }, value: "x" }, context),
    ).rejects.toMatchObject({ reason: "not_actionable" });
    await expect(runAction({ action: "press", key: "Entr" }, context)).rejects.toMatchObject({
      reason: "invalid_program",
    });
  });

  test("refuses what is no plain CSS, however it is dressed up", async () => {
    const context = await openActionContext();
    await context.show("<a>x</a>");
    for (const css of [
      "text=x",
      "xpath=//a",
      "css=a",
      "//a",
      "a >> text=x",
      "a/* >> text=x */",
      "internal:text=x",
      ":has-text('x')",
      "a[",
      "",
      "_react=x",
      "*css=a",
    ]) {
      const refused = runAction(click({ css } as Target), context);
      await expect(refused, css).rejects.toMatchObject({ reason: "invalid_program" });
    }
  });

  test("finds what is in frames and shadow roots, and counts over all of them", async () => {
    const context = await openActionContext();
    await context.show(`<button hidden>Go</button><x-a></x-a><iframe srcdoc="<button onclick='parent.said=1'>Inner</button><button>Twice</button>"></iframe><button>Twice</button>
      <script>document.querySelector("x-a").attachShadow({ mode: "open" }).innerHTML = "<button onclick='said = 2'>Shadow</button>"</script>`);
    const { recorded } = await runAction(click({ text: "Inner" }), context);
    expect(recorded).toMatchObject({ target: { role: "button", name: "Inner" } });
    expect(await context.said()).toBe(1);
    await runAction(click({ role: "button", name: "Shadow" }), context);
    expect(await context.said()).toBe(2);
    await expect(runAction(click({ text: "Twice" }), context)).rejects.toMatchObject({
      reason: "ambiguous_target",
      details: { count: 2 },
    });
  });

  test("follows an element that the page keeps replacing, and never acts on its neighbour", async () => {
    const context = await openActionContext();
    await context.show(`<div id=box></div><script>let n = 0; const timer = setInterval(() => {
      box.innerHTML = "<button onclick='clearInterval(timer); said = this.textContent'>Save</button>"; if (++n > 20) clearInterval(timer) }, 15)</script>`);
    await runAction(click({ role: "button" }, 10_000), context);
    expect(await context.said()).toBe("Save");
  });

  test("ends in time on a page that hangs", async () => {
    const context = await openActionContext();
    await context.show(`<button>Go</button><script>setTimeout(() => { for (;;); }, 50)</script>`);
    await context.run.page.waitForTimeout(100).catch(() => undefined);
    await expect(runAction(click({ text: "Go" }, 1500), context)).rejects.toMatchObject({
      reason: expect.stringMatching(/^(page_unresponsive|timeout)$/),
    });
  });

  test("goes nowhere that the policy does not allow, and tells errors of servers", async () => {
    const site = await servePages({ "/": "<p>Hi</p>" });
    const context = await openActionContext({ policy: { allowPrivate: [site.origin] } });
    for (const [url, reason] of [
      ["file:///etc/passwd", "invalid_address"],
      ["javascript:alert(1)", "invalid_address"],
      ["http://127.0.0.1:1/", "outside_policy"],
      [`${site.origin}/none`, "http_error"],
    ] as const) {
      await expect(runAction({ action: "goto", url }, context), url).rejects.toMatchObject({ reason });
    }
    await runAction({ action: "goto", url: "/none", expect: { url: "/none" } }, context);
  });

  test("fills secrets for the origin of the field's own frame, and shows them nowhere", async () => {
    const foreign = await servePages({ "/": `<label>Pin <input></label>` });
    const site = await servePages({
      "/": (_, response) =>
        response
          .setHeader("content-type", "text/html")
          .end(
            `<label>Password <input name=p oninput="document.title = this.value; echo.textContent = btoa(this.value)"></label><p id=echo></p><iframe src="${foreign.origin}"></iframe>`,
          ),
    });
    const value = "correct horse battery";
    const secrets = createSecrets({ password: { value, origins: [site.origin] } });
    const context = await openActionContext({ secrets });
    const fill = (label: string) => ({ action: "fill", target: { label }, value: { secret: "password" } });
    const result = await runProgram(
      {
        url: site.origin,
        actions: [
          fill("Password"),
          { action: "extract", target: { css: "#echo" }, schema: { type: "string" } },
          { action: "screenshot" },
        ],
      },
      context,
    );
    expect(await context.run.page.inputValue("input")).toBe(value);
    expect(result).toMatchObject({ title: "[secret password]", data: { data: "[secret password]" } });
    expect(result.recorded.actions[0]).toMatchObject({ value: { secret: "password" } });
    await expect(runProgram({ actions: [fill("Pin")] }, context)).rejects.toMatchObject({
      reason: "outside_policy",
    });
    const failure = await runProgram(
      { timeoutMs: 1500, actions: [{ action: "expect", that: { text: "Never", title: "x" } }] },
      context,
    ).catch((error: unknown) => error);
    for (const told of [result, failure, (failure as { details: unknown }).details]) {
      const text = `${String((told as Error).message)} ${JSON.stringify(told)}`;
      expect(text).not.toContain(value);
      expect(text).not.toContain(btoa(value));
    }
  });

  test("asks before it sends, pays or leaves, and does nothing without a yes", async () => {
    const asked: ApprovalRequest[] = [];
    const context = await openActionContext({
      approve: (request) => {
        asked.push(request);
        return request.kind === "submit";
      },
    });
    await context.show(`<form onsubmit="said = (globalThis.said ?? 0) + 1; return false"><input aria-label=Q><button>Save</button></form>
      <button onclick="said = 'paid'">Pay 5 €</button><button onclick="said='x'">Show</button>`);
    await runAction(click({ text: "Save" }), context);
    await runAction({ action: "press", target: { label: "Q" }, key: "Enter" }, context);
    expect(await context.said()).toBe(2);
    await expect(runAction(click({ text: "Pay" }), context)).rejects.toMatchObject({
      reason: "not_approved",
      message: 'click button "Pay 5 €" was not approved: it seems to pay or order.',
    });
    expect(await context.said()).toBe(2);
    await runAction(click({ text: "Show" }), context);
    expect(asked.map(({ kind }) => kind)).toEqual(["submit", "submit", "pay"]);
  });

  test("does not do what became something else while it was approved", async () => {
    const context = await openActionContext({
      approve: async () => {
        await context.run.page.evaluate(() => {
          document.querySelector("button")!.textContent = "Delete everything";
        });
        return true;
      },
    });
    await context.show(`<form onsubmit="said = 1; return false"><button>Save</button></form>`);
    await expect(runAction(click({ text: "Save" }), context)).rejects.toMatchObject({
      reason: "not_approved",
    });
    expect(await context.said()).toBeUndefined();
  });
});

test("`runProgram` does a thousand actions", { timeout: 60_000 }, async () => {
  const context = await openActionContext();
  const actions = Array.from({ length: 1000 }, (_, index) =>
    index % 10 === 0 ? { action: "scroll", by: { y: 1 } } : { action: "expect", that: { url: "about:" } },
  );
  const { actions: records } = await runProgram({ actions }, context);
  expect(records).toHaveLength(1000);
});
