import { awaitUnlessAborted } from "@convoke/core";
import { BrowserError } from "../../errors/browser-error.ts";
import { actOn, callOptions } from "../act-on.ts";
import { explainFailure } from "../explain-failure.ts";
import { findFocused } from "../find-focused.ts";
import { noteSecretField } from "../masked-fields.ts";
import { readText } from "../read-text.ts";
import type { Handler } from "./handler.ts";

export const type: Handler<"type"> = async (action, acting) => {
  const { text, target } = action;
  if (target === undefined) {
    const focused = await findFocused(acting);
    if (focused === undefined) {
      throw new BrowserError(
        "target_not_found",
        "Nothing on the page has the focus; name a target to type into.",
      );
    }
    await acting.approve(action, focused);
    const value = readText(text, focused.frame, acting.context);
    if (typeof text !== "string") noteSecretField(acting.context.run, focused.handle);
    // The handle, not the keyboard: a page that moves the focus elsewhere meanwhile gets nothing typed there at once.
    await focused.handle.type(value, callOptions(acting));
    return { recorded: action };
  }
  const element = await actOn(action, target, acting, async (found, options) => {
    const value = readText(text, found.frame, acting.context);
    if (typeof text !== "string") noteSecretField(acting.context.run, found.handle);
    // After what the field holds, wherever the caret was.
    await found.handle.focus();
    await found.handle.press("Control+End", options);
    await found.handle.type(value, options);
  });
  return { recorded: { ...action, target: element.recorded } };
};

export const press: Handler<"press"> = async (action, acting) => {
  const { key, target } = action;
  if (target === undefined) {
    const focused = await findFocused(acting);
    await acting.approve(action, focused);
    try {
      // The keyboard's own call has no deadline: a page that hangs in a key handler would hold it.
      await awaitUnlessAborted(acting.signal, () => acting.page.keyboard.press(key));
    } catch (error) {
      acting.signal.throwIfAborted();
      throw focused === undefined ? explainKey(error, key) : await explainFailure(error, focused, acting);
    }
    return { recorded: action };
  }
  const element = await actOn(action, target, acting, ({ handle }, options) => handle.press(key, options));
  return { recorded: { ...action, target: element.recorded } };
};

function explainKey(error: unknown, key: string): unknown {
  const isUnknown = error instanceof Error && /Unknown key/.test(error.message);
  if (!isUnknown) return error;
  return new BrowserError(
    "invalid_program",
    `"${key}" is no key; keys are named like "Enter", "ArrowDown", "a" or "Control+A".`,
  );
}
