/// <reference lib="dom" />
import type { ActionContext } from "../../actions/action-context.ts";
import type { ObservedElement } from "../../observe/observation.ts";
import type { Action } from "../../program/action.ts";
import { measureText, type TextPart } from "./measure-text.ts";

/** What a control needs of the world that a goal is pursued in; `GoalWorld` has it all. */
export interface ControlWorld {
  readonly context: ActionContext;
  /** Does one action and looks at the page afterwards. */
  act(action: Action): Promise<unknown>;
  targetOf(element: ObservedElement): { readonly ref: string; readonly snapshotId: string };
}

const timeoutMs = 2000;

/**
 * Selects a part of an element's text with the mouse, from its first letter to its last, and looks whether the page has
 * just that selected. `false` when the text is not there once, or cannot be selected.
 */
export async function selectText(
  world: ControlWorld,
  element: ObservedElement,
  part: TextPart,
): Promise<boolean> {
  const target = world.targetOf(element);
  const measured = await measureText(world.context, target, part);
  if (measured === undefined) return false;
  await clearSelection(world.context);
  await world.act({ action: "drag", target, from: measured.from, to: { target, position: measured.to } });
  return sameWords(await readSelection(world.context), measured.text);
}

/** Whoever takes hold of a selected text drags it away; nothing may be selected before. */
async function clearSelection({ run }: ActionContext): Promise<void> {
  await run.within("letting go of a selection", timeoutMs, () =>
    run.page.evaluate(() => document.getSelection()?.removeAllRanges()),
  );
}

/** What is selected in the page, or in the field that has the focus; at most 10,000 characters. */
async function readSelection({ run }: ActionContext): Promise<string> {
  const text: unknown = await run.within("reading the selection", timeoutMs, () =>
    run.page.evaluate(() => {
      const field = document.activeElement as Partial<HTMLTextAreaElement> | null;
      const { selectionStart, selectionEnd, value } = field ?? {};
      const isInField =
        typeof selectionStart === "number" && typeof selectionEnd === "number" && typeof value === "string";
      const text = isInField
        ? value.slice(selectionStart, selectionEnd)
        : String(document.getSelection() ?? "");
      return text.slice(0, 10_000);
    }),
  );
  return typeof text === "string" ? text.slice(0, 10_000) : "";
}

function sameWords(one: string, other: string): boolean {
  return one.replace(/\s+/g, " ").trim() === other.replace(/\s+/g, " ").trim();
}
