import type { ActionName } from "../../program/action.ts";
import { check, uncheck } from "./check.ts";
import { click, dblclick, hover } from "./click.ts";
import { fill } from "./fill.ts";
import type { Handler } from "./handler.ts";
import { press, type } from "./keyboard.ts";
import { back, goto } from "./navigate.ts";
import { select } from "./select.ts";

/** How each action is done. */
export const handlers: { readonly [Name in ActionName]?: Handler<Name> } = {
  goto,
  back,
  click,
  dblclick,
  hover,
  fill,
  type,
  press,
  select,
  check,
  uncheck,
};
