import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer, Places, Way } from "./way.ts";

/** The server that pages may reach: one folder for each try of each way. */
export interface AllowedSite {
  readonly origin: string;
  readonly namedOrigin: string;
  /** Puts a way's pages into a folder of their own; `out` is the port of its trap. */
  add(way: Way, trapPort: number): { readonly places: Places; readonly loads: () => number; remove(): void };
  close(): Promise<void>;
}

/** The name by which pages are reached where a name is needed; it leads to this machine. */
export const siteName = "site.test";

export async function openAllowedSite(): Promise<AllowedSite> {
  const folders = new Map<string, { readonly way: Way; readonly places: Places; loads: number }>();
  let latest = 0;
  const server = createServer((request, response) => {
    const [, id = "", path = ""] = /^\/(\d+)\/([^?]*)/u.exec(request.url ?? "") ?? [];
    const folder = folders.get(id);
    let answer: string | Answer | undefined;
    if (folder !== undefined) {
      answer = path === "" ? folder.way.page(folder.places) : folder.way.routes?.(folder.places)[path];
      if (path === "") folder.loads += 1;
    }
    const {
      status = 200,
      headers = {},
      body = "",
    }: Answer = typeof answer === "string" ? { body: answer } : (answer ?? { status: 404 });
    request.resume();
    response.writeHead(status, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const namedOrigin = `http://${siteName}:${port}`;
  return {
    origin,
    namedOrigin,
    add(way, trapPort) {
      const id = String((latest += 1));
      const places: Places = {
        home: `${origin}/${id}/`,
        namedHome: `${namedOrigin}/${id}/`,
        out: `http://127.0.0.1:${trapPort}`,
        port: trapPort,
      };
      const folder = { way, places, loads: 0 };
      folders.set(id, folder);
      return { places, loads: () => folder.loads, remove: () => void folders.delete(id) };
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
