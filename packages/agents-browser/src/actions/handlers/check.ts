/// <reference lib="dom" />
import type { ElementHandle } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import type { ActionOf } from "../../program/action.ts";
import { actOn, type CallOptions } from "../act-on.ts";
import type { Acting, Done } from "../acting.ts";
import type { FoundElement } from "../targets/found-element.ts";
import type { Handler } from "./handler.ts";

export const check: Handler<"check"> = (action, acting) => change(action, true, acting);

export const uncheck: Handler<"uncheck"> = (action, acting) => change(action, false, acting);

async function change(
  action: ActionOf<"check" | "uncheck">,
  isChecked: boolean,
  acting: Acting,
): Promise<Done> {
  const set = (found: FoundElement, options: CallOptions): Promise<void> =>
    setChecked(found, isChecked, options);
  const element = await actOn(action, action.target, acting, set, { mayBeHidden: true });
  return { recorded: { ...action, target: element.recorded } };
}

/** Sets what can be checked; a control that nobody sees is set through its label, as a person would. */
async function setChecked(
  { handle, facts, description }: FoundElement,
  isChecked: boolean,
  options: CallOptions,
): Promise<void> {
  const isNative = facts.inputType === "checkbox" || facts.inputType === "radio";
  const isPlain = !isNative || (facts.isVisible && !facts.isSeeThrough);
  const label = isPlain ? undefined : await findLabel(handle);
  if (isPlain || (facts.isVisible && label === undefined)) {
    await handle.setChecked(isChecked, options);
    return;
  }
  if ((await handle.isChecked()) === isChecked) return;
  if (!isChecked && facts.inputType === "radio") {
    throw new BrowserError(
      "not_actionable",
      `${description} is a radio button: those are unchecked by checking another one.`,
    );
  }
  if (label === undefined)
    throw new BrowserError("not_actionable", `${description} is hidden, and so is its label.`);
  await label.click(options);
  if ((await handle.isChecked()) !== isChecked) {
    throw new BrowserError(
      "not_actionable",
      `${description} did not change its state when its label was clicked.`,
    );
  }
}

/** The visible label that has to be clicked because the control itself is hidden or see-through. */
async function findLabel(handle: ElementHandle<Element>): Promise<ElementHandle<Element> | undefined> {
  const held = await handle.evaluateHandle((element) => {
    return (
      [...((element as HTMLInputElement).labels ?? [])].find(
        (label) => label.getBoundingClientRect().width > 0 && label.getBoundingClientRect().height > 0,
      ) ?? null
    );
  });
  return (held.asElement() as ElementHandle<Element> | null) ?? undefined;
}
