import { ErrorCode, OrchestrationError } from "@convoke/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPolicy } from "./check-policy.ts";
import type { BrowserPolicy } from "./browser-policy.ts";

const allows = (options: BrowserPolicy, address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && checkPolicy(options).allows(url);
};

function refusalOf(options: unknown): OrchestrationError {
  try {
    checkPolicy(options as BrowserPolicy);
  } catch (error) {
    if (OrchestrationError.is(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test("`checkPolicy` fills in every default", () => {
  expect(checkPolicy()).toMatchObject({
    maxBytes: 100_000_000,
    maxRequests: 2000,
    maxTabs: 8,
    maxDialogs: 50,
    maxDownloads: 20,
    maxDownloadBytes: 50_000_000,
  });
});

describe("`allows`", () => {
  test.each([
    ["https://example.org", "https://example.org/path?query#part"],
    ["https://example.org", "https://EXAMPLE.org:443/"],
    ["https://example.org:443", "https://example.org/"],
    ["https://example.org/", "https://example.org/"],
    ["HTTPS://Example.ORG", "https://example.org/"],
    ["https://example.org.", "https://example.org/"],
    ["https://example.org", "https://example.org./"],
    ["http://example.org:8080", "http://example.org:8080/"],
    ["https://bücher.example", "https://xn--bcher-kva.example/"],
    ["https://xn--bcher-kva.example", "https://BÜCHER.example/"],
    ["https://example。org", "https://example.org/"],
    ["https://example.org", "wss://example.org/socket"],
    ["http://example.org", "ws://example.org/socket"],
    ["https://*.example.org", "https://a.example.org/"],
    ["https://*.example.org", "https://a.b.example.org/"],
    ["https://*.bücher.example:444", "https://a.xn--bcher-kva.example:444/"],
    ["http://8.8.8.8", "http://0x8.8.2056/"],
    ["https://[2606:4700::1111]", "https://[2606:4700:0:0::1111]/"],
  ])("of %s lets %s through", (origin, address) => {
    expect(allows({ allow: [origin] }, address)).toBe(true);
  });

  test.each([
    ["https://example.org", "http://example.org/"],
    ["https://example.org", "ws://example.org/"],
    ["https://example.org", "https://example.org:8443/"],
    ["https://example.org:8443", "https://example.org/"],
    ["https://example.org", "https://a.example.org/"],
    ["https://example.org", "https://example.org.evil.example/"],
    ["https://example.org", "https://evilexample.org/"],
    ["https://example.org", "https://example.org@evil.example/"],
    ["https://example.org", "https://user@example.org/"],
    ["https://example.org", "https://evil.example/https://example.org"],
    ["https://example.org", "https://example.org../"],
    ["https://*.example.org", "https://example.org/"],
    ["https://*.example.org", "https://evilexample.org/"],
    ["https://*.example.org", "https://a.example.org.evil.example/"],
    ["https://*.example.org", "https://*.example.org/"],
    ["https://*.example.org", "https://.example.org/"],
    ["https://*.example.org", "https://a.example.org:8443/"],
    ["https://example.org", "file:///etc/passwd"],
    ["https://example.org", "blob:https://example.org/1"],
    ["https://example.org", "filesystem:https://example.org/1"],
    ["https://example.org", "ftp://example.org/"],
    ["https://example.org", "data:text/html,x"],
  ])("of %s keeps %s out", (origin, address) => {
    expect(allows({ allow: [origin] }, address)).toBe(false);
  });

  test("keeps out what is no public host by its spelling, under `public` too", () => {
    const hosts =
      "localhost LOCALHOST localhost. a.localhost 127.0.0.1 127.1 0x7f.1 2130706433 017700000001 0.0.0.0 10.0.0.1 " +
      "172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 168.63.129.16 [::1] [::] [::ffff:127.0.0.1] [::ffff:8.8.8.8] " +
      "[64:ff9b::7f00:1] [2002:7f00:1::] [2001::1] [fe80::1] [fd00::1] [ff02::1] [2001:db8::1] １２７.0.0.1 127.0.0.1. 255.255.255.255";
    for (const host of hosts.split(" ")) expect([host, allows({}, `http://${host}/`)]).toEqual([host, false]);
  });

  test("lets every public host through under `public`", () => {
    for (const host of [
      "example.org",
      "example.org:8080",
      "8.8.8.8",
      "[2606:4700::1111]",
      "localhost.example",
    ]) {
      expect([host, allows({ allow: "public" }, `http://${host}/`)]).toEqual([host, true]);
    }
  });

  test("lets through what `allowPrivate` names, and that only", () => {
    const policy = checkPolicy({
      allow: [],
      allowPrivate: ["http://127.0.0.1:3000", "https://*.intranet.example"],
    });
    for (const [address, allowed] of [
      ["http://127.0.0.1:3000/", true],
      ["http://2130706433:3000/", true],
      ["ws://127.0.0.1:3000/", true],
      ["http://127.0.0.1:3001/", false],
      ["http://127.0.0.2:3000/", false],
      ["https://127.0.0.1:3000/", false],
      ["https://wiki.intranet.example/", true],
      ["https://intranet.example/", false],
    ] as const) {
      expect([address, policy.allows(new URL(address))]).toEqual([address, allowed]);
      expect([address, policy.allowsPrivate(new URL(address))]).toEqual([address, allowed]);
    }
  });

  test("gives way to `deny`", () => {
    const policy = checkPolicy({
      allow: ["https://*.example.org"],
      allowPrivate: ["http://127.0.0.1:3000"],
      deny: ["https://ads.example.org", "https://*.tracker.example.org", "http://127.0.0.1:3000"],
    });
    expect(policy.allows(new URL("https://shop.example.org/"))).toBe(true);
    expect(policy.allows(new URL("https://ads.example.org/"))).toBe(false);
    expect(policy.allows(new URL("https://ads.example.org./"))).toBe(false);
    expect(policy.allows(new URL("https://a.tracker.example.org/"))).toBe(false);
    expect(policy.allows(new URL("http://127.0.0.1:3000/"))).toBe(false);
    expect(policy.allowsPrivate(new URL("http://127.0.0.1:3000/"))).toBe(false);
  });
});

describe("`checkPolicy` refuses", () => {
  test.each([
    [{ allowed: [] }, 'unknown option "allowed"; did you mean "allow"?'],
    [{ maxbytes: 1 }, 'did you mean "maxBytes"?'],
    [{ zzz: 1 }, "What can be set is allow, allowPrivate, deny, maxBytes"],
    [[], "policy is a list"],
    [{ allow: "https://example.org" }, 'pass a list of origins such as ["https://example.org"], or "public"'],
    [{ allow: [7] }, "is no text"],
    [{ allow: ["public"] }, 'or allow: "public"'],
    [{ allow: ["*"] }, "is no origin"],
    [{ allow: ["example.org"] }, "names no scheme"],
    [{ allow: ["//example.org"] }, "names no scheme"],
    [{ allow: ["ftp://example.org"] }, "is not http or https"],
    [{ allow: ["ws://example.org"] }, "is not http or https"],
    [{ allow: ["https://user@example.org"] }, "user name or password"],
    [{ allow: ["https://example.org/path"] }, "leave out path, query and fragment"],
    [{ allow: ["https://example.org?query"] }, "leave out path, query and fragment"],
    [{ allow: ["https://example.org#part"] }, "leave out path, query and fragment"],
    [{ allow: ["https://exa mple.org"] }, "holds a space"],
    [{ allow: ["https://example.org\\path"] }, "backslash"],
    [{ allow: ["https:\t//example.org"] }, "holds a space"],
    [{ allow: ["https://example.*"] }, "a star stands for subdomains only"],
    [{ allow: ["https://*.*.org"] }, "a star stands for subdomains only"],
    [{ allow: ["https://a..b"] }, "has a host that cannot be"],
    [{ allow: ["https://*.8.8.8.8"] }, "which has no subdomains"],
    [{ allow: ["https://example.org:99999"] }, "is no address"],
    [{ allow: [`https://${"a".repeat(400)}.org`] }, "longer than 300 characters"],
    [{ allow: ["http://127.1:3000"] }, "put it into policy.allowPrivate"],
    [{ allow: ["http://localhost"] }, "put it into policy.allowPrivate"],
    [{ allow: ["http://*.localhost"] }, "put it into policy.allowPrivate"],
    [{ maxBytes: 0 }, "pass a whole number from 1 to"],
    [{ maxRequests: Infinity }, "policy.maxRequests is Infinity"],
    [{ maxTabs: 1.5 }, "policy.maxTabs is 1.5"],
    [{ maxDialogs: "3" }, 'policy.maxDialogs is "3"'],
  ])("%o", (options, problem) => {
    const error = refusalOf(options);
    expect(error.code).toBe(ErrorCode.INVALID_ARGUMENT);
    expect(error.message).toContain(problem);
    expect(error.message.length).toBeLessThan(500);
  });
});

test("`key` is equal for equal policies however they are written, and for no others", () => {
  const { key } = checkPolicy({ allow: ["https://B.example", "https://a.example:443"], maxTabs: 8 });
  expect(checkPolicy({ allow: ["https://a.example", "https://b.example/"] }).key).toBe(key);
  expect(checkPolicy({ allow: ["https://a.example"] }).key).not.toBe(key);
  expect(checkPolicy({ allow: ["https://a.example", "https://b.example"], maxTabs: 7 }).key).not.toBe(key);
  expect(checkPolicy({ deny: ["https://a.example", "https://b.example"] }).key).not.toBe(key);
});

describe("no address outside the origin is let through", () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const trick = fc.oneof(
    label.map((text) => `https://example.org.${text}.example/`),
    label.map((text) => `https://${text}example.org/`),
    label.map((text) => `https://example.org@${text}.example/`),
    label.map((text) => `https://example.org:443@${text}.example/`),
    label.map((text) => `https://example.org%2f@${text}.example/`),
    label.map((text) => `https://${text}.example\\example.org/`),
    label.map((text) => `https://${text}.example?https://example.org/`),
    label.map((text) => `https://${text}.example#@example.org/`),
    label.map((text) => `https://example.org。${text}.example/`),
    label.map((text) => `https://example。org.${text}.example/`),
    fc
      .integer({ min: 0, max: 65_535 })
      .filter((port) => port !== 443)
      .map((port) => `https://example.org:${port}/`),
    fc.webUrl({ withQueryParameters: true, validSchemes: ["http", "https", "ws", "wss"] }),
    fc.string({ maxLength: 40 }).map((text) => `https://example.org${text}`),
    fc.string({ maxLength: 40, unit: "binary" }).map((text) => `https://${text}example.org/`),
  );

  test("whatever is written around its name", () => {
    const exact = checkPolicy({ allow: ["https://example.org"] });
    const wild = checkPolicy({ allow: ["https://*.example.org"] });
    fc.assert(
      fc.property(trick, (text) => {
        const url = URL.parse(text);
        if (url === null) return;
        // Said once more in the plainest way: the whole host, the port, the scheme, nobody's name.
        const host = url.hostname.replace(/\.$/u, "");
        const isPlain =
          /^(?:https|wss):$/u.test(url.protocol) && url.port === "" && url.username + url.password === "";
        expect(exact.allows(url)).toBe(isPlain && host === "example.org");
        const labels = host.split(".");
        const isBelow = labels.length > 2 && labels.every((one) => one !== "" && !one.includes("*"));
        expect(wild.allows(url)).toBe(isPlain && isBelow && labels.slice(-2).join(".") === "example.org");
      }),
      { numRuns: 1000 },
    );
  });

  test("and `checkPolicy` either refuses any text as an origin, or reads the origin that a browser would go to", () => {
    const text = fc.oneof(
      trick,
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string().map((part) => `https://${part}`),
    );
    fc.assert(
      fc.property(text, (origin) => {
        let policy;
        try {
          policy = checkPolicy({ allow: [origin] });
        } catch (error) {
          expect(OrchestrationError.is(error)).toBe(true);
          return;
        }
        if (origin.includes("*")) return;
        expect(policy.allows(new URL(origin))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
