import { BrowserError } from "../errors/browser-error.ts";
import type { CheckedPolicy } from "./browser-policy.ts";

const longestAddress = 8192;

/**
 * Reads an address that is to be gone to; throws a `BrowserError`: `invalid_address` for what is no plain http or https
 * address (`about:blank` is let through), `outside_policy` for one that the policy does not allow.
 *
 * @example
 * await page.goto(checkAddress("https://example.org/", policy).href);
 */
export function checkAddress(text: string, policy: CheckedPolicy, base?: string): URL {
  const shown = show(text);
  if (typeof text !== "string" || text.length > longestAddress) {
    throw new BrowserError(
      "invalid_address",
      `${shown} is no address of at most ${longestAddress} characters.`,
    );
  }
  const url = URL.parse(text.trim(), base);
  if (url === null) {
    throw new BrowserError(
      "invalid_address",
      `${shown} is no address; pass one with its scheme, such as https://example.org/path.`,
    );
  }
  if (url.href === "about:blank") return url;
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new BrowserError(
      "invalid_address",
      `${shown} is an address of ${url.protocol.slice(0, 30)}; only http: and https: are gone to.`,
      { details: { url: show(url.href) } },
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new BrowserError(
      "invalid_address",
      `The address of ${url.host} holds a user name or a password; leave them out, and fill them in as secrets.`,
    );
  }
  if (!policy.allows(url)) throw createPolicyError(url);
  return url;
}

function createPolicyError(url: URL): BrowserError {
  return new BrowserError(
    "outside_policy",
    `The policy does not allow ${url.origin.slice(0, 200)}; to go there all the same, put it into the policy's allow, ` +
      "or into allowPrivate if its address is not public.",
    { details: { url: show(url.href), origin: url.origin.slice(0, 300) } },
  );
}

function show(text: unknown): string {
  return JSON.stringify(String(text).slice(0, 200));
}
