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

/**
 * Why a frame may not be where it is, `undefined` when it may: http and https within the policy, empty documents, those
 * that their own page wrote (`about:srcdoc`, `blob:` of an allowed origin), and the browser's own page for an error.
 */
export function refuseFrameAddress(text: string, policy: CheckedPolicy): BrowserError | undefined {
  if (text === "" || text === "about:blank" || text === "about:srcdoc") return undefined;
  // What stands in place of a page that was refused or failed.
  if (text === "chrome-error://chromewebdata/") return undefined;
  const url = URL.parse(text);
  if (url === null)
    return new BrowserError("invalid_address", `A frame is at ${show(text)}, which is no address.`);
  if (/^about:(blank|srcdoc)$/u.test(`${url.protocol}${url.pathname}`)) return undefined;
  const inner = url.protocol === "blob:" ? URL.parse(url.pathname) : url;
  if (inner === null || (inner.protocol !== "http:" && inner.protocol !== "https:")) {
    return new BrowserError(
      "invalid_address",
      `A frame went to an address of ${url.protocol.slice(0, 30)} (${show(text)}); only http: and https: are gone to.`,
      { details: { url: show(url.href) } },
    );
  }
  // A user name in an address does not change where it leads.
  inner.username = "";
  inner.password = "";
  return policy.allows(inner) ? undefined : createPolicyError(inner);
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
