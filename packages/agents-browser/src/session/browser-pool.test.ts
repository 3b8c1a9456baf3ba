import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { systemRuntime } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { listBrowserProcesses, listBrowsers } from "../../test/support/browser-processes.ts";
import { checkTestPolicy } from "../../test/support/open-test-run.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import { type BrowserPool, createBrowserPool, type RunRequest } from "./browser-pool.ts";
import type { BrowserPoolOptions } from "./pool-options.ts";

const never = new AbortController().signal;
const policy = checkTestPolicy();
const wanted: RunRequest = { policy, signal: never };

function createPool(options: BrowserPoolOptions = {}): BrowserPool {
  const pool = createBrowserPool(options);
  onTestFinished(() => pool.close());
  return pool;
}

const whenAborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    else signal.addEventListener("abort", () => resolve(signal.reason), { once: true });
  });

describe("createBrowserPool", () => {
  test("starts one browser when the first run of a policy opens, and leaves none when it is closed", async () => {
    const pool = createPool();
    expect(listBrowsers()).toEqual([]);
    const [first, second] = await Promise.all([pool.openRun(wanted), pool.openRun(wanted)]);
    expect(first.context.browser()).toBe(second.context.browser());
    expect(listBrowsers()).toHaveLength(1);
    const third = await pool.openRun({ policy: checkTestPolicy({ maxTabs: 2 }), signal: never });
    expect(third.context.browser()).not.toBe(first.context.browser());
    const browsers = listBrowsers();
    expect(browsers).toHaveLength(2);
    await pool.close();
    expect(first.signal.reason).toMatchObject({ reason: "browser_failed" });
    expect(listBrowsers()).toEqual([]);
    expect(browsers.flatMap(listBrowserProcesses)).toEqual([]);
    await expect(pool.openRun(wanted)).rejects.toMatchObject({ reason: "browser_failed" });
  });

  // One pool after the other would start a dozen browsers: this one lives through all that ends a browser.
  test(
    "queues, recycles, ends idle browsers by its clock, and survives a crash",
    { timeout: 60_000 },
    async () => {
      const runtime = createManualRuntime();
      const pool = createPool({ maxRuns: 1, recycleAfterRuns: 2, runtime, idleMs: 1000 });
      const next: RunRequest = { ...wanted, runtime: systemRuntime };

      // `maxRuns` are let through; the next waits for a close, and can stop waiting.
      const first = await pool.openRun(next);
      const controller = new AbortController();
      const impatient = pool.openRun({ ...next, signal: controller.signal });
      const patient = pool.openRun(next);
      expect(pool.waiting).toBe(2);
      controller.abort(new Error("never mind"));
      await expect(impatient).rejects.toThrow("never mind");
      await first.close();
      const second = await patient;
      expect(second.context.browser()).toBe(first.context.browser());
      await second.close();

      // Two runs were served: the third gets a new browser, which ends when it was idle for a while.
      const third = await pool.openRun(next);
      const browser = third.context.browser();
      expect(browser).not.toBe(first.context.browser());
      await third.close();
      await runtime.advance(999);
      expect(browser?.isConnected()).toBe(true);
      const gone = new Promise((resolve) => browser?.once("disconnected", resolve));
      await runtime.advance(1);
      await gone;

      // A crash ends the run with `browser_crashed`; the next one gets a new browser.
      const fourth = await pool.openRun(next);
      expect(fourth.context.browser()).not.toBe(browser);
      const [crashing = 0] = listBrowsers();
      const waiting = fourth.within("Waiting", 20_000, () => new Promise(() => {}));
      process.kill(crashing, "SIGKILL");
      await expect(waiting).rejects.toMatchObject({ reason: "browser_crashed" });
      await fourth.close();
      const fifth = await pool.openRun(next);
      expect(await fifth.page.evaluate("1 + 1")).toBe(2);
      expect(listBrowsers()).not.toContain(crashing);
    },
  );

  test("refuses options that cannot be meant", () => {
    expect(() => createBrowserPool({ maxRuns: 0 })).toThrow("maxRuns is 0");
    expect(() => createBrowserPool({ channel: "firefox" as never })).toThrow("one of chrome, msedge");
    expect(() => createBrowserPool({ maxRun: 1 } as never)).toThrow('no option "maxRun"');
    expect(() => createBrowserPool({ headless: "yes" as never })).toThrow("headless");
  });
});

describe("a browser that is shared", () => {
  let pool: BrowserPool;
  const environment: Record<string, string | undefined> = { ...process.env };
  beforeAll(() => {
    pool = createBrowserPool({ environment });
  });
  afterAll(() => pool.close());

  test("rejects with a typed error when the browser does not start, and tries anew the next time", async () => {
    environment["CHROMIUM_PATH"] = process.execPath;
    await expect(pool.openRun(wanted)).rejects.toMatchObject({ reason: "browser_failed" });
    environment["CHROMIUM_PATH"] = "/nowhere";
    await expect(pool.openRun(wanted)).rejects.toMatchObject({ reason: "browser_missing" });
    environment["CHROMIUM_PATH"] = process.env["CHROMIUM_PATH"];
    const run = await pool.openRun(wanted);
    expect(run.tabs).toHaveLength(1);
    await run.close();
  });

  test("is left as it was by an abort during the opening of a context, at any moment of it", async () => {
    const first = await pool.openRun(wanted);
    const browser = first.context.browser();
    for (const steps of [0, 1, 2, 4]) {
      const controller = new AbortController();
      const opening = pool.openRun({ policy, signal: controller.signal });
      for (let step = 0; step < steps; step += 1) await first.page.evaluate("1");
      controller.abort(new Error("enough"));
      await opening.then(
        (run) => run.close(),
        (error: unknown) => expect(error).toMatchObject({ message: "enough" }),
      );
    }
    const last = await pool.openRun(wanted);
    await last.close();
    expect(browser?.contexts()).toEqual([first.context]);
    await first.close();
  });

  test("is left as it was by an abort during a navigation, an evaluation, a download, and the close itself", async () => {
    const { origin } = await servePages({
      "/": "<a href='/file' download>Get</a>",
      "/silent": () => {},
      "/file": (_, response) => {
        response.writeHead(200, { "content-type": "application/octet-stream", "content-length": "1000000" });
        response.write("x".repeat(100_000));
      },
    });
    const kept = await pool.openRun(wanted);
    const phases: ((run: typeof kept) => Promise<unknown>)[] = [
      (run) => run.within("Going", 20_000, (signal) => run.page.goto(`${origin}/silent`, { signal })),
      (run) => run.within("Evaluating", 20_000, () => run.page.evaluate("new Promise(() => {})")),
      (run) => run.receiveDownload(20_000, () => run.page.click("a")),
      (run) => {
        void run.close();
        return run.within("Closed", 1000, () => Promise.resolve());
      },
    ];
    for (const [index, phase] of phases.entries()) {
      const controller = new AbortController();
      const run = await pool.openRun({ policy, signal: controller.signal });
      await run.page.goto(origin);
      const started = index === 2 ? run.page.waitForEvent("download") : Promise.resolve();
      const work = phase(run);
      const failure = work.catch((error: unknown) => error);
      await started;
      controller.abort(new Error("enough"));
      const expected = index === 3 ? { reason: "page_closed" } : { message: "enough" };
      expect(await failure).toMatchObject(expected);
      await run.close();
      expect((await whenAborted(run.signal)) as Error).toBeInstanceOf(Error);
    }
    expect(kept.context.browser()?.contexts()).toEqual([kept.context]);
    expect(kept.signal.aborted).toBe(false);
  });
});

describe("an abort leaves nothing behind", () => {
  test("during the start of a browser", async () => {
    const pool = createPool();
    const controller = new AbortController();
    const whenStarted = new Promise((resolve) => {
      subscribe("child_process", resolve);
      onTestFinished(() => void unsubscribe("child_process", resolve));
    });
    const opening = pool.openRun({ policy, signal: controller.signal });
    await whenStarted;
    const [browser = 0] = listBrowsers();
    expect(browser).toBeGreaterThan(0);
    controller.abort(new Error("enough"));
    await expect(opening).rejects.toThrow("enough");
    await pool.close();
    expect(listBrowsers()).toEqual([]);
    expect(listBrowserProcesses(browser)).toEqual([]);
  });
});
