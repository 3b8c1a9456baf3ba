import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Pages on 127.0.0.1. */
export interface PageServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly port: number;
  /** `GET /path`, in order. */
  readonly requests: readonly string[];
}

/** What a path answers: HTML, or a handler of its own. */
export type ServedPage = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** Serves pages by path until the test ends; the query is ignored, and other paths answer 404. */
export async function servePages(pages: Readonly<Record<string, ServedPage>>): Promise<PageServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    requests.push(`${request.method ?? ""} ${request.url ?? ""}`);
    const page = pages[path];
    if (typeof page === "function") page(request, response);
    else if (page === undefined)
      response.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
    else response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, requests };
}
