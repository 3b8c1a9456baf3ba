import type { Action } from "../program/action.ts";
import { describeTarget, quote } from "../targets/describe-target.ts";

/** An action in words, without what is typed: `click button "Pay"`. */
export function describeAction(action: Action): string {
  if (action.action === "goto") return `goto ${quote(action.url)}`;
  if ("target" in action && action.target !== undefined) {
    return `${action.action} ${describeTarget(action.target)}`;
  }
  return action.action;
}
