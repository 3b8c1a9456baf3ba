import { readLiteralAddress } from "./public-address.ts";

/** One origin, or all subdomains of one, read from a policy. */
export interface OriginPattern {
  readonly scheme: "http" | "https";
  /** As the address parser writes it, without a trailing dot. */
  readonly hostname: string;
  /** The scheme's own where none is given. */
  readonly port: number;
  readonly isWildcard: boolean;
}

/** Whether an address is of an origin in a list. */
export interface OriginSet {
  has(url: URL): boolean;
  /** Whether the origin itself is in it, not only a pattern for it. */
  lists(url: URL): boolean;
  /** Sorted, each in one spelling. */
  readonly origins: readonly string[];
}

/** The scheme that an address is asked by; WebSockets are asked for like pages. `undefined` for every other one. */
export function readScheme({ protocol }: URL): "http" | "https" | undefined {
  if (protocol === "http:" || protocol === "ws:") return "http";
  return protocol === "https:" || protocol === "wss:" ? "https" : undefined;
}

/** The host in the one spelling that is compared; `undefined` where a label is empty, or holds a star. */
export function readHostname({ hostname }: URL): string | undefined {
  // "example.org." is the same name, told to be complete.
  const bare = hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
  return bare === "" || bare.startsWith(".") || bare.endsWith(".") || /\.\.|\*/u.test(bare)
    ? undefined
    : bare;
}

function readPort(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return readScheme(url) === "https" ? 443 : 80;
}

const longestOrigin = 300;
const example =
  'pass an origin such as "https://example.org", "https://example.org:8443" or "https://*.example.org"';

/** Reads an origin of a policy. Answers what is wrong with it, as the end of a sentence, where it is none. */
export function readOriginPattern(text: unknown): OriginPattern | string {
  if (typeof text !== "string") return `is no text; ${example}.`;
  if (text.length > longestOrigin) return `is longer than ${longestOrigin} characters; ${example}.`;
  if (text === "*" || text === "public")
    return `is no origin; ${example}, or allow: "public" for all public ones.`;
  // What the address parser would silently drop or turn around is not what was meant.
  if (/[\s\\]/u.test(text) || hasControl(text))
    return `holds a space, a backslash or a control character; ${example}.`;
  const parts = /^([a-z][a-z\d+.-]*):\/\/(\*\.)?([^/?#]*)(.*)$/iu.exec(text);
  if (parts === null) return `names no scheme; ${example}.`;
  const [, scheme = "", wildcard, authority = "", rest = ""] = parts;
  if (!/^https?$/iu.test(scheme)) return `is not http or https; ${example}.`;
  if (authority.includes("@")) return `holds a user name or password; leave them out.`;
  if (rest !== "" && rest !== "/") return `holds more than an origin; leave out path, query and fragment.`;
  const url = URL.parse(`${scheme}://${authority}/`);
  if (url === null || url.username !== "" || url.password !== "") return `is no address; ${example}.`;
  const hostname = readHostname(url);
  if (hostname === undefined) {
    return `has a host that cannot be; a star stands for subdomains only, at the start, as in "https://*.example.org".`;
  }
  const isWildcard = wildcard !== undefined;
  if (isWildcard && readLiteralAddress(hostname) !== undefined) {
    return `puts a star before an address, which has no subdomains; name the address itself.`;
  }
  return { scheme: readScheme(url) as "http" | "https", hostname, port: readPort(url), isWildcard };
}

/** One spelling for equal patterns. */
export function formatOrigin({ scheme, hostname, port, isWildcard }: OriginPattern): string {
  return `${scheme}://${isWildcard ? "*." : ""}${hostname}:${port}`;
}

/** Finds addresses in a list of origins by whole labels, whatever the length of the list. */
export function createOriginSet(patterns: readonly OriginPattern[]): OriginSet {
  const origins = new Set(patterns.map(formatOrigin));
  const hasWildcards = patterns.some(({ isWildcard }) => isWildcard);
  const lists = (url: URL): boolean => {
    const scheme = readScheme(url);
    const hostname = readHostname(url);
    if (scheme === undefined || hostname === undefined) return false;
    return origins.has(formatOrigin({ scheme, hostname, port: readPort(url), isWildcard: false }));
  };
  return {
    origins: [...origins].sort(),
    lists,
    has(url) {
      if (lists(url)) return true;
      const scheme = readScheme(url);
      const hostname = readHostname(url);
      if (scheme === undefined || hostname === undefined || !hasWildcards) return false;
      const port = readPort(url);
      if (readLiteralAddress(hostname) !== undefined) return false;
      for (let dot = hostname.indexOf("."); dot !== -1; dot = hostname.indexOf(".", dot + 1)) {
        const parent = hostname.slice(dot + 1);
        if (origins.has(formatOrigin({ scheme, hostname: parent, port, isWildcard: true }))) return true;
      }
      return false;
    },
  };
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
