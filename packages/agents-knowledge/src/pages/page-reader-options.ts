import { ErrorCode, OrchestrationError } from "@convoke/core";

/** Answers every address of a name, IPv4 and IPv6; rejects when there is none. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/** Which pages may be read, and how much of them. */
export interface PageReaderOptions {
  /** Hosts, as `host` or `host:port`, that may be read although their addresses are private. @default [] */
  readonly allowedPrivateHosts?: readonly string[];
  /** Bytes of one page, after decompression. @default 10_485_760 */
  readonly maxBytes?: number;
  /** Time for one page, redirects and `robots.txt` included. @default 20_000 */
  readonly timeoutMs?: number;
  /** Whether a site's `robots.txt` decides what is read. @default "honour" */
  readonly robots?: "honour" | "ignore";
  /** What sites are told; its first word up to `/` is also the name that `robots.txt` is asked about. @default "Convoke/0" */
  readonly userAgent?: string;
  /** Resolves names instead of the system; the addresses are checked all the same. */
  readonly resolve?: ResolveName;
}

/** The options with every default filled in. */
export interface CompletePageReaderOptions {
  readonly isAllowedPrivate: (url: URL) => boolean;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly robots: "honour" | "ignore";
  readonly userAgent: string;
  readonly resolve: ResolveName | undefined;
}

const names = ["allowedPrivateHosts", "maxBytes", "timeoutMs", "robots", "userAgent", "resolve"] as const;

const largestPage = 104_857_600;
const longestTime = 600_000;

/** Fills in the defaults; throws `invalid_argument` for unknown names and for values that cannot be used. */
export function completePageReaderOptions(options: PageReaderOptions): CompletePageReaderOptions {
  if (typeof options !== "object" || options === null) throw createRefusal("pages", options, "an object");
  const unknown = Object.keys(options).find((name) => !(names as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `pages.${unknown} does not exist; what can be set is ${names.join(", ")}.`,
      { details: { option: `pages.${unknown}` } },
    );
  }
  const {
    allowedPrivateHosts = [],
    maxBytes = 10_485_760,
    timeoutMs = 20_000,
    robots = "honour",
    userAgent = "Convoke/0",
    resolve,
  } = options;
  if (!isWhole(maxBytes, largestPage)) {
    throw createRefusal("pages.maxBytes", maxBytes, `a whole number of bytes from 1 to ${largestPage}`);
  }
  if (!isWhole(timeoutMs, longestTime)) {
    throw createRefusal(
      "pages.timeoutMs",
      timeoutMs,
      `a whole number of milliseconds from 1 to ${longestTime}`,
    );
  }
  if (robots !== "honour" && robots !== "ignore") {
    throw createRefusal("pages.robots", robots, '"honour" or "ignore"');
  }
  if (typeof userAgent !== "string" || !/^[\x21-\x7e][\x20-\x7e]{0,199}$/.test(userAgent)) {
    throw createRefusal("pages.userAgent", userAgent, "1 to 200 printable ASCII characters");
  }
  if (resolve !== undefined && typeof resolve !== "function") {
    throw createRefusal("pages.resolve", resolve, "a function that answers the addresses of a name");
  }
  if (!Array.isArray(allowedPrivateHosts)) {
    throw createRefusal("pages.allowedPrivateHosts", allowedPrivateHosts, "a list of hosts");
  }
  const hosts = new Set(allowedPrivateHosts.map(normaliseHost));
  const isAllowedPrivate = (url: URL): boolean =>
    hosts.has(url.hostname) || hosts.has(`${url.hostname}:${url.port || defaultPort(url)}`);
  return { isAllowedPrivate, maxBytes, timeoutMs, robots, userAgent, resolve };
}

function defaultPort({ protocol }: URL): string {
  return protocol === "https:" ? "443" : "80";
}

/** The host as the address parser writes it, with the port where one is given. */
function normaliseHost(host: unknown): string {
  const expected = 'a host such as "intranet.example" or "127.0.0.1:8080", without protocol and path';
  if (typeof host !== "string" || !/^[^/\\?#@\s]{1,300}$/.test(host)) {
    throw createRefusal("pages.allowedPrivateHosts", host, expected);
  }
  const url = URL.parse(`http://${host}/`);
  if (url === null) throw createRefusal("pages.allowedPrivateHosts", host, expected);
  const port = /:(\d{1,5})$/.exec(host)?.[1];
  return port === undefined ? url.hostname : `${url.hostname}:${Number(port)}`;
}

function isWhole(value: unknown, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most;
}

function createRefusal(option: string, value: unknown, expected: string): OrchestrationError {
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 100)) : String(value);
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `${option} is ${shown}; pass ${expected}.`, {
    details: { option },
  });
}
