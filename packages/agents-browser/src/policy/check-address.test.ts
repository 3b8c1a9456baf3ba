import fc from "fast-check";
import { expect, test } from "vitest";
import { BrowserError } from "../errors/browser-error.ts";
import { checkAddress } from "./check-address.ts";
import { checkPolicy } from "./check-policy.ts";

const policy = checkPolicy({ allow: ["https://example.org"], allowPrivate: ["http://127.0.0.1:3000"] });

function refusalOf(text: string): BrowserError {
  try {
    checkAddress(text, policy);
  } catch (error) {
    if (BrowserError.is(error)) return error;
    throw error;
  }
  throw new Error(`${text} was let through`);
}

test("`checkAddress` reads http and https addresses within the policy, and about:blank", () => {
  expect(checkAddress(" https://example.org/a b ", policy).href).toBe("https://example.org/a%20b");
  expect(checkAddress("http://2130706433:3000", policy).href).toBe("http://127.0.0.1:3000/");
  expect(checkAddress("about:blank", policy).href).toBe("about:blank");
  expect(checkAddress("next?page=2", policy, "https://example.org/list").href).toBe(
    "https://example.org/next?page=2",
  );
});

test.each([
  "file:///etc/passwd",
  "data:text/html,<h1>x</h1>",
  "chrome://settings",
  "chrome-extension://abc/page.html",
  "devtools://devtools/bundled/inspector.html",
  "view-source:https://example.org/",
  "javascript:alert(1)",
  "about:srcdoc",
  "about:version",
  "about:blank#x",
  "blob:https://example.org/1",
  "filesystem:https://example.org/temporary/a",
  "ws://example.org/",
  "ftp://example.org/",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "https://user:password@example.org/",
  "example.org",
  "",
  `https://example.org/${"a".repeat(9000)}`,
])("`checkAddress` refuses %j as an invalid address", (text) => {
  const error = refusalOf(text);
  expect(error.reason).toBe("invalid_address");
  expect(error.message.length).toBeLessThan(500);
  expect(error.message).not.toContain("password@");
});

test("`checkAddress` refuses what is outside the policy, and says how to let it in", () => {
  const error = refusalOf("https://other.example/secret?token=1");
  expect(error.reason).toBe("outside_policy");
  expect(error.message).toContain("https://other.example; to go there all the same");
  expect(error.details).toMatchObject({ origin: "https://other.example" });
  expect(refusalOf("http://127.0.0.1:3001/").reason).toBe("outside_policy");
});

test("`checkAddress` answers an allowed address or a `BrowserError`, whatever the text", () => {
  const schemes = fc.constantFrom(
    "",
    "https://example.org",
    "https:",
    "file:",
    "data:",
    "blob:",
    "view-source:",
    "//",
  );
  fc.assert(
    fc.property(schemes, fc.string({ unit: "binary", maxLength: 60 }), (scheme, rest) => {
      let url;
      try {
        url = checkAddress(scheme + rest, policy);
      } catch (error) {
        expect(BrowserError.is(error)).toBe(true);
        return;
      }
      expect(url.href === "about:blank" || url.origin === "https://example.org").toBe(true);
    }),
    { numRuns: 200 },
  );
});
