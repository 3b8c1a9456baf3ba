import type { ActionName } from "../../program/action.ts";
import { check, uncheck } from "./check.ts";
import { click, dblclick, hover } from "./click.ts";
import { download } from "./download.ts";
import { drag } from "./drag.ts";
import { expect } from "./expect.ts";
import { extract } from "./extract.ts";
import { fill } from "./fill.ts";
import type { Handler } from "./handler.ts";
import { press, type } from "./keyboard.ts";
import { back, goto } from "./navigate.ts";
import { screenshot } from "./screenshot.ts";
import { scroll } from "./scroll.ts";
import { select } from "./select.ts";
import { tab } from "./tab.ts";
import { upload } from "./upload.ts";
import { wait } from "./wait.ts";

/** How each action is done. */
export const handlers: { readonly [Name in ActionName]: Handler<Name> } = {
  goto,
  back,
  click,
  dblclick,
  hover,
  drag,
  fill,
  type,
  press,
  select,
  check,
  uncheck,
  upload,
  scroll,
  wait,
  extract,
  screenshot,
  download,
  tab,
  expect,
};
