import { getEventListeners } from "node:events";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { startWebServer, type Route } from "../../test/web-server.ts";
import { createPageReader, type PageReaderOptions } from "./create-page-reader.ts";

/** A server that answers a page's head and then nothing, and says when it was asked and when the reader hung up. */
async function holdPage(head: boolean, options: PageReaderOptions = {}) {
  let arrived: () => void;
  let hungUp: () => void;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const end = new Promise<void>((resolve) => (hungUp = resolve));
  const route: Route = (request, response) => {
    request.socket.once("close", () => hungUp());
    if (head) response.writeHead(200, { "content-type": "text/plain" }).write("slow");
    arrived();
  };
  const server = await startWebServer({ "/slow": route });
  const reader = createPageReader({ allowedPrivateHosts: [server.host], robots: "ignore", ...options });
  onTestFinished(() => reader.close());
  return { reader, url: `${server.origin}/slow`, arrival, end };
}

describe("`createPageReader` ends", () => {
  test.each([true, false])("a slow page at its limit of time (head sent: %s)", async (head) => {
    const { reader, url, arrival, end } = await holdPage(head);
    const runtime = createManualRuntime();
    const reading = reader.read(url, { signal: new AbortController().signal, runtime });
    const error = reading.catch((thrown: unknown) => thrown);
    await arrival;
    await runtime.advance(19_999);
    expect(runtime.pendingTimers).toBe(1);
    await runtime.advance(1);
    expect(await error).toMatchObject({
      reason: "timeout",
      code: ErrorCode.TIMEOUT,
      message: `${url} cannot be read: it took longer than pages.timeoutMs allows (20000 ms).`,
    });
    await end;
    expect(runtime.pendingTimers).toBe(0);
  });

  test.each([true, false])("a page with the signal's own reason (head sent: %s)", async (head) => {
    const { reader, url, arrival, end } = await holdPage(head);
    const runtime = createManualRuntime();
    const controller = new AbortController();
    const reason = new Error("enough");
    const error = reader.read(url, { signal: controller.signal, runtime }).catch((thrown: unknown) => thrown);
    await arrival;
    controller.abort(reason);
    expect(await error).toBe(reason);
    await end;
    expect([runtime.pendingTimers, getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
  });

  test("at once for a signal that is aborted already", async () => {
    const { reader, url } = await holdPage(true);
    const context = { signal: AbortSignal.abort("gone"), runtime: createManualRuntime() };
    await expect(reader.read(url, context)).rejects.toBe("gone");
    await expect(reader.read("no address", context)).rejects.toBe("gone");
  });

  test("reads under way and later ones when it is closed, however often", async () => {
    const { reader, url, arrival, end } = await holdPage(true);
    const context = { signal: new AbortController().signal, runtime: createManualRuntime() };
    const error = reader.read(url, context).catch((thrown: unknown) => thrown);
    await arrival;
    await reader.close();
    expect(await error).toMatchObject({ code: ErrorCode.CLOSED });
    await end;
    await expect(reader.read(url, context)).rejects.toMatchObject({ code: ErrorCode.CLOSED });
    await reader.close();
  });

  test("its connections when it is closed, also those that are kept for more", async () => {
    let hungUp: () => void;
    const end = new Promise<void>((resolve) => (hungUp = resolve));
    const server = await startWebServer({
      "/": (request, response) => {
        request.socket.once("close", () => hungUp());
        // Without `close` it would be kept for ten minutes.
        response.writeHead(200, { "content-type": "text/plain", "keep-alive": "timeout=600" }).end("text");
      },
    });
    const reader = createPageReader({ allowedPrivateHosts: [server.host], robots: "ignore" });
    const context = { signal: new AbortController().signal, runtime: createManualRuntime() };
    expect((await reader.read(server.origin, context)).text).toBe("text");
    await reader.close();
    await end;
  });
});

describe("`createPageReader` refuses options", () => {
  test.each<[object, string]>([
    [{ maxBytes: 0 }, "pages.maxBytes"],
    [{ maxBytes: 1.5 }, "pages.maxBytes"],
    [{ timeoutMs: Infinity }, "pages.timeoutMs"],
    [{ robots: "obey" }, "pages.robots"],
    [{ userAgent: "a\r\nx: y" }, "pages.userAgent"],
    [{ userAgent: "" }, "pages.userAgent"],
    [{ resolve: "dns" }, "pages.resolve"],
    [{ allowedPrivateHosts: "localhost" }, "pages.allowedPrivateHosts"],
    [{ allowedPrivateHosts: ["http://localhost/"] }, "pages.allowedPrivateHosts"],
    [{ allowedPrivateHosts: ["a b"] }, "pages.allowedPrivateHosts"],
    [{ allowedPrivateHosts: [7] }, "pages.allowedPrivateHosts"],
    [{ timeout: 5 }, "pages.timeout"],
  ])("%j", (options, option) => {
    let thrown: unknown;
    try {
      createPageReader(options as PageReaderOptions);
    } catch (error) {
      thrown = error;
    }
    expect(OrchestrationError.is(thrown) && [thrown.code, thrown.details.option]).toEqual([
      ErrorCode.INVALID_ARGUMENT,
      option,
    ]);
  });
});
