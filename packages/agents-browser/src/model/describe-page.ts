import type { ObservedElement, Observation } from "../observe/observation.ts";
import { countTokens } from "./count-tokens.ts";
import { shortenLine } from "./model-reply.ts";

const longestName = 100;
const longestValue = 80;
const mostOptions = 20;

/** What the model knows of a page: lines by ref, as they were last told. */
export interface PageAccount {
  readonly text: string;
  readonly told: ReadonlyMap<string, string>;
}

/** A page in lines, at most so many tokens: what is in view and can be acted upon first, in the order of the page. */
export function describePage(observation: Observation, maxTokens: number): PageAccount {
  const { url, title, elements, viewport, isTruncated } = observation;
  const below = Math.max(0, Math.round(viewport.scrollHeight - viewport.height - viewport.scrollY));
  const head = [
    `Address: ${shortenLine(url, 300)}`,
    `Title: ${shortenLine(title, 150)}`,
    `Scrolled by ${Math.round(viewport.scrollY)} pixels, ${below} more below.`,
  ];
  const telling = elements.filter((element) => isTelling(element));
  const lines = new Map(telling.map((element) => [element.ref, describeElement(element)]));
  let tokens = countTokens(head.join("\n")) + tokensOfRest;
  const chosen = new Set<string>();
  for (const level of ranks) {
    for (const element of telling) {
      if (rank(element) !== level) continue;
      const cost = countTokens(`${lines.get(element.ref)}\n`);
      if (tokens + cost > maxTokens) continue;
      tokens += cost;
      chosen.add(element.ref);
    }
  }
  const told = new Map([...lines].filter(([ref]) => chosen.has(ref)));
  const rest = telling.length - told.size;
  const more = rest > 0 ? `${rest} more` : "more";
  return {
    text: [...head, ...told.values(), ...(rest > 0 || isTruncated ? [`(${more} left out)`] : [])].join("\n"),
    told,
  };
}

/**
 * What is new, came into view, changed and went since the page was told, at most so many tokens; `undefined` when it is more
 * than that.
 */
export function describeChange(
  { before, told }: { readonly before: Observation; readonly told: ReadonlyMap<string, string> },
  after: Observation,
  maxTokens: number,
): PageAccount | undefined {
  const earlier = new Map(before.elements.map((element) => [element.ref, element]));
  const known = new Map(told);
  const gone = new Set(told.keys());
  const lines: string[] = [];
  if (before.url !== after.url) lines.push(`Address: ${shortenLine(after.url, 300)}`);
  if (before.title !== after.title) lines.push(`Title: ${shortenLine(after.title, 150)}`);
  if (before.viewport.scrollY !== after.viewport.scrollY)
    lines.push(`Scrolled by ${Math.round(after.viewport.scrollY)} pixels.`);
  for (const element of after.elements) {
    const { ref, isInView } = element;
    gone.delete(ref);
    if (!isTelling(element)) continue;
    const line = describeElement(element);
    const old = known.get(ref);
    const cameIntoView = isInView && earlier.get(ref)?.isInView === false;
    if (old === line || (old === undefined && earlier.has(ref) && !cameIntoView)) continue;
    lines.push(`${old === undefined ? "new" : "now"}: ${line}`);
    known.set(ref, line);
  }
  if (gone.size > 0) lines.push(`gone: ${[...gone].join(" ")}`);
  for (const ref of gone) known.delete(ref);
  const text = lines.length === 0 ? "Nothing has changed." : lines.join("\n");
  return countTokens(text) > maxTokens ? undefined : { text, told: known };
}

const ranks = [0, 1, 2, 3];
const tokensOfRest = 10;

function rank({ isInteractive, isInView, role }: ObservedElement): number {
  if (isInteractive) return isInView ? 0 : 2;
  return isInView || role === "heading" ? 1 : 3;
}

/** Groups without a name of their own say nothing. */
function isTelling({ role, name, text, isInteractive, isScrollable }: ObservedElement): boolean {
  return isInteractive || isScrollable === true || name !== "" || (text !== "" && role !== "row");
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
