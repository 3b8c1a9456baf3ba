/// <reference lib="dom" />
import type { ActionContext } from "../../actions/action-context.ts";

/** Which part of an element's text: all of it, some words as they stand there, or the nth word. */
export type TextPart =
  | { readonly kind: "all" }
  | { readonly kind: "words"; readonly words: string }
  /** From 1; -1 is the last. */
  | { readonly kind: "word"; readonly ordinal: number };

/** Where a part of a text begins and ends, in CSS pixels from the top left corner of the element. */
export interface MeasuredText {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  /** What stands there, at most 10,000 characters. */
  readonly text: string;
}

const timeoutMs = 2000;

/**
 * Measures where a part of an element's text is shown, so that a mouse can select it. `undefined` when the element has no
 * such text of its own (what a field holds is none), or more than one such place.
 */
export async function measureText(
  { run, observer }: ActionContext,
  target: { readonly ref: string; readonly snapshotId: string },
  part: TextPart,
): Promise<MeasuredText | undefined> {
  const handle = await observer.resolve(target);
  const measured: unknown = await run.within("measuring a text", timeoutMs, () =>
    handle.evaluate(measure, part),
  );
  return checkMeasured(measured);
}

/** What a page answers is not to be trusted. */
function checkMeasured(value: unknown): MeasuredText | undefined {
  const { from, to, text } = (value ?? {}) as Partial<
    Record<keyof MeasuredText, Partial<MeasuredText["from"]>>
  >;
  const isPoint = (point: unknown): point is MeasuredText["from"] =>
    typeof point === "object" &&
    point !== null &&
    "x" in point &&
    "y" in point &&
    Number.isFinite(point.x) &&
    Number.isFinite(point.y);
  if (!isPoint(from) || !isPoint(to) || typeof text !== "string") return undefined;
  return {
    from: { x: from.x, y: from.y },
    to: { x: to.x, y: to.y },
    text: (text as string).slice(0, 10_000),
  };
}

/** Runs in the page: nothing from outside of it may be named here. */
function measure(element: Element, part: TextPart): unknown {
  const walker = element.ownerDocument.createTreeWalker(element, 4);
  const nodes: { readonly node: Text; readonly start: number }[] = [];
  let all = "";
  for (let node = walker.nextNode(); node !== null && all.length < 100_000; node = walker.nextNode()) {
    nodes.push({ node: node as Text, start: all.length });
    all += (node as Text).data;
  }
  let start = all.length - all.trimStart().length;
  let end = all.trimEnd().length;
  if (part.kind === "word") {
    const words = [...all.matchAll(/\S+/g)];
    const word = words.at(part.ordinal > 0 ? part.ordinal - 1 : part.ordinal);
    if (word === undefined) return undefined;
    start = word.index;
    end = start + word[0].length;
  } else if (part.kind === "words") {
    start = all.indexOf(part.words);
    if (start === -1 || all.indexOf(part.words, start + 1) !== -1) return undefined;
    end = start + part.words.length;
  }
  if (end <= start) return undefined;
  const holderOf = (position: number) => nodes.findLast((entry) => entry.start <= position);
  const first = holderOf(start);
  const last = holderOf(end - 1);
  if (first === undefined || last === undefined) return undefined;
  const range = element.ownerDocument.createRange();
  range.setStart(first.node, start - first.start);
  range.setEnd(last.node, end - last.start);
  const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const firstRect = rects[0];
  const lastRect = rects.at(-1);
  if (firstRect === undefined || lastRect === undefined) return undefined;
  const box = element.getBoundingClientRect();
  return {
    from: { x: firstRect.left - box.left + 0.5, y: (firstRect.top + firstRect.bottom) / 2 - box.top },
    to: { x: lastRect.right - box.left - 0.5, y: (lastRect.top + lastRect.bottom) / 2 - box.top },
    text: all.slice(start, end),
  };
}
