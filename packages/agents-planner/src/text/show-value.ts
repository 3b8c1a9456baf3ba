import { quote } from "./quote.ts";

/** Any value as a message shows it; never throws. */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "object":
      return value === null ? "null" : isList(value) ? "a list" : "an object";
    case "function":
      return "a function";
    default:
      return String(value);
  }
}

/** A revoked proxy throws when it is looked at. */
function isList(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
