import type { Target } from "../program/target.ts";

const shownLength = 80;

/** A target in words, for messages: `button "Save" within dialog`. */
export function describeTarget(target: Target): string {
  const words = describeOne(target);
  if ("ref" in target) return words;
  const nth = target.nth === undefined ? "" : ` number ${target.nth}`;
  return target.within === undefined
    ? `${words}${nth}`
    : `${words}${nth} within ${describeTarget(target.within)}`.slice(0, 4 * shownLength);
}

function describeOne(target: Target): string {
  if ("ref" in target) return `ref ${quote(target.ref)}`;
  if ("role" in target)
    return target.name === undefined
      ? target.role.slice(0, shownLength)
      : `${target.role} ${quote(target.name)}`;
  if ("label" in target) return `label ${quote(target.label)}`;
  if ("text" in target) return `text ${quote(target.text)}`;
  if ("testId" in target) return `test id ${quote(target.testId)}`;
  return `css ${quote(target.css)}`;
}

/** What a page or a caller says, in quotes and cut, for messages. */
export function quote(text: string, length = shownLength): string {
  const line = text
    .slice(0, 4 * length)
    .replaceAll(/\s+/g, " ")
    .trim();
  return JSON.stringify(line.length > length ? `${line.slice(0, length)}…` : line);
}
