import { nearestName } from "@convoke/core";
import { BrowserError } from "../../errors/browser-error.ts";
import { quote } from "../../targets/describe-target.ts";

/** The error for an option that is not offered, with those that are. */
export function createUnknownOption(
  name: string,
  offered: readonly string[],
  description: string,
): BrowserError {
  const nearest = nearestName(name, offered);
  const listed = offered
    .slice(0, 20)
    .map((text) => quote(text))
    .join(", ");
  return new BrowserError(
    "target_not_found",
    `${description} has no option ${quote(name)}${nearest === undefined ? "." : `; did you mean ${quote(nearest)}?`} ` +
      `It offers ${listed || "nothing"}${offered.length > 20 ? `, … (${offered.length} in all)` : ""}.`,
    { details: { options: offered.slice(0, 100).map((text) => text.slice(0, 200)) } },
  );
}

/** Without differences in case, in spaces and in how letters are composed. */
export function normalize(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
}
