import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal.ts";

/** Where a CONNECT leads. */
export interface TunnelTarget {
  /** `host:port` in the one spelling that is compared and shown. */
  readonly authority: string;
  /** What the same place is called by both schemes that a tunnel may carry. */
  readonly urls: Readonly<Record<"http" | "https", URL>>;
  readonly port: number;
}

/**
 * Reads where a plain request goes. Whatever could be understood in two ways (a `Host` of another place, two of them,
 * an encoding that is not the one that is passed on) is refused: what is checked has to be what is asked for.
 */
export function readRequestTarget(request: IncomingMessage): URL {
  const text = request.url ?? "";
  if (!/^http:\/\//iu.test(text))
    throw new Refusal("malformed", `a proxy is asked for http:// addresses, not ${cut(text)}.`);
  const url = URL.parse(text);
  if (url === null) throw new Refusal("malformed", `${cut(text)} is no address.`);
  if (url.username !== "" || url.password !== "") {
    throw new Refusal("malformed", `the address of ${cut(url.host)} holds a user name or password.`);
  }
  requireHost(request, url);
  if (request.headers.upgrade !== undefined) {
    throw new Refusal("malformed", `${cut(url.host)}: protocols are changed in tunnels only.`);
  }
  const encoding = request.headers["transfer-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "chunked") {
    throw new Refusal("malformed", `${cut(url.host)}: the transfer encoding ${cut(encoding)} is not known.`);
  }
  if (encoding !== undefined && request.headers["content-length"] !== undefined) {
    throw new Refusal("malformed", `${cut(url.host)}: the body has two lengths.`);
  }
  url.hash = "";
  return url;
}

/** Reads where a CONNECT leads. */
export function readTunnelTarget(request: IncomingMessage): TunnelTarget {
  const text = request.url ?? "";
  const parts = /^(\[[\da-f:.]{2,45}\]|[^\s:/?#@\\[\]]{1,255}):(\d{1,5})$/iu.exec(text);
  const port = Number(parts?.[2]);
  const http = URL.parse(`http://${text}/`);
  const https = URL.parse(`https://${text}/`);
  if (parts === null || http === null || https === null || port < 1 || port > 65_535) {
    throw new Refusal("malformed", `${cut(text)} is no host and port.`);
  }
  requireHost(request, https);
  return { authority: `${https.hostname}:${port}`, urls: { http, https }, port };
}

/** There is one `Host`, and it names the very place that the request names. */
function requireHost(request: IncomingMessage, url: URL): void {
  const hosts: string[] = [];
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    if (request.rawHeaders[index]!.toLowerCase() === "host") hosts.push(request.rawHeaders[index + 1]!);
  }
  const host =
    hosts.length === 1 && /^[^\s/?#@\\]+$/u.test(hosts[0]!)
      ? URL.parse(`${url.protocol}//${hosts[0]}/`)
      : null;
  if (host === null || host.host !== url.host) {
    throw new Refusal("malformed", `the Host of the request is not the ${cut(url.host)} that it asks for.`);
  }
}

function cut(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
