import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ErrorCode } from "@convoke/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listBrowsers } from "../test/support/browser-processes.ts";
import type { ActionContext } from "./actions/action-context.ts";
import { runAction } from "./actions/run-action.ts";
import { type Browser, createBrowser } from "./browser.ts";
import type { BrowserErrorReason } from "./errors/browser-error.ts";

// One browser for all tests: it starts with the first, and its last one proves that nothing is left.

const pages: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  "/": (_, response) => response.setHeader("content-type", "text/html").end("<title>Home</title><p>Hello"),
  "/silent": () => {},
  "/out": (_, response) => response.writeHead(302, { location: "http://127.0.0.1:9/" }).end(),
  "/none": (_, response) => response.writeHead(404, { "content-type": "text/html" }).end("none"),
  "/large": (_, response) => response.end("x".repeat(3_000_000)),
};
const server = createServer((request, response) => {
  const page = pages[request.url ?? ""];
  if (page) page(request, response);
  else response.writeHead(404).end();
});
const enough = new Error("enough");
let origin = "";
/** Where nobody listens. */
let deserted = "";
let temporary = "";
const usualTemporary = process.env["TMPDIR"];
let browser: Browser;

const listen = async (listener: Server): Promise<string> => {
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), "convoke-browser-test-"));
  process.env["TMPDIR"] = temporary;
  origin = await listen(server);
  const shortLived = createServer();
  deserted = await listen(shortLived);
  await new Promise((resolve) => shortLived.close(resolve));
  browser = createBrowser({
    policy: { allow: [], allowPrivate: [origin, deserted], maxBytes: 2_000_000 },
    maxRuns: 1,
  });
});

afterAll(async () => {
  await browser.close();
  server.close();
  server.closeAllConnections();
  if (usualTemporary === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usualTemporary;
  rmSync(temporary, { recursive: true, force: true });
});

const goTo = (context: ActionContext, url: string) => runAction({ action: "goto", url }, context);

const listDownloadFolders = (): readonly string[] =>
  readdirSync(temporary).filter((name) => name.startsWith("convoke-downloads-"));

describe("`createBrowser` refuses", () => {
  test.each([
    [{ polcy: {} }, 'unknown option "polcy", did you mean policy?'],
    [[], "its options are no object"],
    [{ actionTimeoutMs: 0 }, "actionTimeoutMs is 0"],
    [{ maxRuns: 0 }, "maxRuns is 0"],
    [{ browser: { chanel: "chrome" } }, 'no option "chanel"'],
    [{ policy: { allow: ["*"] } }, "policy.allow[0]"],
  ])("%j", (setup, problem) => {
    expect(() => createBrowser(setup as object)).toThrow(
      expect.objectContaining({
        code: ErrorCode.INVALID_ARGUMENT,
        message: expect.stringContaining(problem),
      }),
    );
  });
});

describe("`use`", () => {
  test("hands out a fresh run and what the work gives, and closes the run", async () => {
    const seen: ActionContext[] = [];
    const title = await browser.use(
      async (context) => {
        seen.push(context);
        await goTo(context, origin);
        return context.run.page.title();
      },
      { timeoutMs: 7000 },
    );
    expect(title).toBe("Home");
    expect(seen[0]?.timeoutMs).toBe(7000);
    expect(seen[0]?.run.signal.aborted).toBe(true);
    expect(seen[0]?.run.context.pages()).toEqual([]);
  });

  test("rejects with what the work rejects with or throws, and refuses options that cannot be meant", async () => {
    const work = (): never => {
      throw enough;
    };
    await expect(browser.use(work)).rejects.toBe(enough);
    await expect(browser.use(work, { timeout: 1 } as object)).rejects.toMatchObject({
      code: ErrorCode.INVALID_ARGUMENT,
      message: expect.stringContaining("timeout"),
    });
    await expect(browser.use(work, { timeoutMs: 1.5 })).rejects.toMatchObject({
      code: ErrorCode.INVALID_ARGUMENT,
    });
  });

  test("says why an address could not be gone to", async () => {
    const reasons = await browser.use(async (context) => {
      const found: [string, BrowserErrorReason | undefined][] = [];
      const addresses = [
        "/none",
        "/out",
        "http://127.0.0.1:9/",
        `${deserted}/`,
        "file:///etc/passwd",
        "/large",
      ];
      for (const address of addresses) {
        const url = address.startsWith("/") ? origin + address : address;
        const error = await goTo(context, url).then(
          () => undefined,
          (failure: { readonly reason?: BrowserErrorReason }) => failure.reason,
        );
        found.push([address, error]);
      }
      return found;
    });
    expect(reasons).toEqual([
      ["/none", "http_error"],
      // The proxy's answer to the second hop, not the server's.
      ["/out", "outside_policy"],
      ["http://127.0.0.1:9/", "outside_policy"],
      [`${deserted}/`, "unreachable"],
      ["file:///etc/passwd", "invalid_address"],
      ["/large", "limit_exceeded"],
    ]);
  });

  test("rejects with the signal's reason at every phase, and leaves nothing", async () => {
    const stopped = AbortSignal.abort(enough);
    await expect(browser.use(() => Promise.resolve(), { signal: stopped })).rejects.toBe(enough);

    const phases: Readonly<Record<string, (context: ActionContext) => Promise<unknown>>> = {
      "work that does not look": () => new Promise(() => {}),
      "a navigation": (context) => goTo(context, `${origin}/silent`),
      "an evaluation": ({ run }) =>
        run.within("it", 20_000, () => run.page.evaluate("new Promise(() => {})")),
      "an observation": ({ observer }) => observer.observe(),
    };
    for (const [name, phase] of Object.entries(phases)) {
      const controller = new AbortController();
      let seen: ActionContext | undefined;
      const using = browser.use(
        (context) => {
          seen = context;
          const work = phase(context);
          queueMicrotask(() => controller.abort(enough));
          return work;
        },
        { signal: controller.signal },
      );
      expect([name, await using.catch((error: unknown) => error)]).toEqual([name, enough]);
      expect(seen?.run.signal.aborted).toBe(true);
      expect(seen?.run.context.pages()).toEqual([]);
    }

    // While it waits in line, and while its context opens.
    await browser.use(async () => {
      const controller = new AbortController();
      const waiting = browser.use(() => Promise.resolve("not this one"), { signal: controller.signal });
      controller.abort(enough);
      await expect(waiting).rejects.toBe(enough);
    });
    const controller = new AbortController();
    const opening = browser.use(() => Promise.resolve("in time"), { signal: controller.signal });
    queueMicrotask(() => controller.abort(enough));
    await expect(opening).rejects.toBe(enough);
    // The only place is free again.
    expect(await browser.use(() => Promise.resolve("next"))).toBe("next");
    expect(listBrowsers()).toHaveLength(1);
    expect(listDownloadFolders()).toEqual([]);
  });

  test("rejects when the browser is closed, and leaves no process", async () => {
    const waiting = browser.use(
      ({ run }) => (void browser.close(), run.within("it", 20_000, () => new Promise(() => {}))),
    );
    await expect(waiting).rejects.toMatchObject({ reason: "browser_failed" });
    await browser.close();
    await expect(browser.use(() => Promise.resolve())).rejects.toMatchObject({ reason: "browser_failed" });
    expect(listBrowsers()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
