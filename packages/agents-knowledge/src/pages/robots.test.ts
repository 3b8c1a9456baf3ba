import { createManualRuntime, type ManualRuntime } from "@convoke/core/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { startWebServer, type Route } from "../../test/web-server.ts";
import { createPageReader, type PageReaderOptions } from "./create-page-reader.ts";
import { PageError } from "./page-error.ts";

const page = "<p>A page that says a thing or two.</p>";

const plain =
  (body: string, status = 200): Route =>
  (_request, response) =>
    void response.writeHead(status, { "content-type": "text/plain" }).end(body);

async function serve(robots: Route, more: Record<string, Route> = {}, options: PageReaderOptions = {}) {
  const server = await startWebServer({ "/robots.txt": robots, "/open": page, "/closed/x": page, ...more });
  const reader = createPageReader({ allowedPrivateHosts: [server.host], ...options });
  onTestFinished(() => reader.close());
  const runtime = createManualRuntime();
  const outcome = (path: string, signal = new AbortController().signal): Promise<string> =>
    reader.read(server.origin + path, { signal, runtime }).then(
      () => "read",
      (error: unknown) => (PageError.is(error) ? error.reason : String(error)),
    );
  const message = (path: string, origin = server.origin): Promise<string> =>
    reader.read(origin + path, { signal: new AbortController().signal, runtime }).then(
      () => "read",
      (error: unknown) => String((error as Error).message),
    );
  const asked = (): number => server.requests.filter((path) => path === "/robots.txt").length;
  return { outcome, message, asked, server, runtime: runtime satisfies ManualRuntime };
}

describe("`robots.txt`", () => {
  test("decides what is read, by the rules of the reader's own name before those of all", async () => {
    const rules = "User-agent: *\nDisallow: /\n\nUser-agent: convoke\nDisallow: /closed/\nAllow: /\n";
    const { outcome } = await serve(plain(rules));
    expect(await outcome("/open")).toBe("read");
    expect(await outcome("/closed/x")).toBe("robots_disallowed");
    const other = await serve(plain(rules), {}, { userAgent: "Other/1.0" });
    expect(await other.outcome("/open")).toBe("robots_disallowed");
  });

  test("is asked for where a redirect leads, too", async () => {
    const there = await startWebServer({ "/robots.txt": plain("User-agent: *\nDisallow: /"), "/": page });
    const { outcome } = await serve(
      plain(""),
      { "/away": (_request, response) => void response.writeHead(302, { location: there.origin }).end() },
      { allowedPrivateHosts: ["127.0.0.1"] },
    );
    expect(await outcome("/away")).toBe("robots_disallowed");
    expect(there.requests).toEqual(["/robots.txt"]);
  });

  test("allows everything where there is none, and nothing while it fails", async () => {
    expect(await (await serve(plain("no", 404))).outcome("/open")).toBe("read");
    expect(await (await serve(plain("no", 403))).outcome("/open")).toBe("read");
    const { outcome, asked, runtime } = await serve(plain("broken", 503));
    expect(await outcome("/open")).toBe("robots_unreachable");
    expect(await outcome("/open")).toBe("robots_unreachable");
    expect(asked()).toBe(1);
    await runtime.advance(60_000);
    await outcome("/open");
    expect(asked()).toBe(2);
  });

  test("is not asked for when it is to be ignored", async () => {
    const { outcome, asked } = await serve(plain("User-agent: *\nDisallow: /"), {}, { robots: "ignore" });
    expect([await outcome("/open"), asked()]).toEqual(["read", 0]);
  });

  test("is fetched once for reads at the same time, and again after a day", async () => {
    const { outcome, asked, runtime } = await serve(plain("User-agent: *\nDisallow: /closed/"));
    expect(await Promise.all([outcome("/open"), outcome("/open"), outcome("/closed/x")])).toEqual([
      "read",
      "read",
      "robots_disallowed",
    ]);
    await runtime.advance(86_399_999);
    await outcome("/open");
    expect(asked()).toBe(1);
    await runtime.advance(1);
    await outcome("/open");
    expect(asked()).toBe(2);
  });

  test("goes on loading for one read when another that asked for it stops", async () => {
    let answer: (() => void) | undefined;
    let arrived: () => void;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const { outcome, asked } = await serve((_request, response) => {
      answer = () => response.writeHead(200).end("User-agent: *\nDisallow: /closed/");
      arrived();
    });
    const controller = new AbortController();
    const stopped = outcome("/open", controller.signal);
    const going = outcome("/closed/x");
    await arrival;
    controller.abort("enough");
    expect(await stopped).toBe("enough");
    answer?.();
    expect([await going, asked()]).toEqual(["robots_disallowed", 1]);
  });

  test("stops loading when nobody waits for it any more", async () => {
    let isClosed: Promise<unknown> | undefined;
    let arrived: () => void;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const { outcome } = await serve((request) => {
      isClosed = new Promise((resolve) => request.socket.once("close", resolve));
      arrived();
    });
    const controller = new AbortController();
    const stopped = outcome("/open", controller.signal);
    await arrival;
    controller.abort("enough");
    expect(await stopped).toBe("enough");
    await isClosed;
  });

  test("is read up to 500 KiB, by whole lines, however long it is", async () => {
    const rule = "User-agent: *\nDisallow: /closed/\n";
    const filler = `# ${"x".repeat(97)}\n`.repeat(20_000);
    expect(await (await serve(plain(rule + filler))).outcome("/closed/x")).toBe("robots_disallowed");
    expect(await (await serve(plain(filler + rule))).outcome("/closed/x")).toBe("read");
    const before = `User-agent: *\n${"#".repeat(512_000 - 14 - 1 - "Disallow: /".length)}\nDisallow: /closed/`;
    expect(await (await serve(plain(before))).outcome("/open")).toBe("read");
  });

  test("follows redirects, never to where nothing may be read", async () => {
    const to =
      (location: string): Route =>
      (_request, response) =>
        void response.writeHead(301, { location }).end();
    const moved = await serve(to("/moved"), { "/moved": plain("User-agent: *\nDisallow: /") });
    expect(await moved.outcome("/open")).toBe("robots_disallowed");
    expect(await (await serve(to("/robots.txt"))).outcome("/open")).toBe("read");
    expect(await (await serve(to("http://169.254.169.254/"))).outcome("/open")).toBe("private_address");
  });

  test("is told of once, and plainly, where it cannot be read", async () => {
    const { server, message } = await serve((_request, response) => {
      response.writeHead(301, { location: "http://169.254.169.254/rules" }).end();
    });
    expect(await message("/open")).toBe(
      `${server.origin}/open cannot be read: its robots.txt could not be read: it leads to ` +
        "http://169.254.169.254/rules; 169.254.169.254 is no public address. " +
        'To read it all the same, put "169.254.169.254" into allowedPrivateHosts.',
    );
    expect(await message("/open", "http://169.254.169.254")).toMatch(
      /^http:\/\/169\.254\.169\.254\/open cannot be read: 169\.254\.169\.254 is no public address\./,
    );
    const broken = await serve((request) => void request.socket.destroy());
    const text = await broken.message("/open");
    expect(text.match(/cannot be read/g)).toHaveLength(1);
    expect(text).toContain("its robots.txt could not be read: ");
  });

  test.each([
    ["/%6Fpen", "/open"],
    ["/open", "/op%65n"],
    ["/%6f%70*", "/%6Fpen"],
    ["/a%2Fb", "/a%2fb"],
  ])("forbids by %j what is asked for as %j", async (rule, path) => {
    const { outcome } = await serve(plain(`User-agent: *\nDisallow: ${rule}`), { [path]: page });
    expect(await outcome(path)).toBe("robots_disallowed");
  });

  test("keeps reserved characters apart from their encodings", async () => {
    const { outcome } = await serve(plain("User-agent: *\nDisallow: /a%2Fb"), { "/a/b": page });
    expect(await outcome("/a/b")).toBe("read");
  });
});
