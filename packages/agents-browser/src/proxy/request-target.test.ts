import type { IncomingMessage } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readRequestTarget, readTunnelTarget } from "./request-target.ts";
import { Refusal } from "./refusal.ts";

const asRequest = (url: string, ...rawHeaders: string[]): IncomingMessage => {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers[rawHeaders[index]!.toLowerCase()] = rawHeaders[index + 1]!;
  }
  return { url, rawHeaders, headers } as unknown as IncomingMessage;
};

test("`readRequestTarget` reads an absolute address whose `Host` says the same", () => {
  expect(readRequestTarget(asRequest("http://Example.org:80/a?b", "Host", "example.org")).href).toBe(
    "http://example.org/a?b",
  );
  expect(readRequestTarget(asRequest("http://127.1:81/", "host", "127.0.0.1:81")).href).toBe(
    "http://127.0.0.1:81/",
  );
});

test.each([
  ["/", "Host", "example.org"],
  ["https://example.org/", "Host", "example.org"],
  ["ftp://example.org/", "Host", "example.org"],
  ["http://example.org/"],
  ["http://example.org/", "Host", ""],
  ["http://example.org/", "Host", "other.example"],
  ["http://example.org/", "Host", "example.org:81"],
  ["http://example.org:81/", "Host", "example.org"],
  ["http://example.org/", "Host", "example.org/path"],
  ["http://example.org/", "Host", "a@example.org"],
  ["http://example.org/", "Host", "example.org", "host", "example.org"],
  ["http://user@example.org/", "Host", "example.org"],
  ["http://example.org/", "Host", "example.org", "Upgrade", "websocket"],
  ["http://example.org/", "Host", "example.org", "Transfer-Encoding", "gzip, chunked"],
  ["http://example.org/", "Host", "example.org", "Transfer-Encoding", "chunked", "Content-Length", "3"],
])("`readRequestTarget` refuses %s with %j, %j, %j, %j", (url, ...headers) => {
  expect(() =>
    readRequestTarget(asRequest(url, ...headers.filter((header) => header !== undefined))),
  ).toThrow(Refusal);
});

test("`readTunnelTarget` reads a host and a port", () => {
  const { authority, port, urls } = readTunnelTarget(asRequest("Example.org:443", "Host", "example.org:443"));
  expect([authority, port, urls.https.href, urls.http.href]).toEqual([
    "example.org:443",
    443,
    "https://example.org/",
    "http://example.org:443/",
  ]);
  expect(readTunnelTarget(asRequest("[::1]:80", "Host", "[::1]:80")).authority).toBe("[::1]:80");
  expect(readTunnelTarget(asRequest("0x7f.1:80", "Host", "127.0.0.1:80")).authority).toBe("127.0.0.1:80");
});

test.each([
  ["example.org", "example.org"],
  ["example.org:0", "example.org:0"],
  ["example.org:65536", "example.org:65536"],
  ["example.org:443/", "example.org:443"],
  ["a@example.org:443", "example.org:443"],
  ["http://example.org:443", "example.org:443"],
  ["example.org:443", "other.example:443"],
  ["example.org:443", "example.org:444"],
  [":443", ":443"],
])("`readTunnelTarget` refuses %s with the host %s", (url, host) => {
  expect(() => readTunnelTarget(asRequest(url, "Host", host))).toThrow(Refusal);
});

test("either refuses any text, or reads what a browser would", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
      for (const read of [readRequestTarget, readTunnelTarget]) {
        for (const url of [text, `http://${text}`, `${text}:443`]) {
          try {
            read(asRequest(url, "Host", text));
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});
