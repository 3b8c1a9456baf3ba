/// <reference lib="dom" />
import { awaitUnlessAborted, delay } from "@convoke/core";
import type { ElementHandle, Frame, Locator } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import type { ActionOf } from "../../program/action.ts";
import { quote } from "../../targets/describe-target.ts";
import { callOptions } from "../act-on.ts";
import type { Acting } from "../acting.ts";
import type { FoundElement } from "../targets/found-element.ts";
import { createUnknownOption, normalize } from "./option-names.ts";

/** Selects that a page builds itself: a list box, or what opens one when it is clicked. */
export async function selectFromPopup(
  { options: wanted }: ActionOf<"select">,
  element: FoundElement,
  acting: Acting,
): Promise<void> {
  const { facts, handle, frame, description } = element;
  const isList = facts.role === "listbox";
  if (!isList && !/^(combobox|button|menu)$/.test(facts.role)) {
    throw new BrowserError("not_actionable", `${description} is no select, list box or combo box.`);
  }
  for (const name of wanted) {
    const before = isList ? 0 : await locateOptions(frame).count();
    if (!isList && before === 0) await handle.click(callOptions(acting));
    const option = await waitForOption(name, element, acting);
    await option.click(callOptions(acting));
  }
}

async function waitForOption(
  name: string,
  { frame, handle, facts, description }: FoundElement,
  acting: Acting,
): Promise<ElementHandle<Element>> {
  const { signal } = acting;
  const root = facts.role === "listbox" ? handle : undefined;
  for (;;) {
    const all = locateOptions(frame);
    const seen = await awaitUnlessAborted(signal, () =>
      all.evaluateAll(
        (options, holder) =>
          options.slice(0, 2000).map((option) => ({
            text: String((option as HTMLElement).innerText ?? option.textContent)
              .replace(/\s+/g, " ")
              .trim()
              .slice(0, 1000),
            isInside: holder === null || holder === undefined || holder.contains(option),
          })),
        root ?? null,
      ),
    );
    const inside = seen.flatMap(({ text, isInside }, place) =>
      isInside === true ? [{ text: String(text), place }] : [],
    );
    for (const test of [
      (text: string) => text === name,
      (text: string) => normalize(text) === normalize(name),
    ]) {
      const hits = inside.filter(({ text }) => test(text));
      if (hits.length > 1) {
        throw new BrowserError(
          "ambiguous_target",
          `${hits.length} options of ${description} are ${quote(name)}.`,
        );
      }
      if (hits.length === 1) return await all.nth(hits[0]!.place).elementHandle(callOptions(acting));
    }
    if (acting.remainingMs() <= 0) {
      throw createUnknownOption(
        name,
        inside.map(({ text }) => text),
        description,
      );
    }
    await delay(acting.context.run.runtime, 50, signal);
  }
}

/** Options that the page made of other elements; those of real selects have no place that could be clicked. */
function locateOptions(frame: Frame): Locator {
  return frame.getByRole("option").and(frame.locator("css=:not(option)")).filter({ visible: true });
}
