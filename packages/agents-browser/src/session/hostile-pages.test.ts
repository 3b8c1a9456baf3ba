import { existsSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { openTestRun } from "../../test/support/open-test-run.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import type { BrowserRun } from "./browser-run.ts";

/** One policy for all tests: each policy has a browser of its own, whose start takes longer than most tests. */
const openRun = (): Promise<BrowserRun> =>
  openTestRun({ policy: { maxTabs: 2, maxDownloads: 3, maxDownloadBytes: 100_000 } });

/** Goes somewhere in the current tab, as an action would. */
const goTo = async (run: BrowserRun, url: string): Promise<void> => {
  await run.within("Going there", 10_000, (signal) => run.page.goto(url, { signal }));
};

/** Resolves with the reason for which the run ended. */
const whyEnded = (run: BrowserRun): Promise<unknown> =>
  new Promise((resolve) => {
    if (run.signal.aborted) resolve(run.signal.reason);
    else run.signal.addEventListener("abort", () => resolve(run.signal.reason), { once: true });
  });

describe("dialogs", () => {
  test("are answered at once: alerts accepted, everything else dismissed, or as was asked for", async () => {
    const { origin } = await servePages({ "/": "<title>x</title>" });
    const run = await openRun();
    await goTo(run, origin);
    expect(await run.page.evaluate("[alert('a'.repeat(5000)), confirm('sure?'), prompt('name?')]")).toEqual([
      undefined,
      false,
      null,
    ]);
    run.answerDialogs({ accept: true, text: "Ada" });
    expect(await run.page.evaluate("[confirm('sure?'), prompt('name?')]")).toEqual([true, "Ada"]);
    expect(run.dialogs.map(({ type, accepted }) => [type, accepted])).toEqual([
      ["alert", true],
      ["confirm", false],
      ["prompt", false],
      ["confirm", true],
      ["prompt", true],
    ]);
    expect(run.dialogs[0]?.message).toHaveLength(1000);
  });

  test("200 of them do not hang: the page is closed, and the run ends with `limit_exceeded`", async () => {
    const { origin } = await servePages({ "/": "<script>for (let i = 0; i < 200; i++) alert(i)</script>" });
    const run = await openRun();
    await expect(goTo(run, origin)).rejects.toMatchObject({
      reason: "limit_exceeded",
      details: { limit: "maxDialogs" },
    });
    expect(run.dialogs).toHaveLength(50);
    await run.close();
  });
});

describe("tabs", () => {
  test("are kept in the order in which they were opened; popups are tabs", async () => {
    const { origin } = await servePages({
      "/": "<a href='/other' target='_blank'>Other</a>",
      "/other": "<title>Other</title>",
    });
    const run = await openRun();
    await goTo(run, origin);
    const first = run.page;
    const [popup] = await Promise.all([run.context.waitForEvent("page"), run.page.click("a")]);
    expect(run.tabs).toEqual([first, popup]);
    expect(run.page).toBe(first);
    run.selectTab(1);
    expect(run.page).toBe(popup);
    await expect(run.openTab()).rejects.toMatchObject({
      reason: "limit_exceeded",
      details: { limit: "maxTabs" },
    });
    expect(() => run.selectTab(2)).toThrow(expect.objectContaining({ reason: "page_closed" }));
    await run.closeTab(1);
    expect(run.page).toBe(first);
    await run.closeTab(0);
    expect(() => run.page).toThrow(expect.objectContaining({ reason: "page_closed" }));
    expect(await run.openTab()).toBe(run.page);
  });

  test("a storm of popups ends the run", async () => {
    const { origin } = await servePages({
      "/": "<script>onclick = () => { for (let i = 0; i < 40; i++) open('/') }; for (let i = 0; i < 40; i++) open('/')</script>",
    });
    const run = await openRun();
    goTo(run, origin).catch(() => {});
    expect(await whyEnded(run)).toMatchObject({ reason: "limit_exceeded", details: { limit: "maxTabs" } });
    await run.close();
    expect(run.context.pages()).toEqual([]);
  });
});

describe("downloads", () => {
  const send = (bytes: number) => (_: unknown, response: ServerResponse) => {
    response.writeHead(200, {
      "content-type": "application/octet-stream",
      "content-disposition": 'attachment; filename="../../evil.sh"',
    });
    response.end(Buffer.alloc(bytes, "a"));
  };

  test("are kept under our own name in a folder that goes with the run", async () => {
    const { origin } = await servePages({ "/": "<a href='/file' download>Get</a>", "/file": send(1234) });
    const run = await openRun();
    await goTo(run, origin);
    const one = await run.receiveDownload(10_000, () => run.page.click("a"));
    const two = await run.receiveDownload(10_000, () => run.page.click("a"));
    expect(one).toMatchObject({
      url: `${origin}/file`,
      bytes: 1234,
      path: expect.stringMatching(/download-1$/u),
    });
    expect(one.suggestedName).not.toContain("/");
    expect(dirname(two.path)).toBe(dirname(one.path));
    expect(readFileSync(two.path, "utf8")).toBe("a".repeat(1234));
    await run.close();
    expect(existsSync(dirname(one.path))).toBe(false);
  });

  test("that are too large are stopped while they arrive", async () => {
    // More than a download may have, less than the run may have, and no end of it.
    const { origin } = await servePages({
      "/": "<a href='/file' download>Get</a>",
      "/file": (_, response) => {
        response.writeHead(200, { "content-type": "application/octet-stream" });
        response.write(Buffer.alloc(1_000_000));
      },
    });
    const run = await openRun();
    await goTo(run, origin);
    await expect(run.receiveDownload(10_000, () => run.page.click("a"))).rejects.toMatchObject({
      reason: "limit_exceeded",
      details: { limit: "maxDownloadBytes" },
    });
    expect(run.signal.aborted).toBe(false);
  });

  test("that break off are `download_failed`; none within the time is `timeout`", async () => {
    const { origin } = await servePages({
      "/": "<a href='/file' download>Get</a><p>Nothing</p>",
      "/file": (_, response) => {
        response.writeHead(200, { "content-type": "application/octet-stream", "content-length": "1000" });
        response.write("half", () => response.destroy());
      },
    });
    const run = await openRun();
    await goTo(run, origin);
    await expect(run.receiveDownload(10_000, () => run.page.click("a"))).rejects.toMatchObject({
      reason: "download_failed",
    });
    await expect(run.receiveDownload(300, () => run.page.click("p"))).rejects.toMatchObject({
      reason: "timeout",
    });
  });

  test("that nobody asked for are cancelled; a storm of them ends the run", async () => {
    const { origin } = await servePages({
      "/": "<a href='/file' download>Get</a><script>setInterval(() => document.querySelector('a').click(), 20)</script>",
      "/file": send(10),
    });
    const run = await openRun();
    goTo(run, origin).catch(() => {});
    expect(await whyEnded(run)).toMatchObject({
      reason: "limit_exceeded",
      details: { limit: "maxDownloads" },
    });
  });
});

describe("addresses that are no pages", () => {
  test.each(["data:text/html,hello", "file:"])(
    "a tab that goes to %s is closed, and the run ends",
    async (begin) => {
      const rest = begin === "file:" ? `//${import.meta.filename}` : "";
      const run = await openRun();
      run.page.goto(begin + rest).catch(() => {});
      expect(await whyEnded(run)).toMatchObject({ reason: "outside_policy" });
      await run.close();
    },
  );

  test("an embedded frame is emptied", async () => {
    const { origin } = await servePages({
      "/": "<iframe src='data:text/html,<p>inside'></iframe><iframe srcdoc='<p>kept'></iframe>",
    });
    const run = await openRun();
    await goTo(run, origin);
    const [, embedded, kept] = run.page.frames();
    await embedded?.waitForURL("about:blank");
    expect(kept?.url()).toBe("about:srcdoc");
    expect(run.signal.aborted).toBe(false);
  });
});

describe("crashes", () => {
  test("of a page end the run with `page_crashed`", async () => {
    const run = await openRun();
    run.page.goto("chrome://crash").catch(() => {});
    const waiting = run.within("Waiting", 10_000, () => new Promise(() => {}));
    await expect(waiting).rejects.toMatchObject({ reason: "page_crashed" });
    await run.close();
  });
});
