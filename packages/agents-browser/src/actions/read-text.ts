import type { Frame } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { ActionContext } from "./action-context.ts";

/** What is typed: the text itself, or the secret for a field of this frame. */
export function readText(
  text: string | { readonly secret: string },
  frame: Frame,
  { secrets }: ActionContext,
): string {
  if (typeof text === "string") return text;
  const address = frame.url();
  // A document without an address of its own (about:blank, about:srcdoc) may have been written by anybody.
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    throw new BrowserError(
      "outside_policy",
      `The secret "${text.secret}" is only filled into documents with an http or https address; this frame has none.`,
    );
  }
  return secrets.read(text.secret, new URL(address));
}
