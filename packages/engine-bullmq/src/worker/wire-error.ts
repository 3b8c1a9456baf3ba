import { describeThrown, OrchestrationError } from "@convoke/core";
import { findUnserializable } from "@convoke/core/store-kit";
import type { WireError } from "../wire/messages.ts";

const longestMessage = 10_000;
const longestDetails = 100_000;

/** An error as it can travel: details that are no JSON, or far too large, stay in this process. */
export function toWireError(thrown: unknown): WireError {
  const text = describeThrown(thrown);
  const message = text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
  if (!OrchestrationError.is(thrown)) return { name: nameOf(thrown), message };
  const { code, details } = thrown;
  return { name: "OrchestrationError", message, code, ...(canTravel(details) && { details }) };
}

/** The error that travelled. */
export function fromWireError({ name, message, code, details }: WireError): Error {
  if (code !== undefined) return new OrchestrationError(code, message, { details });
  const error = new Error(message);
  error.name = name;
  return error;
}

function canTravel(details: unknown): boolean {
  try {
    return findUnserializable(details) === undefined && JSON.stringify(details).length <= longestDetails;
  } catch {
    return false;
  }
}

function nameOf(thrown: unknown): string {
  try {
    return thrown instanceof Error && typeof thrown.name === "string" ? thrown.name.slice(0, 100) : "Error";
  } catch {
    return "Error";
  }
}
