import { beforeEach, describe, expect, test } from "vitest";
import { openSharedRun } from "../../test/support/shared-run.ts";
import type { Expectation } from "../program/expectation.ts";
import { checkExpectation, type ExpectationTools } from "./check-expectation.ts";
import { waitForExpectation } from "./wait-for-expectation.ts";

const plain = openSharedRun();

const check = async (html: string, expectation: Expectation) => {
  await plain.show(html);
  return checkExpectation(expectation, plain);
};

const hidden: readonly (readonly [string, string])[] = [
  ["display: none", '<p style="display:none">Thank you</p>'],
  ["visibility: hidden", '<p style="visibility:hidden">Thank you</p>'],
  ["a transparent ancestor", '<div style="opacity:0"><p>Thank you</p></div>'],
  ["a size of nothing", '<p style="font-size:0">Thank you</p>'],
  ["white on white", '<p style="color:#fff">Thank you</p>'],
  [
    "the colour of its box",
    '<div style="background:#123456"><p style="color:rgb(18,52,86)">Thank you</p></div>',
  ],
  ["a transparent colour", '<p style="color:transparent">Thank you</p>'],
  ["a place left of the page", '<p style="position:absolute;left:-9999px">Thank you</p>'],
  ["a box of no height", '<div style="height:0;overflow:hidden"><p>Thank you</p></div>'],
  ["clip for screen readers", '<p style="position:absolute;clip:rect(0,0,0,0)">Thank you</p>'],
  ["a clip path", '<p style="clip-path:inset(50%)">Thank you</p>'],
  ["scale(0)", '<p style="transform:scale(0)">Thank you</p>'],
  ["closed details", "<details><summary>More</summary><p>Thank you</p></details>"],
  ["a template", "<template><p>Thank you</p></template>"],
  ["a script", "<script>/* Thank you */</script>"],
  ["an option", "<select><option>Please</option><option>Thank you</option></select>"],
  [
    "what overflows a clipped box",
    '<div style="height:20px;overflow:hidden"><p style="margin-top:60px">Thank you</p></div>',
  ],
  ["a hidden frame", '<iframe style="display:none" srcdoc="<p>Thank you</p>"></iframe>'],
];
test.each(hidden)("`checkExpectation` does not see a text hidden by %s", async (_, html) => {
  const { passed, checks } = await check(`<p>Order</p>${html}`, { text: "Thank you" });
  expect({ passed, checks }).toEqual({
    passed: false,
    checks: [
      {
        what: 'text "Thank you"',
        expected: "visible",
        actual: expect.stringMatching(/^not visible; the page shows "Order/),
        passed: false,
      },
    ],
  });
  expect(await checkExpectation({ noText: "Thank you" }, plain)).toMatchObject({ passed: true });
});

const shown: readonly (readonly [string, string])[] = [
  ["across inline elements and lines", "<p>Thank\n <b>you</b></p>"],
  ["in another case", "<p>THANK YOU!</p>"],
  ["with a space that does not break", "<p>Thank&nbsp;you</p>"],
  ["on a button", '<input type="submit" value="Thank you">'],
  [
    "in an open shadow root",
    '<x-a></x-a><script>document.querySelector("x-a").attachShadow({mode:"open"}).innerHTML="<p>Thank you</p>"</script>',
  ],
  [
    "in a slot",
    '<x-b>Thank you</x-b><script>document.querySelector("x-b").attachShadow({mode:"open"}).innerHTML="<p><slot></slot></p>"</script>',
  ],
  ["below the fold", '<div style="height:5000px"></div><p>Thank you</p>'],
  [
    "in a box that scrolls",
    '<div style="height:20px;overflow:auto"><p style="margin-top:60px">Thank you</p></div>',
  ],
  ["white on dark", '<div style="background:#222"><p style="color:#fff">Thank you</p></div>'],
  ["in display: contents", '<div style="display:contents">Thank you</div>'],
  ["as what is chosen", "<select><option>Thank you</option></select>"],
  ["in a frame", '<iframe srcdoc="<p>Thank you</p>"></iframe>'],
];
test.each(shown)("`checkExpectation` sees a text %s", async (_, html) => {
  await plain.show(html);
  await waitForExpectation({ text: "thank you" }, plain, { timeoutMs: 2_000, signal: plain.run.signal });
  expect(await checkExpectation({ noText: "Thank you" }, plain)).toMatchObject({ passed: false });
});

describe("`checkExpectation` on elements", () => {
  const html = `<title>Your cart</title><h1>Cart</h1>
    <button>Pay</button><button disabled>Save</button><button style="display:none">Ghost</button>
    <label><input type="checkbox" checked> Gift</label><label><input type="checkbox"> Fast</label>
    <div role="switch" aria-checked="true">Dark</div>
    <label>City <input value="Oslo"></label><label>Code <input type="password" value="hunter2"></label>
    <label>Size <select><option value="m">Medium</option><option value="l" selected>Large</option></select></label>
    <ul><li>One</li><li>Two</li><li style="display:none">Three</li></ul>
    <fieldset disabled><button>Inner</button></fieldset>`;
  const cases: readonly (readonly [Expectation, boolean, string])[] = [
    [{ title: "YOUR" }, true, '"Your cart"'],
    [{ url: "about:" }, true, '"about:blank"'],
    [{ url: "example" }, false, '"about:blank"'],
    [{ visible: { role: "button", name: "Pay" } }, true, "visible"],
    [{ visible: { text: "Ghost" } }, false, "hidden (one match)"],
    [{ visible: { role: "button" } }, true, "visible"],
    [{ hidden: { text: "Ghost" } }, true, "hidden"],
    [{ hidden: { role: "dialog" } }, true, "not there"],
    [{ hidden: { role: "button" } }, false, 'visible: "button Pay"'],
    [{ enabled: { text: "Pay" } }, true, "enabled"],
    [{ disabled: { text: "Save" } }, true, "disabled"],
    [{ enabled: { text: "Inner" } }, false, "disabled"],
    [{ enabled: { role: "button" } }, false, "ambiguous: 3 matches"],
    [{ enabled: { role: "button", nth: 0 } }, true, "enabled"],
    [{ checked: { label: "Gift" } }, true, "checked"],
    [{ checked: { text: "Gift" } }, true, "checked"],
    [{ unchecked: { label: "Fast" } }, true, "unchecked"],
    [{ checked: { role: "switch" } }, true, "checked"],
    [{ checked: { text: "Pay" } }, false, "it cannot be checked"],
    [{ checked: { label: "Nothing" } }, false, "not there"],
    [{ value: { of: { label: "City" }, equals: "Oslo" } }, true, '"Oslo"'],
    [{ value: { of: { label: "City" }, equals: "oslo" } }, false, '"Oslo"'],
    [{ value: { of: { label: "Size" }, equals: "Large" } }, true, '"Large"'],
    [{ value: { of: { label: "Size" }, equals: "l" } }, true, '"Large"'],
    [{ value: { of: { label: "Code" }, equals: "x" } }, false, "a password, which is not shown"],
    [{ value: { of: { role: "heading" }, equals: "x" } }, false, "it is no field"],
    [{ count: { of: { css: "li" }, equals: 2 } }, true, "2"],
    [{ count: { of: { css: "li" }, equals: 3 } }, false, "2"],
    [{ count: { of: { css: "option" }, equals: 2 } }, true, "2"],
    [{ count: { of: { css: "li", within: { role: "list" } }, equals: 2 } }, true, "2"],
  ];
  beforeEach(async () => plain.show(html));
  test.each(cases)("%j", async (expectation, passed, actual) => {
    const result = await checkExpectation(expectation, plain);
    expect(result.checks).toHaveLength(1);
    expect(result.checks[0].actual).toContain(actual);
    expect(result.passed).toBe(passed);
    expect(JSON.stringify(result)).not.toContain("hunter2");
  });

  test("`nth` counts what is visible, here and in `within`, and a ref to be within is the element itself", async () => {
    await plain.show(`<ul hidden><li>No</li></ul><ul><li style="display:none">Away</li><li>One</li><li>Two</li></ul>
      <ul><li>Three</li></ul>`);
    const count = async (expectation: Expectation, tools: ExpectationTools = plain) =>
      (await checkExpectation(expectation, tools)).checks[0]!.actual;
    expect(await count({ hidden: { css: "li", nth: 1 } })).toBe('visible: "li Two"');
    expect(await count({ visible: { css: "li", nth: 3 } })).toBe("not there");
    expect(await count({ count: { of: { css: "li", within: { css: "ul", nth: 1 } }, equals: 1 } })).toBe("1");
    const list = (await plain.run.page.$("ul:nth-of-type(2)"))!;
    const observer = { latest: undefined, resolve: async () => list };
    const within = { ref: "e1", snapshotId: "s1" };
    const inside = { run: plain.run, observer };
    expect(await count({ count: { of: { css: "li", within }, equals: 2 } }, inside)).toBe("2");
    expect(await count({ hidden: { css: "li", within, nth: 1 } }, inside)).toBe('visible: "li Two"');
  });

  test("a selector that is none and a ref that is gone are refused", async () => {
    for (const css of ["li[", ":::", "li >>"])
      await expect(checkExpectation({ visible: { css } }, plain)).rejects.toMatchObject({
        reason: "invalid_program",
      });
    const within = { ref: "e1", snapshotId: "s1" };
    await expect(checkExpectation({ visible: { css: "li", within } }, plain)).rejects.toMatchObject({
      reason: "stale_ref",
    });
    await expect(checkExpectation({ hidden: within }, plain)).rejects.toMatchObject({ reason: "stale_ref" });
    const latest = { snapshotId: "s1" } as never;
    const observer = { ...plain.observer, latest };
    expect(await checkExpectation({ hidden: within }, { run: plain.run, observer })).toMatchObject({
      passed: true,
    });
  });
});

describe("`waitForExpectation`", () => {
  test("waits until everything holds, across a navigation", async () => {
    await plain.show(
      "<p>Please wait</p><script>setTimeout(() => { location.href = 'about:blank?done' }, 150)</script>",
    );
    const { signal } = plain.run;
    const { checks } = await waitForExpectation({ url: "?done", noText: "Please" }, plain, {
      timeoutMs: 5_000,
      signal,
    });
    expect(checks.map(({ passed }) => passed)).toEqual([true, true]);
  });

  test("rejects with `expectation_failed` and every unmet check", async () => {
    await plain.show("<title>Cart</title><p>Sold out</p><button disabled>Pay</button>");
    const expectation = { text: "Thank you", title: "cart", enabled: { text: "Pay" } };
    const { signal } = plain.run;
    const failure = waitForExpectation(expectation, plain, { timeoutMs: 120, signal });
    await expect(failure).rejects.toMatchObject({
      reason: "expectation_failed",
      message:
        'After 120 ms: text "Thank you": expected visible, seen not visible; the page shows "Sold out Pay"; text "Pay": expected enabled, seen disabled',
      details: { unmet: [{ what: 'text "Thank you"' }, { what: 'text "Pay"' }], checks: { length: 3 } },
    });
  });

  test("rejects with the signal's reason at once", async () => {
    await plain.show("<p>Nothing</p>");
    const controller = new AbortController();
    const waiting = waitForExpectation({ text: "Thank you" }, plain, {
      timeoutMs: 60_000,
      signal: controller.signal,
    });
    controller.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
  });
});
