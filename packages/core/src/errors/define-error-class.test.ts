import { inspect } from "node:util";
import { expect, expectTypeOf, test } from "vitest";
import { defineErrorClass } from "./define-error-class.ts";
import { ErrorCode } from "./error-code.ts";
import { OrchestrationError } from "./orchestration-error.ts";

const codes = { no_paper: ErrorCode.AGENT_FAILED, bad_format: ErrorCode.INVALID_INPUT } as const;
class PrinterError extends defineErrorClass("PrinterError", codes) {}
class ScannerError extends defineErrorClass("ScannerError", codes) {}

test("`defineErrorClass` gives errors their code, their reason, and their name", () => {
  const cause = new Error("jam");
  const error = new PrinterError("bad_format", "A0 is too large", { cause, details: { format: "A0" } });
  expect(error).toMatchObject({
    name: "PrinterError",
    code: "invalid_input",
    reason: "bad_format",
    message: "A0 is too large",
    details: { format: "A0", reason: "bad_format" },
    cause,
  });
  expect(error).toBeInstanceOf(PrinterError);
  expect(OrchestrationError.is(error)).toBe(true);
  expect(inspect(error)).toMatch(/^PrinterError: A0 is too large/);
  expectTypeOf(error.reason).toEqualTypeOf<"no_paper" | "bad_format">();
});

test("`is` knows the errors of its class, also of another installed copy, and no others", () => {
  class OtherCopy extends defineErrorClass("PrinterError", codes) {}
  expect(PrinterError.is(new OtherCopy("no_paper", "Empty"))).toBe(true);
  for (const other of [
    new ScannerError("no_paper", "Empty"),
    new Error("Empty"),
    { reason: "no_paper" },
    undefined,
  ])
    expect(PrinterError.is(other)).toBe(false);
});
