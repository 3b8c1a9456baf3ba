import { ErrorCode, OrchestrationError } from "@convoke/core";
import { escapeText } from "./escape.ts";
import { isActionWord } from "./action-word.ts";
import type { WrittenAction } from "./written-action.ts";

/**
 * An action in the form that the parser reads, which gives exactly this action back: any text is possible in a field. Lines that
 * would be read as something else begin with a backslash, which the parser takes away.
 *
 * Throws `invalid_argument` for names that no action and no field can have.
 *
 * @example
 * formatAction({ name: "ANSWER", fields: { TEXT: "Yes." } }); // ACTION: ANSWER\nTEXT: Yes.\n---END---
 */
export function formatAction({ name, fields }: Pick<WrittenAction, "name" | "fields">): string {
  const lines = Object.entries(fields).map(([field, text]) => {
    const written = escapeText(text);
    return written === "" ? `${requireWord(field)}:` : `${requireWord(field)}: ${written}`;
  });
  return [`ACTION: ${requireWord(name)}`, ...lines, "---END---"].join("\n");
}

function requireWord(word: string): string {
  if (isActionWord(word)) return word;
  const message = `${JSON.stringify(word).slice(0, 80)} cannot be the name of an action or a field: use up to 64 capitals, digits and _, and a letter first.`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { name: word } });
}
