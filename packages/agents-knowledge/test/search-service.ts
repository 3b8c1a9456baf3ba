import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { onTestFinished } from "vitest";

/** What a service was asked. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A service on the loopback interface. */
export interface SearchService {
  readonly url: string;
  /** In the order of their arrival. */
  readonly requests: ReceivedRequest[];
  /** Resolves when so many have arrived in all. */
  received(count: number): Promise<void>;
}

type Answer = (response: ServerResponse, request: ReceivedRequest, number: number) => void;

/** Starts a service that answers as it is told; it ends with the test. */
export async function startService(answer: Answer): Promise<SearchService> {
  const requests: ReceivedRequest[] = [];
  const watchers = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://service");
      const received = {
        method: request.method ?? "",
        path: url.pathname,
        parameters: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      requests.push(received);
      for (const watch of watchers) watch();
      answer(response, received, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    received: (count) =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (requests.length < count) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
  };
}

/** An address where nobody listens any more. */
export async function findDesertedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** Answers with JSON. */
export function answerJson(value: unknown, { status = 200, headers = {} } = {}): Answer {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof value === "string" ? value : JSON.stringify(value));
  };
}

/** A service's real answer, shortened. */
export function readRecorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../src/providers/recorded/${name}.json`, import.meta.url), "utf8"));
}
