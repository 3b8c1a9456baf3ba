import { BrowserError } from "../errors/browser-error.ts";
import type { CheckedPolicy } from "../policy/browser-policy.ts";

/** An address as an action names it, resolved against the page's. Throws `invalid_address` and `outside_policy`. */
export function checkAddress(address: string, policy: CheckedPolicy, base: string): URL {
  let url: URL;
  try {
    url = /^https?:/.test(base) ? new URL(address, base) : new URL(address);
  } catch {
    throw new BrowserError("invalid_address", `"${address.slice(0, 100)}" is no address.`);
  }
  if ((url.protocol !== "http:" && url.protocol !== "https:") || url.username !== "" || url.password !== "") {
    throw new BrowserError(
      "invalid_address",
      `"${url.protocol}" addresses, and those with a user name or password, are not opened; pass one of http or https.`,
    );
  }
  if (!policy.allows(url)) {
    throw new BrowserError("outside_policy", `The policy does not allow ${url.origin}.`, {
      details: { origin: url.origin },
    });
  }
  return url;
}
