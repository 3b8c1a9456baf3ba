import type { ObservedElement, Observation } from "../observe/observation.ts";
import type { Action } from "../program/action.ts";
import type { Target } from "../program/target.ts";
import type { ModelAction } from "./model-reply.ts";
import { oneLine } from "../observe/quote.ts";

/** An action as programs have it, or what is wrong with what the model asks for. */
export type ActionReading = { readonly action: Action } | { readonly problem: string };

const pageStep = 600;

/** Makes an action out of what a model asks for, its refs looked up in the latest observation. */
export function toAction({ action, ref, value }: ModelAction, observation: Observation): ActionReading {
  if (ref !== "" && find(ref, observation) === undefined) return { problem: sayUnknown(ref) };
  const target: Target = { ref, snapshotId: observation.snapshotId };
  const optional = ref === "" ? {} : { target };
  switch (action) {
    case "click":
    case "dblclick":
    case "hover":
    case "check":
    case "uncheck":
      return { action: { action, target } };
    case "fill":
      return { action: { action, target, value } };
    case "fill_secret":
      return { action: { action: "fill", target, value: { secret: value.trim().slice(0, 200) } } };
    case "type":
      return { action: { action, ...optional, text: value } };
    case "press":
      return { action: { action, ...optional, key: value.trim().slice(0, 100) } };
    case "select":
      return { action: { action, target, options: readLines(value) } };
    case "drag":
      return readDrag(target, value.trim(), observation);
    case "scroll":
      return readScroll(optional, value.trim().toLowerCase());
    case "goto":
      return { action: { action, url: value.trim() } };
    case "back":
      return { action: { action } };
    case "wait":
      return { action: { action } };
    case "tab":
      return { action: { action, select: Number(value) } };
    default:
      return { problem: `“${action}” ends the work and is nothing that is done to a page.` };
  }
}

/** The element of a ref of this observation. */
export function find(ref: string, { elements }: Observation): ObservedElement | undefined {
  return elements.find((element) => element.ref === ref);
}

function readLines(value: string): string[] {
  const lines = value
    .split("\n")
    .map((line) => line.trim().slice(0, 1_000))
    .filter((line) => line !== "");
  return lines.slice(0, 100);
}

function readDrag(target: Target, value: string, observation: Observation): ActionReading {
  const by = /^(-?\d{1,5}(?:\.\d{1,3})?)\s*,\s*(-?\d{1,5}(?:\.\d{1,3})?)$/.exec(value);
  if (by !== null)
    return { action: { action: "drag", target, to: { by: { x: Number(by[1]), y: Number(by[2]) } } } };
  if (find(value, observation) === undefined) return { problem: sayUnknown(value) };
  const to = { target: { ref: value, snapshotId: observation.snapshotId } };
  return { action: { action: "drag", target, to } };
}

function readScroll(optional: { target?: Target }, direction: string): ActionReading {
  if (direction === "" && optional.target !== undefined) return { action: { action: "scroll", ...optional } };
  const by = new Map([
    ["", { y: pageStep }],
    ["down", { y: pageStep }],
    ["up", { y: -pageStep }],
    ["left", { x: -pageStep }],
    ["right", { x: pageStep }],
  ]).get(direction);
  if (by === undefined) return { problem: "scroll goes “up”, “down”, “left” or “right”, or to a ref." };
  return { action: { action: "scroll", ...optional, by } };
}

function sayUnknown(ref: string): string {
  return `There is no “${oneLine(ref, 20)}” on the page as it is now: use refs of the latest page only.`;
}
