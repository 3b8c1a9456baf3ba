import { ErrorCode, OrchestrationError } from "@convoke/core";
import { expect, test } from "vitest";
import { translateError } from "./translate-error.ts";

const createTimeoutError = (): Error =>
  Object.assign(new Error("locator.click: Timeout 5ms exceeded."), { name: "TimeoutError" });

test.each([
  ["page.goto: net::ERR_NAME_NOT_RESOLVED at http://x.test/\nCall log:\n  - going", "unreachable"],
  ["page.goto: net::ERR_CONNECTION_REFUSED at http://x.test/", "unreachable"],
  ["page.goto: net::ERR_TUNNEL_CONNECTION_FAILED at https://x.test/", "unreachable"],
  ["page.goto: net::ERR_TIMED_OUT at http://x.test/", "unreachable"],
  ["page.goto: net::ERR_CERT_AUTHORITY_INVALID at https://x.test/", "tls_error"],
  ["page.goto: net::ERR_SSL_PROTOCOL_ERROR at https://x.test/", "tls_error"],
  ["page.goto: net::ERR_BLOCKED_BY_CLIENT at https://x.test/", "outside_policy"],
  ["page.goto: net::ERR_UNSAFE_PORT at http://x.test:1/", "outside_policy"],
  ["page.goto: net::ERR_INVALID_URL at x", "invalid_address"],
  ["page.click: Target crashed", "page_crashed"],
  ["page.click: Target page, context or browser has been closed", "page_closed"],
  ["browser.newContext: Browser has been closed", "browser_crashed"],
  ["something else", "browser_failed"],
] as const)("`translateError` knows what %j is", (message, reason) => {
  expect(translateError(new Error(message), "It")).toMatchObject({ reason });
});

test("`translateError` keeps time-outs apart, and hands errors of Convoke back", () => {
  expect(translateError(createTimeoutError(), "It")).toMatchObject({
    reason: "timeout",
    code: ErrorCode.TIMEOUT,
  });
  const own = new OrchestrationError(ErrorCode.CANCELLED, "stop");
  expect(translateError(own, "It")).toBe(own);
});

test("`translateError` says what was being done, in one line without colours, cut short", () => {
  const error = new Error(`\u001B[2mbroken\u001B[22m ${"x".repeat(5000)}\nCall log: everything`);
  const { message } = translateError(error, "clicking");
  expect(message).toMatch(/^clicking failed: broken x+…$/u);
  expect(message.length).toBeLessThan(400);
  expect(translateError("text", "clicking").message).toBe("clicking failed: text");
});
