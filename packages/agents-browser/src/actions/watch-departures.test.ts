import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import { watchDepartures } from "./watch-departures.ts";

/** A tab on a site, and what it does; `go` resolves as soon as the page's script has run, whatever that has set off. */
async function openTab() {
  const site = await servePages({ "/": "<p>Start", "/effect": "<p>Done" });
  const { page, context } = await openTestRun({ policy: { allowPrivate: [site.origin] } });
  await page.goto(site.origin);
  const departures = await watchDepartures(page);
  const noted: string[] = [];
  await context.route(/effect/, (route) => {
    const { pathname } = new URL(route.request().url());
    noted.push(pathname);
    departures.noteRequest(route.request().url());
    return route.abort("aborted");
  });
  const go = async (html: string, script: string): Promise<void> => {
    await page.setContent(`<!doctype html>${html}<form id=f method=post action=/effect></form>`);
    noted.length = 0;
    await page.evaluate(script);
  };
  return { page, departures, noted, go };
}

test("`settle` waits until the request of what the page set off was noted", async () => {
  const { departures, noted, go } = await openTab();
  const { signal } = new AbortController();
  const cases = [
    ["", "f.submit()"],
    ["<iframe name=i></iframe>", "f.target = 'i'; f.submit()"],
    ["", "f.target = '_blank'; f.submit()"],
    ["", "location = '/effect#part'"],
    ["", "void open('/effect')"],
    ["<a id=a href=/effect>Go</a>", "a.click()"],
    ["<iframe id=i></iframe>", "i.src = '/effect'"],
    ["", "document.body.insertAdjacentHTML('beforeend', '<iframe src=/effect></iframe>')"],
    ["", "location = '/other'; location = '/effect'"],
    ["", "setTimeout(() => f.submit())"],
  ] as const;
  for (const [html, script] of cases) {
    await go(html, script);
    // The clock stands still: what ends the waiting is the request alone.
    await departures.settle(createManualRuntime(), signal);
    expect(noted, script).toEqual(["/effect"]);
  }
});

test("`settle` waits for no request that will not come", async () => {
  const { page, departures, go } = await openTab();
  const { signal } = new AbortController();
  const cases = [
    ["", "0"],
    ["<a id=a href=#there>Go</a>", "a.click()"],
    ["", "location.hash = 'there'"],
    ["", "history.pushState(0, '', '/elsewhere')"],
    ["<a id=a href='javascript:void 0'>Go</a>", "a.click()"],
    ["<a id=a href=mailto:a@b.example>Go</a>", "a.click()"],
    ["", "location = '/effect'; stop()"],
    ["<iframe id=i></iframe>", "i.srcdoc = '<p>Here'"],
    ["<iframe id=i></iframe>", "i.src = '/effect'; i.remove()"],
    [`<meta http-equiv=Content-Security-Policy content="form-action 'none'">`, "f.submit()"],
    [
      `<meta http-equiv=Content-Security-Policy content="frame-src 'none'"><iframe id=i></iframe>`,
      "i.src = '/effect'",
    ],
  ] as const;
  for (const [html, script] of cases) {
    await go(html, script);
    await expect(departures.settle(createManualRuntime(), signal), script).resolves.toBe(undefined);
  }
  await page.close();
  await departures.settle(createManualRuntime(), signal);
});

test("`settle` gives up in the end, and ends with its signal", async () => {
  const { departures, go } = await openTab();
  const runtime = createManualRuntime();
  await go("", "setTimeout(() => { for (;;); })");
  const settled = departures.settle(runtime, new AbortController().signal);
  await runtime.advance(1_000);
  await expect(settled).resolves.toBe(undefined);
  const controller = new AbortController();
  const aborted = departures.settle(runtime, controller.signal);
  controller.abort(new Error("enough"));
  await expect(aborted).rejects.toThrow("enough");
});
