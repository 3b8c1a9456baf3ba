import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { createManualRuntime } from "@convoke/core/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { startWebServer, type Route } from "../../test/web-server.ts";
import { createPageReader } from "./create-page-reader.ts";
import { PageError } from "./page-error.ts";
import type { Page } from "./page-reader.ts";

const article =
  "<main><p>A queue keeps jobs in the order in which they came, until somebody takes them.</p></main>";

const send =
  (type: string, body: string | Uint8Array, headers: Record<string, string>): Route =>
  (_request, response) =>
    void response.writeHead(200, { "content-type": type, ...headers }).end(body);

async function serve(routes: Record<string, Route>) {
  const server = await startWebServer(routes);
  const reader = createPageReader({ allowedPrivateHosts: [server.host] });
  onTestFinished(() => reader.close());
  const read = (path: string): Promise<Page> =>
    reader.read(server.origin + path, {
      signal: new AbortController().signal,
      runtime: createManualRuntime(),
    });
  const refusal = async (path: string): Promise<PageError> => {
    const error: unknown = await read(path).then(
      () => new Error("it was read"),
      (thrown: unknown) => thrown,
    );
    if (PageError.is(error)) return error;
    throw error;
  };
  return { read, refusal };
}

describe("`decodeBody` makes `createPageReader` refuse", () => {
  test.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["br", brotliCompressSync],
  ] as const)("a body packed by %s that ends early, whatever its length says", async (coding, pack) => {
    const packed = pack(Buffer.from(article.repeat(20)));
    const routes: Record<string, Route> = {
      "/whole": send("text/html", packed, { "content-encoding": coding }),
    };
    for (const [at, length] of [1, packed.length >> 1, packed.length - 1].entries()) {
      routes[`/${at}`] = send("text/html", packed.subarray(0, length), {
        "content-encoding": coding,
        "content-length": String(length),
      });
    }
    const { read, refusal } = await serve(routes);
    expect((await read("/whole")).text).toContain("A queue keeps jobs");
    for (const at of [0, 1, 2]) {
      const error = await refusal(`/${at}`);
      expect([error.reason, error.problem]).toEqual(["unreachable", "its packed body ended early."]);
    }
  });

  test("a body that is packed more often than anybody does, and one that is not packed as it says", async () => {
    const { read, refusal } = await serve({
      "/often": send("text/html", article, { "content-encoding": Array(6).fill("gzip").join(", ") }),
      "/not": send("text/html", article, { "content-encoding": "gzip" }),
      "/unknown": send("text/html", article, { "content-encoding": "dance" }),
      "/twice": send("text/html", gzipSync(gzipSync(article)), { "content-encoding": "gzip, x-gzip" }),
    });
    for (const path of ["/often", "/not"]) {
      expect((await refusal(path)).reason, path).toBe("unreachable");
    }
    for (const path of ["/unknown", "/twice"]) {
      expect((await read(path)).text, path).toContain("A queue keeps jobs");
    }
  });
});
