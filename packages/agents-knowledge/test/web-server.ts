import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A server of pages on 127.0.0.1. */
export interface WebServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly port: number;
  /** Paths that were asked for, in order. */
  readonly requests: string[];
}

/** What a path answers: text of HTML, or a handler of its own. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** Serves the routes until the test ends; other paths answer 404. */
export async function startWebServer(routes: Readonly<Record<string, Route>>): Promise<WebServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(path);
    const route = routes[path];
    if (typeof route === "function") route(request, response);
    else if (route === undefined) response.writeHead(404).end("nothing here");
    else response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(route);
  });
  // Connections end when a test says so, not by themselves.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return { origin: `http://${host}`, host, port, requests };
}
