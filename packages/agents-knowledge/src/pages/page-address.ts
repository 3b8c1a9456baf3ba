import { PageError } from "./page-error.ts";

/** Characters of an address, at most; longer ones are refused. */
const longestAddress = 2048;

/** Redirects that are followed for one page, as many as RFC 9309 asks for. */
const mostRedirects = 5;

/** Reads an address that somebody asked for; throws a `PageError` unless it is `http` or `https` and plain. */
export function parsePageAddress(text: string, base?: URL): URL {
  const asked = typeof text === "string" ? text.trim() : String(text);
  if (asked.length > longestAddress) {
    throw new PageError("invalid_address", asked, `the address is longer than ${longestAddress} characters.`);
  }
  const url = URL.parse(asked, base?.href);
  if (url === null) {
    throw new PageError("invalid_address", asked, "it is no address; pass one such as https://host/path.");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    const protocol = url.protocol.slice(0, -1);
    throw new PageError("invalid_address", url, `only http and https are read, not ${protocol}.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new PageError("invalid_address", url, "it holds a user name or a password; leave them out.");
  }
  if (url.href.length > longestAddress) {
    throw new PageError("invalid_address", url, `the address is longer than ${longestAddress} characters.`);
  }
  url.hash = "";
  return url;
}

/**
 * Where a redirect leads; throws a `PageError` for the sixth, for one that leads back, and for one from `https`
 * to `http`, by which somebody on the way could change what is read.
 */
export function followRedirect(trail: readonly URL[], location: string): URL {
  const from = trail[trail.length - 1];
  const next = parsePageAddress(location, from);
  if (trail.some(({ href }) => href === next.href)) {
    throw new PageError("too_many_redirects", trail[0], `its redirects lead back to ${next.href}`);
  }
  if (trail.length > mostRedirects) {
    throw new PageError("too_many_redirects", trail[0], `it redirects more than ${mostRedirects} times.`);
  }
  if (from.protocol === "https:" && next.protocol === "http:") {
    throw new PageError("insecure_redirect", from, `it redirects from https to http (${next.href}).`);
  }
  return next;
}
