/// <reference lib="dom" />
import type { ElementHandle } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import { actOn, type CallOptions } from "../act-on.ts";
import type { FoundElement } from "../targets/found-element.ts";
import type { Handler } from "./handler.ts";

export const check: Handler<"check"> = async (action, acting) => {
  const element = await actOn(
    action,
    action.target,
    acting,
    (found, options) => setChecked(found, true, options),
    {
      mayBeHidden: true,
    },
  );
  return { recorded: { ...action, target: element.recorded } };
};

export const uncheck: Handler<"uncheck"> = async (action, acting) => {
  const element = await actOn(
    action,
    action.target,
    acting,
    (found, options) => setChecked(found, false, options),
    {
      mayBeHidden: true,
    },
  );
  return { recorded: { ...action, target: element.recorded } };
};

/** Sets what can be checked; a control that nobody sees is set through its label, as a person would. */
async function setChecked(
  { handle, facts, description }: FoundElement,
  isChecked: boolean,
  options: CallOptions,
): Promise<void> {
  const isNative = facts.inputType === "checkbox" || facts.inputType === "radio";
  if (!isNative) {
    await handle.setChecked(isChecked, options);
    return;
  }
  const label = await findLabel(handle);
  if (facts.isVisible && label === undefined) {
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
    const input = element as HTMLInputElement;
    const box = input.getBoundingClientRect();
    const style = getComputedStyle(input);
    const isSeen = box.width > 1 && box.height > 1 && style.visibility === "visible" && style.opacity !== "0";
    if (isSeen) return null;
    return (
      [...(input.labels ?? [])].find(
        (label) => label.getBoundingClientRect().width > 0 && label.getBoundingClientRect().height > 0,
      ) ?? null
    );
  });
  return (held.asElement() as ElementHandle<Element> | null) ?? undefined;
}
