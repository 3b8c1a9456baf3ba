/// <reference lib="dom" />
import { BrowserError } from "../../errors/browser-error.ts";
import { actOn, type CallOptions } from "../act-on.ts";
import { noteSecretField } from "../masked-fields.ts";
import { readText } from "../read-text.ts";
import type { FoundElement } from "../targets/found-element.ts";
import type { Handler } from "./handler.ts";

/** What each kind of field takes, for messages and to see at once that a value is none. */
const formats: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  date: { pattern: /^\d{4,6}-\d\d-\d\d$/, example: "2026-03-31" },
  time: { pattern: /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/, example: "14:30" },
  "datetime-local": {
    pattern: /^\d{4,6}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
    example: "2026-03-31T14:30",
  },
  month: { pattern: /^\d{4,6}-\d\d$/, example: "2026-03" },
  week: { pattern: /^\d{4,6}-W\d\d$/, example: "2026-W14" },
  color: { pattern: /^#[0-9a-f]{6}$/i, example: "#ff8800" },
  range: { pattern: /^-?\d+(\.\d+)?$/, example: "40" },
};

export const fill: Handler<"fill"> = async (action, acting) => {
  const element = await actOn(action, action.target, acting, async (found, options) => {
    const value = readText(action.value, found.frame, acting.context);
    if (typeof action.value !== "string") noteSecretField(acting.context.run, found.handle);
    await fillField(found, value, options);
  });
  return { recorded: { ...action, target: element.recorded } };
};

/** Replaces what a field holds: texts, numbers, dates, colours, sliders, and what is edited in place. */
async function fillField(
  { handle, facts, description }: FoundElement,
  value: string,
  options: CallOptions,
): Promise<void> {
  const { inputType } = facts;
  if (inputType === "file") {
    throw new BrowserError("not_actionable", `${description} takes files; use the action "upload".`);
  }
  if (inputType === "checkbox" || inputType === "radio") {
    throw new BrowserError(
      "not_actionable",
      `${description} is checked, not filled; use the action "check".`,
    );
  }
  if (facts.tag === "select") {
    throw new BrowserError("not_actionable", `${description} offers options; use the action "select".`);
  }
  const format = formats[inputType];
  if (format !== undefined && value !== "" && !format.pattern.test(value.trim())) {
    throw new BrowserError(
      "not_actionable",
      `${description} is a field for a ${inputType}, which takes values such as "${format.example}".`,
      { details: { inputType, example: format.example } },
    );
  }
  if (inputType === "range") {
    const bounds = await handle.evaluate((input) => {
      const { min, max, step } = input as HTMLInputElement;
      return { min: min || "0", max: max || "100", step: step || "1" };
    });
    const { min, max, step } = { min: Number(bounds.min), max: Number(bounds.max), step: bounds.step };
    const wanted = Number(value);
    const isOff =
      step !== "any" &&
      Math.abs(((wanted - min) / Number(step)) % 1) > 1e-9 &&
      Math.abs(((wanted - min) / Number(step)) % 1) < 1 - 1e-9;
    if (wanted < min || wanted > max || isOff) {
      throw new BrowserError(
        "not_actionable",
        `${description} goes from ${min} to ${max}${step === "any" ? "" : ` in steps of ${step}`}; ${wanted} is none of its values.`,
        { details: { min, max, step } },
      );
    }
  }
  await handle.fill(value, options);
}
