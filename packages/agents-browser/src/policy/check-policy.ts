import { ErrorCode, nearestName, OrchestrationError } from "@convoke/core";
import type { BrowserPolicy, CheckedPolicy } from "./browser-policy.ts";
import {
  createOriginSet,
  formatOrigin,
  type OriginPattern,
  readHostname,
  readOriginPattern,
  readScheme,
} from "./origin-pattern.ts";
import { isPrivateHost } from "./public-address.ts";

/** What can be set in numbers: default, least, most. */
const limits = {
  maxBytes: [100_000_000, 1, 100_000_000_000],
  maxRequests: [2000, 1, 1_000_000],
  maxTabs: [8, 1, 100],
  maxDialogs: [50, 0, 10_000],
  maxDownloads: [20, 0, 1000],
  maxDownloadBytes: [50_000_000, 1, 10_000_000_000],
} as const satisfies Readonly<Record<string, readonly [number, number, number]>>;

const limitNames = Object.keys(limits) as (keyof typeof limits)[];
const originNames = ["allow", "allowPrivate", "deny"] as const;
const names: readonly string[] = [...originNames, ...limitNames];
const mostOrigins = 10_000;

/**
 * Fills in the defaults and reads the origins; throws `invalid_argument` for what cannot be meant.
 *
 * @example
 * const policy = checkPolicy({ allow: ["https://*.example.org"], deny: ["https://ads.example.org"] });
 * policy.allows(new URL("https://shop.example.org/cart")); // true
 * policy.allows(new URL("https://shop.example.org.evil.example/")); // false
 */
export function checkPolicy(options: BrowserPolicy = {}): CheckedPolicy {
  requireKnownNames(options);
  const allow =
    options.allow === undefined || options.allow === "public"
      ? "public"
      : readOrigins("allow", options.allow);
  const allowPrivate = readOrigins("allowPrivate", options.allowPrivate ?? []);
  const deny = readOrigins("deny", options.deny ?? []);
  if (allow !== "public") for (const pattern of allow) requirePublic(pattern);
  const allowed = allow === "public" ? undefined : createOriginSet(allow);
  const allowedPrivate = createOriginSet(allowPrivate);
  const denied = createOriginSet(deny);
  const numbers = Object.fromEntries(
    limitNames.map((name) => [name, readLimit(name, options[name])]),
  ) as Record<keyof typeof limits, number>;
  const allowsPrivate = (url: URL): boolean => allowedPrivate.has(url) && !denied.has(url);
  return {
    ...numbers,
    allows(url) {
      if (url.username !== "" || url.password !== "") return false;
      const hostname = readHostname(url);
      if (readScheme(url) === undefined || hostname === undefined || denied.has(url)) return false;
      if (allowedPrivate.has(url)) return true;
      return !isPrivateHost(hostname) && (allowed === undefined || allowed.has(url));
    },
    allowsPrivate,
    lists: (url) => allowed?.lists(url) === true || allowedPrivate.lists(url),
    key: JSON.stringify([
      allowed?.origins ?? "public",
      allowedPrivate.origins,
      denied.origins,
      limitNames.map((name) => numbers[name]),
    ]),
  };
}

function requireKnownNames(options: unknown): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw refuse("policy", `policy is ${show(options)}; pass an object of ${names.join(", ")}.`);
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, names) ?? names.find((name) => unknown.startsWith(name));
  throw refuse(
    `policy.${unknown.slice(0, 80)}`,
    `policy: unknown option ${show(unknown)}${nearest === undefined ? "." : `; did you mean "${nearest}"?`} ` +
      `What can be set is ${names.join(", ")}.`,
  );
}

function readOrigins(name: (typeof originNames)[number], origins: unknown): OriginPattern[] {
  const option = `policy.${name}`;
  if (!Array.isArray(origins)) {
    const expected = `pass a list of origins such as ["https://example.org"]${name === "allow" ? ', or "public"' : ""}`;
    throw refuse(option, `${option} is ${show(origins)}; ${expected}.`);
  }
  if (origins.length > mostOrigins) {
    throw refuse(option, `${option} has ${origins.length} origins; at most ${mostOrigins} are possible.`);
  }
  return origins.map((origin: unknown, index) => {
    const pattern = readOriginPattern(origin);
    if (typeof pattern !== "string") return pattern;
    throw refuse(option, `${option}[${index}] is ${show(origin)}: it ${pattern}`);
  });
}

/** An address of one's own network that is allowed by a slip would open what is behind it to every page. */
function requirePublic(pattern: OriginPattern): void {
  if (!isPrivateHost(pattern.hostname)) return;
  const origin = formatOrigin(pattern);
  throw refuse(
    "policy.allow",
    `policy.allow holds "${origin}", which is no public address; put it into policy.allowPrivate, which allows it too.`,
  );
}

function readLimit(name: keyof typeof limits, value: unknown): number {
  const [standard, least, most] = limits[name];
  if (value === undefined) return standard;
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
    return value as number;
  throw refuse(
    `policy.${name}`,
    `policy.${name} is ${show(value)}; pass a whole number from ${least} to ${most}.`,
  );
}

function refuse(option: string, message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option } });
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 100));
  if (typeof value !== "object" || value === null) return String(value).slice(0, 100);
  return Array.isArray(value) ? "a list" : "an object";
}
