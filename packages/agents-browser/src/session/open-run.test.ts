import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { checkTestPolicy, openTestRun, type TestRunOptions } from "../../test/support/open-test-run.ts";
import { selfSigned } from "../../test/support/self-signed.ts";
import { servePages } from "../../test/support/serve-pages.ts";
import type { BrowserRun } from "./browser-run.ts";

/** One policy for all tests: each policy has a browser of its own, whose start takes longer than most tests. */
const openRun = (options: TestRunOptions = {}): Promise<BrowserRun> =>
  openTestRun({ ...options, policy: { maxBytes: 3_000_000 } });

/** Goes somewhere in the current tab, as an action would. */
const goTo = async (run: BrowserRun, url: string): Promise<void> => {
  await run.within("Going there", 10_000, (signal) => run.page.goto(url, { signal }));
};

describe("within", () => {
  test("gives what the work gives, and its error as a `BrowserError`", async () => {
    const { origin } = await servePages({ "/": "<title>Hello</title>" });
    const run = await openRun({
      locale: "de-DE",
      timezone: "Asia/Tokyo",
      viewport: { width: 640, height: 480 },
    });
    await goTo(run, origin);
    expect(await run.within("Reading", 5000, () => run.page.title())).toBe("Hello");
    const view = await run.page.evaluate(
      "[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone, innerWidth, innerHeight]",
    );
    expect(view).toEqual(["de-DE", "Asia/Tokyo", 640, 480]);
    await expect(run.within("Looking", 5000, () => run.page.evaluate("nothing.there"))).rejects.toMatchObject(
      {
        reason: "browser_failed",
        message: expect.stringContaining("nothing is not defined"),
      },
    );
    expect(run.traffic.requests).toBeGreaterThan(0);
  });

  test("rejects with `timeout` for work without an end, and with `page_unresponsive` when the page hangs", async () => {
    const { origin } = await servePages({ "/": "<p>Hello" });
    const run = await openRun();
    await goTo(run, origin);
    await expect(
      run.within("Waiting", 1200, () => run.page.evaluate("new Promise(() => {})")),
    ).rejects.toMatchObject({
      reason: "timeout",
      message: expect.stringContaining("Waiting took longer than 1200 ms"),
    });
    await run.page.evaluate("setTimeout(() => { while (true) {} }), 0");
    await expect(run.within("Reading", 1200, () => run.page.title())).rejects.toMatchObject({
      reason: "page_unresponsive",
    });
    await run.close();
    expect(run.signal.aborted).toBe(true);
  });

  test("rejects with the caller's reason at once when the caller stops, whatever the page does", async () => {
    const { origin } = await servePages({ "/": "<p>Hello" });
    const controller = new AbortController();
    const run = await openRun({ signal: controller.signal });
    await goTo(run, origin);
    const reason = new Error("enough");
    const waiting = run.within("Waiting", 60_000, () => run.page.evaluate("new Promise(() => {})"));
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(run.within("Reading", 1000, () => run.page.title())).rejects.toBe(reason);
    await run.close();
  });
});

describe("servers that do not do their part", () => {
  test("an endless body and no answer at all end with the deadline", async () => {
    const { origin } = await servePages({
      "/endless": (_, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        response.write("<p>more</p>".repeat(1000));
      },
      "/silent": () => {},
    });
    const run = await openRun();
    for (const [path, timeoutMs] of [
      ["/endless", 400],
      ["/silent", 1200],
    ] as const) {
      await expect(
        run.within("Going there", timeoutMs, (signal) => run.page.goto(origin + path, { signal })),
      ).rejects.toMatchObject({ reason: "timeout" });
    }
    await goTo(run, "about:blank");
  });

  test("a certificate that nobody trusts is `tls_error`, nobody listening `unreachable`", async () => {
    const server = createServer(selfSigned, (_, response) => response.end("<p>Hello"));
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const run = await openRun();
    await expect(goTo(run, `https://127.0.0.1:${port}/`)).rejects.toMatchObject({ reason: "tls_error" });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(goTo(run, `https://127.0.0.1:${port}/`)).rejects.toMatchObject({ reason: "unreachable" });
  });

  test("what keeps sending ends with the byte limit", async () => {
    const { origin } = await servePages({
      "/": (_, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const send = (): void => {
          while (response.write("x".repeat(100_000)));
        };
        response.on("drain", send);
        send();
      },
    });
    const run = await openRun();
    await expect(goTo(run, origin)).rejects.toMatchObject({ reason: "limit_exceeded" });
    expect(run.traffic.bytes).toBeLessThan(6_000_000);
  });
});

test("nothing that a run stores is seen by the next one", async () => {
  const challenges: (string | undefined)[] = [];
  const { origin, requests } = await servePages({
    "/": "<title>x</title>",
    "/cached": (_, response) => {
      response
        .writeHead(200, { "cache-control": "max-age=3600", "content-type": "text/html" })
        .end("<title>c</title>");
    },
    "/private": (request, response) => {
      challenges.push(request.headers.authorization);
      const isKnown = request.headers.authorization !== undefined;
      response.writeHead(isKnown ? 200 : 401, { "www-authenticate": 'Basic realm="x"' }).end("x");
    },
  });
  const host = new URL(origin).host;
  const store = `document.cookie = "a=1"; localStorage.a = 1; sessionStorage.a = 1;
    new Promise((resolve) => { const r = indexedDB.open("a"); r.onsuccess = () => resolve(caches.open("a").then(() => 1)); })`;
  const read = `Promise.all([indexedDB.databases(), caches.keys()]).then(([databases, keys]) =>
    [document.cookie, localStorage.a, sessionStorage.a, databases.length, keys.length])`;
  const first = await openRun();
  await goTo(first, `${origin}/cached`);
  await goTo(first, `http://name:word@${host}/private`);
  await first.page.evaluate(store);
  await first.close();
  const second = await openRun();
  await goTo(second, `${origin}/cached`);
  expect(await second.page.evaluate(read)).toEqual(["", undefined, undefined, 0, 0]);
  // Nobody is asked for a name and a password: some browsers show the refusal, others nothing.
  await goTo(second, `${origin}/private`).catch(() => {});
  expect(challenges.some((header) => header !== undefined)).toBe(true);
  expect(challenges.at(-1)).toBeUndefined();
  expect(requests.filter((request) => request === "GET /cached")).toHaveLength(2);
});

test("`openTestRun` keeps to a policy that names origins", () => {
  const url = new URL("http://127.0.0.1:1234/");
  expect(checkTestPolicy().allows(url)).toBe(true);
  expect(checkTestPolicy({ allow: [] }).allows(url)).toBe(false);
});
