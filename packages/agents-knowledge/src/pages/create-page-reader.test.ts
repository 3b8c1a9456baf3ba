import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type ErrorCode, OrchestrationError } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { PDFDocument } from "pdf-lib";
import { describe, expect, onTestFinished, test } from "vitest";
import { startWebServer, type Route, type WebServer } from "../../test/web-server.ts";
import { createPageReader, type PageReaderOptions } from "./create-page-reader.ts";
import { PageError, type PageErrorReason } from "./page-error.ts";
import type { Page } from "./page-reader.ts";

const article = `<!doctype html><title>On queues</title><nav>Home | Shop</nav><main><h1>On queues</h1>
<p>A queue keeps jobs in the order in which they came, until somebody takes them.</p></main>`;

function read(
  url: string,
  options: PageReaderOptions = {},
  signal = new AbortController().signal,
): Promise<Page> {
  const reader = createPageReader(options);
  onTestFinished(() => reader.close());
  return reader.read(url, { signal, runtime: createManualRuntime() });
}

async function serve(
  routes: Record<string, Route>,
): Promise<{ server: WebServer; options: PageReaderOptions }> {
  const server = await startWebServer(routes);
  return { server, options: { allowedPrivateHosts: [server.host] } };
}

async function refusal(reading: Promise<unknown>): Promise<PageError> {
  const error: unknown = await reading.then(
    () => new Error("it was read"),
    (thrown: unknown) => thrown,
  );
  if (PageError.is(error)) return error;
  throw error;
}

const send =
  (type: string, body: string | Uint8Array, headers: Record<string, string> = {}): Route =>
  (_request, response) =>
    void response.writeHead(200, { "content-type": type, ...headers }).end(body);

const redirect =
  (location: string, status = 302): Route =>
  (_request, response) =>
    void response.writeHead(status, { location }).end("moved");

describe("`createPageReader` reads", () => {
  test("a page of HTML as Markdown, with title, address and hash, under an honest name", async () => {
    let agent: string | undefined;
    const { server, options } = await serve({
      "/queues": (request, response) => {
        agent = request.headers["user-agent"];
        response.writeHead(200, { "content-type": "text/html" }).end(article);
      },
    });
    const page = await read(`${server.origin}/queues#part`, options);
    expect(page).toEqual({
      url: `${server.origin}/queues`,
      title: "On queues",
      format: "html",
      text: expect.stringContaining("A queue keeps jobs in the order in which they came"),
      contentHash: createHash("sha256").update(page.text).digest("hex"),
    });
    expect(page.text).not.toContain("Shop");
    expect(agent).toMatch(/^Convoke\/\d/);
  });

  test("Markdown, text and JSON as they are", async () => {
    const { server, options } = await serve({
      "/a.md": send("text/plain", "# Title\n\nText"),
      "/b.txt": send("text/plain", "<html> is a word here"),
      "/c": send("application/json", '{"a":1}'),
      "/d": send("text/markdown", "no title"),
    });
    expect(await read(`${server.origin}/a.md`, options)).toMatchObject({
      title: "Title",
      format: "markdown",
    });
    expect(await read(`${server.origin}/b.txt`, options)).toMatchObject({ title: "b.txt", format: "text" });
    expect(await read(`${server.origin}/c`, options)).toMatchObject({ text: '{"a":1}', format: "text" });
    expect(await read(`${server.origin}/d`, options)).toMatchObject({ title: "d", format: "markdown" });
  });

  test("a PDF with the starts of its pages", async () => {
    const pdf = await PDFDocument.create();
    for (const text of ["First page", "Second page"]) pdf.addPage().drawText(text);
    const { server, options } = await serve({ "/x.pdf": send("application/pdf", await pdf.save()) });
    const { text, pageStarts = [], format } = await read(`${server.origin}/x.pdf`, options);
    expect([format, text.slice(pageStarts[0], pageStarts[1]).trim(), text.slice(pageStarts[1])]).toEqual([
      "pdf",
      "First page",
      "Second page",
    ]);
  });

  test("compressed pages and charsets of the header", async () => {
    const { server, options } = await serve({
      "/gzip": send("text/html", gzipSync(article), { "content-encoding": "gzip" }),
      "/latin": send("text/plain; charset=windows-1252", Buffer.from("caf\u00e9 \u0080 5", "latin1")),
    });
    expect((await read(`${server.origin}/gzip`, options)).text).toContain("A queue keeps jobs");
    expect((await read(`${server.origin}/latin`, options)).text).toBe("café € 5");
  });

  test("where five redirects lead", async () => {
    const { server, options } = await serve({
      "/1": redirect("/2", 301),
      "/2": redirect("3", 302),
      "/3": redirect("/4", 303),
      "/4": redirect("/5", 307),
      "/5": redirect("/queues", 308),
      "/queues": article,
    });
    expect((await read(`${server.origin}/1`, options)).url).toBe(`${server.origin}/queues`);
  });
});

describe("`createPageReader` refuses", () => {
  test.each<[string, PageErrorReason, ErrorCode]>([
    ["file:///etc/passwd", "invalid_address", "invalid_input"],
    ["ftp://example.org/x", "invalid_address", "invalid_input"],
    ["no address", "invalid_address", "invalid_input"],
    [`https://example.org/${"x".repeat(2_100)}`, "invalid_address", "invalid_input"],
    ["http://localhost:8080/", "private_address", "invalid_input"],
    ["http://127.0.0.1:9/", "private_address", "invalid_input"],
    ["http://2130706433/", "private_address", "invalid_input"],
    ["http://0x7f.1/", "private_address", "invalid_input"],
    ["http://0177.0.0.1/", "private_address", "invalid_input"],
    ["http://[::1]/", "private_address", "invalid_input"],
    ["http://[::ffff:127.0.0.1]/", "private_address", "invalid_input"],
    ["http://[64:ff9b::7f00:1]/", "private_address", "invalid_input"],
    ["http://[2002:7f00:1::]/", "private_address", "invalid_input"],
    ["http://[fe80::1]/", "private_address", "invalid_input"],
    ["http://169.254.169.254/latest/meta-data/", "private_address", "invalid_input"],
    ["http://10.0.0.1/", "private_address", "invalid_input"],
    ["http://100.100.100.200/", "private_address", "invalid_input"],
    ["http://0.0.0.0/", "private_address", "invalid_input"],
  ])("%s as %s", async (url, reason, code) => {
    const error = await refusal(read(url));
    expect([error.reason, error.code]).toEqual([reason, code]);
    expect(OrchestrationError.is(error)).toBe(true);
    expect(error.details).toMatchObject({ reason, url: error.url });
  });

  test("a user name or password in the address, without repeating them", async () => {
    const error = await refusal(read("https://user:geheim@example.org/x"));
    expect(error.reason).toBe("invalid_address");
    expect(JSON.stringify([error.message, error.details])).not.toMatch(/user:|geheim/);
  });

  test("a name that resolves to a private address, before it is connected to", async () => {
    const { server } = await serve({ "/": article });
    const answers = [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::ffff:127.0.0.1"], ["fd00:ec2::254"]];
    for (const addresses of answers) {
      const url = `http://public.example:${server.port}/`;
      const error = await refusal(read(url, { resolve: () => Promise.resolve(addresses), robots: "ignore" }));
      expect(error.reason, String(addresses)).toBe("private_address");
    }
    expect(server.requests).toEqual([]);
  });

  test("a name only where it is not allowed, and reads it where it is", async () => {
    const { server } = await serve({ "/": article });
    const options = {
      resolve: () => Promise.resolve(["127.0.0.1"]),
      allowedPrivateHosts: ["inside.example"],
    };
    const url = `http://inside.example:${server.port}/`;
    expect((await read(url, options)).title).toBe("On queues");
    const other = await refusal(read(`http://other.example:${server.port}/`, options));
    expect(other.reason).toBe("private_address");
  });

  test("a redirect to another private host, whatever the first one may", async () => {
    const { server: other } = await serve({ "/": article });
    const targets = [`${other.origin}/`, "http://169.254.169.254/", "http://[::1]/", "//10.1.2.3/"];
    const routes = Object.fromEntries(targets.map((target, index) => [`/${index}`, redirect(target)]));
    const { server, options } = await serve(routes);
    for (const index of targets.keys()) {
      expect((await refusal(read(`${server.origin}/${index}`, options))).reason).toBe("private_address");
    }
    expect((await refusal(read(`${server.origin}/0`, options))).url).toBe(`${other.origin}/`);
    expect(other.requests).toEqual([]);
  });

  test("a redirect to another protocol", async () => {
    const { server, options } = await serve({
      "/": redirect("file:///etc/passwd"),
      "/d": redirect("data:,x"),
    });
    expect((await refusal(read(`${server.origin}/`, options))).reason).toBe("invalid_address");
    expect((await refusal(read(`${server.origin}/d`, options))).reason).toBe("invalid_address");
  });

  test("a sixth redirect, and one in a circle", async () => {
    const chain = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((step) => [`/${step}`, redirect(`/${step + 1}`)]),
    );
    const { server, options } = await serve({
      ...chain,
      "/7": article,
      "/a": redirect("/b"),
      "/b": redirect("/a"),
    });
    expect((await refusal(read(`${server.origin}/1`, options))).reason).toBe("too_many_redirects");
    expect((await refusal(read(`${server.origin}/a`, options))).message).toMatch(/lead back/);
    expect(server.requests.filter((path) => path === "/a")).toHaveLength(1);
  });

  test("statuses other than success, with the status", async () => {
    const { server, options } = await serve({
      "/500": (_request, response) => void response.writeHead(500).end("broken"),
      "/304": (_request, response) => void response.writeHead(302).end("nowhere"),
    });
    expect(await refusal(read(`${server.origin}/none`, options))).toMatchObject({
      reason: "http_error",
      status: 404,
      code: "agent_failed",
      details: { url: `${server.origin}/none`, reason: "http_error", status: 404 },
    });
    expect((await refusal(read(`${server.origin}/500`, options))).status).toBe(500);
    expect((await refusal(read(`${server.origin}/304`, options))).status).toBe(302);
  });

  test("other types before their bodies are read", async () => {
    let isClosed: Promise<unknown> | undefined;
    const { server, options } = await serve({
      "/image": (request, response) => {
        isClosed = new Promise((resolve) => request.socket.once("close", resolve));
        response.writeHead(200, { "content-type": "image/png" }).write("endless");
      },
    });
    const error = await refusal(read(`${server.origin}/image`, options));
    expect([error.reason, error.message]).toEqual(["unsupported_type", expect.stringContaining("image/png")]);
    await isClosed;
  });

  test("bodies that are too large: announced, endless, or packed small", async () => {
    let isClosed: Promise<unknown> | undefined;
    const { server, options } = await serve({
      "/announced": (_request, response) =>
        void response
          .writeHead(200, { "content-type": "text/plain", "content-length": "20000000" })
          .write("x"),
      "/endless": (request, response) => {
        isClosed = new Promise((resolve) => request.socket.once("close", resolve));
        response.writeHead(200, { "content-type": "text/plain" });
        const more = (): void => {
          while (!response.destroyed && response.write("x".repeat(10_000)));
        };
        response.on("drain", more);
        more();
      },
      "/bomb": send("text/html", gzipSync(Buffer.alloc(50_000_000, "a")), { "content-encoding": "gzip" }),
    });
    for (const path of ["/announced", "/endless", "/bomb"]) {
      const error = await refusal(read(server.origin + path, { ...options, maxBytes: 1_000_000 }));
      expect(error.reason, path).toBe("too_large");
      expect(error.message).toMatch(/more.* than pages\.maxBytes allows \(1000000\)\.$/);
    }
    await isClosed;
  });

  test("what nobody answers, what breaks off, and what cannot be read", async () => {
    const { server, options } = await serve({
      "/cut": (_request, response) => {
        response.writeHead(200, { "content-type": "text/plain", "content-length": "100" }).write("half");
        response.write("more", () => response.destroy());
      },
      "/pdf": send("application/pdf", "%PDF-1.7 broken"),
      "/blank": send("text/html", "<p> </p>"),
      "/binary": send("text/plain", new Uint8Array([1, 0, 2])),
    });
    expect((await refusal(read(`${server.origin}/cut`, options))).reason).toBe("unreachable");
    for (const path of ["/pdf", "/blank", "/binary"]) {
      expect((await refusal(read(server.origin + path, options))).reason, path).toBe("unreadable");
    }
    const closed = { allowedPrivateHosts: ["127.0.0.1:1"] };
    expect((await refusal(read("http://127.0.0.1:1/", closed))).reason).toBe("unreachable");
    const unknown = { resolve: () => Promise.reject(new Error("no such name")), robots: "ignore" as const };
    expect((await refusal(read("http://nowhere.example/", unknown))).reason).toBe("unreachable");
  });
});
