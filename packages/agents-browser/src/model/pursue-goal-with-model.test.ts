import { expect, test } from "vitest";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { hold } from "@convoke/core/testing";
import {
  openSharedContext,
  pursueByScript as pursueAnew,
  readTold,
} from "../../test/support/pursue-by-script.ts";
import { servePages } from "../../test/support/serve-pages.ts";

const shared = openSharedContext();

/** In the run that the tests share, one after the other. */
const pursueByScript: typeof pursueAnew = (turns, options) =>
  pursueAnew(turns, { within: shared.current, ...options });

const thanks =
  "document.querySelector('h1').textContent = 'Thank you, ' + this.elements[0].value;" +
  "document.body.insertAdjacentHTML('beforeend', '<p>Order 4711</p>')";
const form = `<title>Sign up</title><h1>Sign up</h1><form onsubmit="event.preventDefault(); ${thanks}">
  <label>Name <input></label><button>Save</button></form>`;
const fillIn = ["fill", 'textbox "Name"', "Ada"] as const;
const save = ["click", 'button "Save"'] as const;

test("`pursueGoalWithModel` does what the model asks for, looks again, and gives an answer that the page bears out", async () => {
  const told: string[] = [];
  const { outcome, model, context, settled } = await pursueByScript(
    [[fillIn, save], [["answer", "", "4711"]]],
    {
      page: form,
      goal: "Sign up as Ada and read the number of the order",
      onStep: ({ action, status }) => told.push(`${action.action} ${status}`),
    },
  );
  expect(await outcome).toMatchObject({
    answer: "4711",
    isBorneOut: true,
    pursuedBy: "model",
    modelCalls: 2,
    steps: [
      { status: "completed", action: { action: "fill", value: "Ada" } },
      { status: "completed", action: { action: "click" }, recorded: { target: { name: "Save" } } },
    ],
  });
  expect(told).toEqual(["fill completed", "click completed"]);
  expect(settled).toHaveLength(2);
  expect(await context.run.page.textContent("h1")).toBe("Thank you, Ada");
  const [first, second] = model.requests.map(readTold);
  expect(first).toMatch(/^GOAL: "Sign up as Ada .*"\nSECRETS: none\n/);
  expect(first).toMatch(/<<(\S+) PAGE\n[^]*\[e\d+\] textbox "Name"[^]*\n\1>>\n\nSteps left: 25\.$/);
  // Later only the difference, after what was told before.
  expect(second!.startsWith(first!)).toBe(true);
  expect(second).toMatch(
    /CHANGE OF THE PAGE\npage [^]*\n~ \[e\d+\] heading 1 "Thank you, Ada"\n[^]*\+ \[e\d+\] text "Order 4711"\n/,
  );
});

test("`pursueGoalWithModel` marks an answer that no page has shown", async () => {
  const { outcome } = await pursueByScript([[["answer", "", "47"]]], { page: form });
  expect(await outcome).toMatchObject({ answer: "47", isBorneOut: false, steps: [] });
});

test("`pursueGoalWithModel` does not let a field bear out what the model has typed into it", async () => {
  const { outcome } = await pursueByScript([[fillIn], [["answer", "", "Ada"]]], { page: form });
  expect(await outcome).toMatchObject({ answer: "Ada", isBorneOut: false, steps: [{}] });
});

test("`pursueGoalWithModel` says when nothing but the model's word says that the goal was reached", async () => {
  const alone = await pursueByScript([[["done"]]], { page: form });
  expect((await alone.outcome).notes).toEqual([expect.stringContaining("Nothing but")]);
  const checked = await pursueByScript([[["done"]]], { page: form, expect: { text: "Sign up" } });
  expect((await checked.outcome).notes).toEqual([]);
});

const changing = {
  "opens a dialog": "document.querySelector('dialog').showModal()",
  "shows new elements":
    "document.body.append(Object.assign(document.createElement('button'), { textContent: 'Really' }))",
  "takes an element away": "document.querySelector('h1').remove()",
  "says something in an alert": "alert('Done')",
  "goes somewhere else": "location.assign('/next')",
  "answers after a while": "setTimeout(() => document.querySelector('h1').textContent = 'Later', 150)",
};

test("`pursueGoalWithModel` cuts the rest of a reply when the page is another than the model has seen", async () => {
  let script = "";
  const { origin } = await servePages({
    "/": (_request, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end(`<h1>Start</h1><button onclick="${script}">Go</button>
        <button onclick="document.title = 'twice'">Next</button><dialog>Sure?</dialog>`);
    },
    "/next": `<h1>Next page</h1><button onclick="document.title = 'twice'">Next</button>`,
  });
  const go = ["click", 'button "Go"'] as const;
  const next = ["click", 'button "Next"'] as const;
  for (const [what, changes] of Object.entries(changing)) {
    script = changes;
    const { outcome, model, context } = await pursueByScript([[go, next], [["done"]]], {
      page: `${origin}/`,
    });
    const { steps } = await outcome;
    expect([what, steps.length, await context.run.page.title()]).toEqual([what, 1, ""]);
    expect(readTold(model.requests[1]!)).toContain("The page changed: the actions after that were not done.");
  }
});

test("`pursueGoalWithModel` does the whole of a reply on a page that stays the same", async () => {
  const page = `${form}<label>Age <input></label><label><input type=checkbox> Agree</label>`;
  const { outcome, context } = await pursueByScript(
    [[fillIn, ["fill", 'textbox "Age"', "36"], ["check", 'checkbox "Agree"'], ["done"]]],
    { page },
  );
  expect(await outcome).toMatchObject({ modelCalls: 1, steps: [{}, {}, {}] });
  expect(await context.run.page.isChecked("[type=checkbox]")).toBe(true);
});

test("`pursueGoalWithModel` does not take the model's word for a page that it has not seen", async () => {
  const { outcome, model } = await pursueByScript([[fillIn, save, ["done"]], [["done"]]], { page: form });
  expect(await outcome).toMatchObject({ modelCalls: 2 });
  expect(readTold(model.requests[1]!)).toContain("The work can only end on a page that you have seen");
});

test("`pursueGoalWithModel` asks for a new approach when the same changes nothing, and then fails", async () => {
  const { outcome, model } = await pursueByScript([[["click", 'button "Dead"']]], {
    page: "<button>Dead</button>",
  });
  await expect(outcome).rejects.toMatchObject({
    reason: "no_progress",
    message: expect.stringMatching(/click e\d+ button "Dead": done/),
    details: { modelCalls: 4 },
  });
  const warned = model.requests.map((request) => readTold(request).includes("Try another way to the goal."));
  expect(warned).toEqual([false, false, false, true]);
});

test("`pursueGoalWithModel` tells of refs that are not there, and gives up on a model that insists", async () => {
  const page = "<button>There</button>";
  const mended = await pursueByScript([[["click", "e99"]], [["click", 'button "There"']], [["done"]]], {
    page,
  });
  expect(await mended.outcome).toMatchObject({ modelCalls: 3 });
  expect(readTold(mended.model.requests[1]!)).toContain(
    "click e99: not done. There is no “e99” on the page as it is now: use refs of the latest page only.",
  );
  const { outcome } = await pursueByScript([[["click", "e99"]]], { page });
  await expect(outcome).rejects.toMatchObject({ reason: "no_progress", details: { modelCalls: 3 } });
});

test("`pursueGoalWithModel` fails when the steps are used up", async () => {
  const page = `<button onclick="this.dataset.n = n += 1; document.title = n">More</button><script>n = 0</script>`;
  const { outcome } = await pursueByScript([[["click", 'button "More"']]], { page, maxSteps: 3 });
  await expect(outcome).rejects.toMatchObject({
    reason: "no_progress",
    message: "The goal was not reached in 3 steps: raise maxSteps, or ask for less.",
    details: { steps: [{}, {}, {}] },
  });
});

test("`pursueGoalWithModel` holds the model to the goal's own condition", async () => {
  const expected = { expect: { text: "Thank you, Ada" }, page: form };
  const { outcome, model } = await pursueByScript([[["done"]], [fillIn, save], [["done"]]], expected);
  expect(await outcome).toMatchObject({ modelCalls: 3, steps: [{}, {}] });
  expect(readTold(model.requests[1]!)).toMatch(/ CONDITION\n.*text "Thank you, Ada"[^]*does not hold yet/);
  const stubborn = await pursueByScript([[["done"]]], { ...expected, timeoutMs: 100 });
  await expect(stubborn.outcome).rejects.toMatchObject({
    reason: "expectation_failed",
    message: expect.stringContaining('text "Thank you, Ada"'),
  });
});

test("`pursueGoalWithModel` sends back what it cannot read with what is wrong, and goes on", async () => {
  for (const garbage of [
    "I would click on Save.",
    { object: { click: "e1" } },
    { object: { actions: [{ action: "evaluate", value: "fetch('/')" }] } },
    { text: '{"actions": [', finishReason: "length" as const },
  ]) {
    const { outcome, model } = await pursueByScript([garbage, garbage, [["done"]]], {
      page: form,
    });
    expect(await outcome).toMatchObject({ modelCalls: 3, steps: [] });
    const { messages } = model.requests[2]!;
    const roles = ["system", "user", "assistant", "user", "assistant", "user"];
    expect(messages.map(({ role }) => role)).toEqual(roles);
    expect(messages.at(-1)!.content).toContain("Reply with JSON only");
  }
});

test("`pursueGoalWithModel` fails when the model does, or gives up", async () => {
  for (const [line, message] of [
    ["Hm.", /no reply could be read: The reply is no JSON/],
    [new Error("overloaded\nby far"), /it failed: overloaded by far/],
    [{ text: "No.", finishReason: "refusal" as const }, /it refused/],
    [{ object: { actions: [{ action: "give_up", value: "No form." }] } }, /gave up: No form/],
  ] as const) {
    const pursued = await pursueByScript([line], { page: form });
    await expect(pursued.outcome).rejects.toMatchObject({
      reason: "model_failed",
      message: expect.stringMatching(message),
    });
  }
});

test("`pursueGoalWithModel` leaves the goal to the rules when the model fails before anything was done, and only then", async () => {
  const asked: unknown[] = [];
  const withoutModel = async (request: object, { source }: { source?: string }) => {
    asked.push(request, source);
    return { reading: { goal: "Save the form", clauses: [], unread: [] }, steps: [] };
  };
  const first = await pursueByScript([new Error("down")], { page: form, withoutModel });
  expect(await first.outcome).toMatchObject({
    pursuedBy: "rules",
    reading: { goal: "Save the form" },
    notes: ["The language model was not used (it failed: down); the goal was pursued by rules."],
  });
  expect(asked).toEqual([{ goal: "Save the form", maxSteps: 25 }, "goal"]);
  const late = await pursueByScript([[fillIn], new Error("down")], {
    page: form,
    withoutModel,
  });
  await expect(late.outcome).rejects.toMatchObject({
    reason: "model_failed",
    message: "The goal was not reached after 1 step: of the language model, it failed: down.",
    details: { steps: [{ action: { action: "fill" } }] },
  });
  expect(asked).toHaveLength(2);
  const unmet = await pursueByScript([new Error("down")], {
    page: form,
    withoutModel,
    timeoutMs: 100,
    expect: { text: "Saved" },
  });
  await expect(unmet.outcome).rejects.toMatchObject({ reason: "expectation_failed" });
});

test("`pursueGoalWithModel` makes no call that the budget has no room for", async () => {
  const refusal = new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, "maxTokens 3000");
  const { outcome, model, reserved } = await pursueByScript([[fillIn], [["done"]]], {
    page: form,
    tokens: 3_500,
    refusal,
  });
  await expect(outcome).rejects.toMatchObject({
    reason: "model_failed",
    message: expect.stringContaining("the budget has no room for it (maxTokens 3000)"),
  });
  expect([model.requests.length, reserved.length]).toEqual([1, 1]);
  const lost = new OrchestrationError(ErrorCode.LEASE_LOST, "taken over");
  const other = await pursueByScript([[["done"]]], { tokens: 0, refusal: lost });
  await expect(other.outcome).rejects.toBe(lost);
});

test("`pursueGoalWithModel` rejects with the signal's reason while the model thinks", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const { outcome } = await pursueByScript(
    [
      () => {
        queueMicrotask(() => controller.abort(reason));
        return hold();
      },
    ],
    { page: form, signal: controller.signal },
  );
  await expect(outcome).rejects.toBe(reason);
});

test("`pursueGoalWithModel` rejects with the signal's reason while an action is under way", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const { origin } = await servePages({ "/": form, "/hung": () => controller.abort(reason) });
  const { outcome } = await pursueAnew([[["goto", "", `${origin}/hung`]]], {
    page: `${origin}/`,
    signal: controller.signal,
    timeoutMs: 60_000,
  });
  await expect(outcome).rejects.toBe(reason);
});

test("`pursueGoalWithModel` refuses bad options before the model is asked", async () => {
  for (const [options, message] of [
    [{ maxSteps: 0 }, "maxSteps is 0; pass a whole number from 1 to 200"],
    [{ modelOptions: { maxOutputTokens: 1 } }, "modelOptions.maxOutputTokens is 1"],
    [{ modelOptions: { temperature: 1 } as never }, 'unknown option "temperature"'],
    [{ goal: " " }, "say in words what to do"],
    [{ goal: "é".repeat(4_000) }, "say it in 1000 at most"],
  ] as const) {
    const pursued = await pursueByScript([[["done"]]], { ...options });
    await expect(pursued.outcome).rejects.toThrow(message);
    expect(pursued.model.requests).toHaveLength(0);
  }
});
