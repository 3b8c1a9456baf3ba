import type { ObservedElement, Observation } from "../observe/observation.ts";
import { countTokens } from "./count-tokens.ts";
import { shortenLine } from "./model-reply.ts";

const longestName = 100;
const longestValue = 80;
const mostOptions = 20;

/** A page in lines, at most so many tokens: what is in view and can be acted upon first, in the order of the page. */
export function describePage(observation: Observation, maxTokens: number): string {
  const { url, title, elements, viewport, isTruncated } = observation;
  const below = Math.max(0, Math.round(viewport.scrollHeight - viewport.height - viewport.scrollY));
  const head = [
    `Address: ${shortenLine(url, 300)}`,
    `Title: ${shortenLine(title, 150)}`,
    `Scrolled by ${Math.round(viewport.scrollY)} pixels, ${below} more below.`,
  ];
  const lines = elements.map((element) => describeElement(element));
  let tokens = countTokens(head.join("\n")) + 20;
  const chosen = new Set<number>();
  for (const level of [0, 1, 2, 3]) {
    for (const [at, element] of elements.entries()) {
      if (chosen.has(at) || rank(element) !== level || isTold(element)) continue;
      const cost = countTokens(`${lines[at]}\n`);
      if (tokens + cost > maxTokens) continue;
      tokens += cost;
      chosen.add(at);
    }
  }
  const listed = lines.filter((_, at) => chosen.has(at));
  const told = elements.filter((element) => !isTold(element)).length;
  const rest = told - listed.length;
  return [
    ...head,
    ...listed,
    ...(rest > 0 || isTruncated ? [`(${rest > 0 ? `${rest} more` : "more"} left out)`] : []),
  ].join("\n");
}

/** What is new, changed and gone, at most so many tokens; `undefined` when it is more than that. */
export function describeChange(
  before: Observation,
  after: Observation,
  maxTokens: number,
): string | undefined {
  const old = new Map(before.elements.map((element) => [element.ref, describeElement(element)]));
  const lines: string[] = [];
  if (before.url !== after.url) lines.push(`Address: ${shortenLine(after.url, 300)}`);
  if (before.title !== after.title) lines.push(`Title: ${shortenLine(after.title, 150)}`);
  if (before.viewport.scrollY !== after.viewport.scrollY)
    lines.push(`Scrolled by ${Math.round(after.viewport.scrollY)} pixels.`);
  for (const element of after.elements) {
    const line = describeElement(element);
    const earlier = old.get(element.ref);
    old.delete(element.ref);
    if (earlier === line || isTold(element)) continue;
    lines.push(earlier === undefined ? `new: ${line}` : `now: ${line}`);
  }
  if (old.size > 0) lines.push(`gone: ${[...old.keys()].join(" ")}`);
  const text = lines.length === 0 ? "Nothing has changed." : lines.join("\n");
  return countTokens(text) > maxTokens ? undefined : text;
}

function rank({ isInteractive, isInView, role }: ObservedElement): number {
  if (isInteractive) return isInView ? 0 : 2;
  return isInView || role === "heading" ? 1 : 3;
}

/** Groups without a name of their own say nothing. */
function isTold({ role, name, text, isInteractive, isScrollable }: ObservedElement): boolean {
  return !isInteractive && isScrollable !== true && name === "" && (text === "" || role === "row");
}

function describeElement(element: ObservedElement): string {
  const { ref, role, name, text, value, options, inputType, placeholder } = element;
  const states = [
    ...(inputType !== undefined && inputType !== "text" && inputType !== role ? [inputType] : []),
    ...(element.isChecked === undefined ? [] : [element.isChecked ? "checked" : "not checked"]),
    ...(element.isSelected === true ? ["selected"] : []),
    ...(element.isExpanded === undefined ? [] : [element.isExpanded ? "open" : "closed"]),
    ...(element.isDisabled === true ? ["disabled"] : []),
    ...(element.isReadOnly === true ? ["read-only"] : []),
    ...(element.isFocused === true ? ["focused"] : []),
    ...(element.isScrollable === true ? ["scrolls"] : []),
  ];
  const own = text !== "" && text !== name ? ` ${quote(text, 200)}` : "";
  return [
    `${ref} ${role}${name === "" ? "" : ` ${quote(name, longestName)}`}${own}`,
    ...(value === undefined || value === "" ? [] : [`holds ${quote(value, longestValue)}`]),
    ...(placeholder === undefined || placeholder === name
      ? []
      : [`hint ${quote(placeholder, longestValue)}`]),
    ...(options === undefined ? [] : [`options ${listOptions(options)}`]),
    ...states,
  ].join(", ");
}

function listOptions(options: NonNullable<ObservedElement["options"]>): string {
  const shown = options
    .slice(0, mostOptions)
    .map(({ text, isSelected }) => `${quote(text, 60)}${isSelected ? " (chosen)" : ""}`);
  return `${shown.join(" | ")}${options.length > mostOptions ? ` and ${options.length - mostOptions} more` : ""}`;
}

function quote(text: string, longest: number): string {
  return JSON.stringify(shortenLine(text, longest));
}
