import type { Readable } from "node:stream";
import type { Agent } from "undici";
import { createLookup, PrivateAddressError } from "./guarded-lookup.ts";
import { PageError } from "./page-error.ts";
import type { CompletePageReaderOptions } from "./page-reader-options.ts";
import { isPublicAddress } from "./public-address.ts";

/** The head of an answer, and its body as it is sent. */
export interface Response {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Not unpacked yet. */
  readonly body: Readable;
}

/** Sends single requests, each to an address that may be read. */
export interface Connection {
  /** The answer's head, redirects not followed; rejects with a `PageError`, or whatever when the signal aborted. */
  request(url: URL, context: { readonly signal: AbortSignal; readonly accept: string }): Promise<Response>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Connections to one host at once. */
const connectionsPerHost = 8;

/** Opens connections when they are first needed; proxies that the environment names are not used. */
export function createConnection(
  options: Pick<CompletePageReaderOptions, "isAllowedPrivate" | "resolve" | "userAgent">,
): Connection {
  const agents = new Map<boolean, Promise<Agent>>();

  /** Guarded and free connections never mix: a kept connection would pass by the lookup. */
  function openAgent(isGuarded: boolean): Promise<Agent> {
    let agent = agents.get(isGuarded);
    if (agent === undefined) {
      agent = import("undici").then(
        ({ Agent: UndiciAgent }) =>
          new UndiciAgent({
            connections: connectionsPerHost,
            // The reader's own limit on time ends what takes too long.
            headersTimeout: 0,
            bodyTimeout: 0,
            connect: { lookup: createLookup(options.resolve, isGuarded) },
          }),
      );
      agents.set(isGuarded, agent);
    }
    return agent;
  }

  return {
    async request(url, { signal, accept }) {
      const isGuarded = !options.isAllowedPrivate(url);
      // A connection to a literal address looks no name up.
      const literal = readLiteral(url.hostname);
      if (isGuarded && literal !== undefined && !isPublicAddress(literal)) {
        throw new PageError("private_address", url, `${literal} is no public address. ${allowHint(url)}`);
      }
      const dispatcher = await openAgent(isGuarded);
      const { request } = await import("undici");
      const headers = { "user-agent": options.userAgent, accept, "accept-encoding": "gzip, deflate, br" };
      try {
        const answer = await request(url, { dispatcher, signal, headers });
        // Whoever reads the body is told of its errors; where nobody does yet, they are no accident of the process.
        answer.body.on("error", () => {});
        return {
          status: answer.statusCode,
          headers: { get: (name) => joinValues(answer.headers[name]) },
          body: answer.body,
        };
      } catch (error) {
        throw signal.aborted ? signal.reason : describeFailure(error, url);
      }
    },
    async close() {
      const opened = [...agents.values()];
      agents.clear();
      await Promise.all(opened.map(async (agent) => (await agent).destroy()));
    },
  };
}

function joinValues(value: string | string[] | undefined): string | null {
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}

/** The address in a host that is one, without the brackets of IPv6. */
function readLiteral(hostname: string): string | undefined {
  if (hostname.startsWith("[")) return hostname.slice(1, -1);
  return /^[\d.]+$/.test(hostname) ? hostname : undefined;
}

function allowHint({ host }: URL): string {
  return `To read it all the same, put "${host}" into allowedPrivateHosts.`;
}

/** What a failed request or transfer comes to. */
export function describeFailure(error: unknown, url: URL): PageError {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error; depth++) {
    if (PageError.is(cause)) return cause;
    if (cause instanceof PrivateAddressError) {
      return new PageError("private_address", url, `${cause.message} ${allowHint(url)}`, { cause });
    }
    if (cause.cause === undefined) break;
    cause = cause.cause;
  }
  const { code, message } = (cause ?? {}) as NodeJS.ErrnoException;
  return new PageError("unreachable", url, `${message || code || "no answer"}.`, { cause: error });
}
