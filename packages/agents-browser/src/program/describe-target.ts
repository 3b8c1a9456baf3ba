import type { Action } from "./action.ts";
import type { Target } from "./target.ts";

const longestShownText = 80;

/**
 * A target in words, for messages: `button “Pay”`, `field “Email” in row “Ada”`.
 *
 * @example
 * describeTarget({ role: "button", name: "Pay", nth: 1 }); // "button “Pay” (no. 2)"
 */
export function describeTarget(target: Target): string {
  if ("ref" in target) return `element ${target.ref}`;
  const nth = target.nth === undefined ? "" : ` (no. ${target.nth + 1})`;
  const within = target.within === undefined ? "" : ` in ${describeTarget(target.within)}`;
  return `${describeItself(target)}${nth}${within}`;
}

function describeItself(target: Exclude<Target, { readonly ref: string }>): string {
  if ("role" in target)
    return target.name === undefined ? target.role : `${target.role} ${quote(target.name)}`;
  if ("label" in target) return `field ${quote(target.label)}`;
  if ("text" in target) return `text ${quote(target.text)}`;
  if ("testId" in target) return `test id ${quote(target.testId)}`;
  return `css ${quote(target.css)}`;
}

/** An action in words, without what is typed: `click button “Pay”`. */
export function describeAction(action: Action): string {
  if (action.action === "goto") return `goto ${cut(action.url)}`;
  if ("target" in action && action.target !== undefined) {
    return `${action.action} ${describeTarget(action.target)}`;
  }
  return action.action;
}

/** A text in quotation marks, in one line, cut when it is long. */
export function quote(text: string): string {
  return `“${cut(text)}”`;
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longestShownText ? `${line.slice(0, longestShownText - 1)}…` : line;
}
