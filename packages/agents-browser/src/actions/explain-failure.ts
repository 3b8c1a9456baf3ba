/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import { quote } from "../targets/describe-target.ts";
import type { Acting } from "./acting.ts";
import type { FoundElement } from "./targets/found-element.ts";

/** Whether the element went away with its document or was replaced. */
export function isGone(error: unknown): boolean {
  return /not attached to the DOM|Element was detached|Execution context was destroyed|Frame was detached|JSHandle is disposed|Cannot find context/i.test(
    messageOf(error),
  );
}

/** Says in words why an element could not be acted upon, by looking at it once more. */
export async function explainFailure(
  problem: unknown,
  element: FoundElement,
  acting: Acting,
): Promise<unknown> {
  if (BrowserError.is(problem)) return problem;
  const message = messageOf(problem);
  const { description } = element;
  if (isGone(problem)) {
    return new BrowserError(
      "stale_ref",
      `${description} is gone: the page replaced it. Observe the page anew.`,
    );
  }
  if (/Target (page, context or browser|closed)|has been closed/i.test(message)) return problem;
  const key = /Unknown key: "(.{0,60})"/.exec(message);
  if (key) {
    return new BrowserError(
      "invalid_program",
      `"${key[1]}" is no key; keys are named like "Enter", "ArrowDown", "a" or "Control+A".`,
    );
  }
  const kind = explainKind(message);
  if (kind !== undefined) return new BrowserError("not_actionable", `${description} ${kind}`);
  if (
    !/Timeout|exceeded|outside of the viewport|not visible|not enabled|not stable|not editable/i.test(message)
  )
    return problem;
  const obstacle = await findObstacle(element, acting).catch(() => undefined);
  acting.signal.throwIfAborted();
  const reason = obstacle ?? explainLog(message);
  if (reason === undefined) return problem;
  return new BrowserError("not_actionable", `${description} ${reason}.`);
}

/** What Playwright says of an element that is of the wrong kind. */
function explainKind(message: string): string | undefined {
  if (
    /not an <input>|does not have a role allowing|cannot be filled|not an <select>|Element is not a <select>/i.test(
      message,
    )
  ) {
    return "is no field that this can be done to.";
  }
  if (/Malformed value/i.test(message))
    return "does not take this value: dates are YYYY-MM-DD, times HH:MM, colours #rrggbb.";
  if (/Cannot type text into input\[type=number\]/i.test(message)) return "takes numbers only.";
  if (/Not a checkbox or radio/i.test(message)) return "is no check box, radio button or switch.";
  if (/Cannot uncheck radio/i.test(message))
    return "is a radio button: those are unchecked by checking another one.";
  if (/did not change its state/i.test(message)) return "did not change its state when it was clicked.";
  return undefined;
}

function explainLog(message: string): string | undefined {
  if (/intercepts pointer events/.test(message)) return "is covered by something else";
  if (/outside of the viewport/.test(message)) return "lies outside of what can be scrolled to";
  if (/not enabled/.test(message)) return "is disabled";
  if (/not editable/.test(message)) return "is read-only";
  if (/not visible/.test(message)) return "is not visible";
  if (/not stable/.test(message)) return "keeps moving";
  return undefined;
}

async function findObstacle({ handle }: FoundElement, acting: Acting): Promise<string | undefined> {
  const said = await awaitUnlessAborted(acting.lastLook, () =>
    handle.evaluate((element) => {
      if (!element.isConnected) return { kind: "gone", text: "" };
      if (element.matches(":disabled") || element.getAttribute("aria-disabled") === "true")
        return { kind: "disabled", text: "" };
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (box.width === 0 || box.height === 0 || style.visibility !== "visible")
        return { kind: "hidden", text: "" };
      const x = box.x + box.width / 2;
      const y = box.y + box.height / 2;
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return { kind: "outside", text: "" };
      const root = element.getRootNode() as Document | ShadowRoot;
      const top = root.elementFromPoint(x, y);
      if (top && top !== element && !element.contains(top) && !top.contains(element)) {
        const name = top.getAttribute("aria-label") ?? (top as HTMLElement).innerText ?? "";
        const id = top.id ? `#${top.id}` : "";
        return {
          kind: "covered",
          text: `${top.localName}${id} ${String(name).replace(/\s+/g, " ").trim()}`.slice(0, 100),
        };
      }
      if ((element as HTMLInputElement).readOnly === true) return { kind: "readonly", text: "" };
      return undefined;
    }),
  );
  if (said === undefined || typeof said !== "object") return undefined;
  if (said.kind === "covered") return `is covered by ${quote(String(said.text))}`;
  const reasons: Readonly<Record<string, string>> = {
    gone: "is gone",
    disabled: "is disabled",
    hidden: "is not visible",
    outside: "lies outside of what can be scrolled to",
    readonly: "is read-only",
  };
  return reasons[said.kind];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 20_000) : "";
}
