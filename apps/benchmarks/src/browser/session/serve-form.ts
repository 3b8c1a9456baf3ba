import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page to act on, and a path that never answers. */
export interface FormServer {
  readonly origin: string;
  close(): void;
}

const form = `<!doctype html><title>Order</title>
<label>Name <input name="name"></label>
<label><input type="checkbox" name="gift"> Gift</label>
<button type="button" onclick="this.dataset.count = 1 + Number(this.dataset.count ?? 0)">Add</button>`;

/** Serves them on this machine. */
export async function serveForm(): Promise<FormServer> {
  const server = createServer((request, response) => {
    if (request.url === "/silent") return;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(form);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
