import type { RefusedTraffic } from "./filtering-proxy.ts";

/** Why a request does not go out; thrown on the way to its server. */
export class Refusal extends Error {
  readonly reason: RefusedTraffic["reason"];
  /** Whether the browser asked on its own behalf, which is no doing of the run's pages. */
  readonly isOfBrowser: boolean;

  constructor(reason: RefusedTraffic["reason"], problem: string, isOfBrowser = false) {
    super(problem);
    this.name = "Refusal";
    this.reason = reason;
    this.isOfBrowser = isOfBrowser;
  }
}

const statuses: Readonly<Record<RefusedTraffic["reason"], readonly [number, string]>> = {
  outside_policy: [403, "Forbidden"],
  private_address: [403, "Forbidden"],
  limit_exceeded: [403, "Forbidden"],
  malformed: [400, "Bad Request"],
  unreachable: [502, "Bad Gateway"],
};

/** Tells answers of the proxy from those of servers, of which it is taken away (RFC 9209); for who looks at the traffic. */
const refusalHeader = "proxy-status";

/** The answer to a refused request. */
export function describeRefusal({ reason, message }: Refusal): {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
} {
  const [status, statusText] = statuses[reason];
  // Without what the problem quotes: the answer may be read by the page that asked.
  const body = `The browser's proxy did not send this request: ${reason}.\n`;
  return {
    status,
    statusText,
    headers: [
      ["Content-Type", "text/plain; charset=utf-8"],
      ["Content-Length", String(body.length)],
      ["Cache-Control", "no-store"],
      [refusalHeader, `convoke; error=${reason}`],
      ["Connection", "close"],
    ],
    body: message === "" ? "" : body,
  };
}
