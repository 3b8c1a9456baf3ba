/// <reference lib="dom" />
import { z } from "zod";
import type { Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { Observer } from "../observe/observer.ts";
import type { Target } from "../program/target.ts";
import { isFrameVisible } from "../visible/is-frame-visible.ts";
import { createPageScript } from "../visible/page-script.ts";
import type { VisibleReader } from "../visible/visible-reader.ts";
import { describeTarget } from "./describe-target.ts";
import { keepInside } from "./keep-inside.ts";
import { isDescribed, type LocatedMatches, locateTarget } from "./locate-target.ts";

const stateSchema = z.object({
  isVisible: z.boolean(),
  /** `undefined` for what cannot be checked. */
  isChecked: z.boolean().optional(),
  isEnabled: z.boolean(),
  /** What a field holds; `undefined` for what is no field. */
  value: z.string().max(100_000).optional(),
  /** Of a select: the text of what is chosen. */
  chosen: z.string().max(10_000).optional(),
  isSecret: z.boolean(),
  /** Whether it is looked for by a text that cannot be read in it: it is transparent, too small, of the colour behind it, or folded away. */
  isUnreadable: z.boolean(),
  /** For messages: its tag and its text. */
  shown: z.string().max(400),
});

/** What an element that a target matches is like. */
export type ElementState = z.infer<typeof stateSchema>;

/** Everything that a target matches in a page, hidden elements too. */
export interface TargetStates {
  readonly states: readonly ElementState[];
  /** May exceed `states`, of which there are at most 1,000 in each frame. */
  readonly total: number;
}

const readingSchema = z.object({ total: z.int().min(0), states: z.array(stateSchema).max(1000) });

/** Reads the states of all elements that a target matches; `nth` picks one of the visible ones. Rejects with `invalid_program` for bad CSS, and `stale_ref`. */
export async function readStates(
  target: Target,
  page: Page,
  observer: Pick<Observer, "resolve" | "latest">,
): Promise<TargetStates> {
  if (!isDescribed(target)) {
    const handle = await observer.resolve(target);
    return readingSchema.parse(await handle.evaluate(script, { holder: null }));
  }
  const readings = await Promise.all(
    (await locateTarget(target, page, observer)).map((matches) =>
      readFrame(matches, target, matches.frame !== page.mainFrame()),
    ),
  );
  const all = {
    states: readings.flatMap(({ states }) => states),
    total: readings.reduce((sum, { total }) => sum + total, 0),
  };
  if (target.nth === undefined) return all;
  const picked = all.states.slice(target.nth, target.nth + 1);
  return { states: picked, total: picked.length };
}

interface StatesArguments {
  /** What is looked at has to be within it. */
  readonly holder: Element | null;
  /** By which it is looked for. */
  readonly text?: string | undefined;
}

const script = createPageScript<Element | Element[], StatesArguments>(
  `(reader, subject, { holder, text }) => (${readElements.toString()})(reader, (${keepInside.toString()})(subject, holder), text)`,
);

async function readFrame(
  { frame, locator, holder }: LocatedMatches,
  target: Target,
  isInner: boolean,
): Promise<TargetStates> {
  try {
    const text = "text" in target ? target.text : undefined;
    const reading = readingSchema.parse(await locator.evaluateAll(script, { holder, text }));
    if (!isInner || reading.total === 0 || (await isFrameVisible(frame))) return reading;
    return { ...reading, states: reading.states.map((state) => ({ ...state, isVisible: false })) };
  } catch (error) {
    if (isBadSelector(error))
      throw new BrowserError(
        "invalid_program",
        `${describeTarget(target)} cannot be read as a selector; write plain CSS, such as { css: "#cart .total" }`,
        { cause: error },
      );
    // A frame that goes away while it is looked at has nothing to show; the page itself must answer.
    if (isInner) return { states: [], total: 0 };
    throw error;
  }
}

/** Whether an error of Playwright's says that a selector cannot be read. */
export function isBadSelector(error: unknown): boolean {
  const problem = error instanceof Error ? error.message : "";
  return /not a valid selector|while parsing|Unexpected token|unknown engine/i.test(problem);
}

/** Runs in the page. */
function readElements(reader: VisibleReader, subject: Element | Element[], wanted?: string): unknown {
  const all = Array.isArray(subject) ? subject : [subject];
  // Whether blanks part two words is told differently by text that is shown and text that is written.
  const fold = (text: string): string => text.replace(/\s+/g, "").toLowerCase();
  const states = all.slice(0, 1000).map((element) => {
    const control = element instanceof HTMLLabelElement ? (element.control ?? element) : element;
    const aria = (name: string): boolean | undefined => {
      const value = control.getAttribute(name);
      return value === "true" ? true : value === "false" || value === "mixed" ? false : undefined;
    };
    const isBox = control instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(control.type);
    const checked = isBox
      ? control.checked
      : control instanceof HTMLOptionElement
        ? control.selected
        : (aria("aria-checked") ?? aria("aria-pressed") ?? aria("aria-selected"));
    const field =
      control instanceof HTMLInputElement ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
        ? control.value
        : control instanceof HTMLElement && control.isContentEditable
          ? control.innerText
          : undefined;
    const isDisabled =
      control.matches(":disabled") || control.closest('[aria-disabled="true"], [inert]') !== null;
    return {
      isVisible: reader.isVisible(element),
      isChecked: checked,
      isEnabled: !isDisabled,
      value: field?.slice(0, 100_000),
      chosen:
        control instanceof HTMLSelectElement
          ? Array.from(control.selectedOptions, (option) => option.text.trim())
              .join(", ")
              .slice(0, 10_000)
          : undefined,
      isSecret: control instanceof HTMLInputElement && control.type === "password",
      shown: `${element.tagName.toLowerCase().slice(0, 40)} ${reader.textOf(element, 200)}`.trim(),
      isUnreadable: wanted !== undefined && !fold(reader.textOf(element, 100_000)).includes(fold(wanted)),
    };
  });
  return { total: all.length, states };
}
