import type { ObservedElement } from "./observation.ts";
import { quote } from "./quote.ts";

const longestName = 100;
const longestText = 240;
const mostOptions = 12;

/** Roles whose name is the text itself. */
const readsItself = new Set([
  "text",
  "listitem",
  "cell",
  "gridcell",
  "term",
  "definition",
  "status",
  "alert",
  "log",
]);

function stateWords(element: ObservedElement): string[] {
  const words: string[] = [];
  const say = (isSo: boolean | undefined, word: string, otherwise?: string): void => {
    if (isSo === true) words.push(word);
    else if (isSo === false && otherwise) words.push(otherwise);
  };
  const { isChecked, isExpanded, isSelected } = element;
  say(isChecked, "checked", "unchecked");
  say(isSelected, "selected");
  say(isExpanded, "expanded", "collapsed");
  say(element.isDisabled, "disabled");
  say(element.isReadOnly, "read-only");
  say(element.isRequired, "required");
  say(element.isFocused, "focused");
  say(element.isDraggable, "draggable");
  say(element.isScrollable, "scrollable");
  say(element.isCovered, "covered");
  return words;
}

function choices({ options = [] }: ObservedElement): string {
  const shown = options.slice(0, mostOptions).map((option) => quote(option.text, 40));
  const more = options.length > mostOptions ? `, … ${options.length - mostOptions} more` : "";
  return `options ${shown.join(", ")}${more}`;
}

/**
 * What a language model reads of one element, such as `[e12] button "Save" disabled`. A `~` before the name says that
 * the name is a guess from the text beside it or from its author's words.
 */
export function elementLine(element: ObservedElement): string {
  const { role, name, nameSource, text, inputType, value, shape, color } = element;
  const parts = [`[${element.ref}] ${role}`];
  if (role === "heading" && element.level !== undefined) parts.push(String(element.level));
  if (shape !== undefined && shape !== "svg") parts.push(shape);
  if (
    inputType !== undefined &&
    /^(?:date|time|month|week|datetime-local|password|email|file|color|range)$/.test(inputType)
  ) {
    parts.push(inputType);
  }
  const said = readsItself.has(role) && text.length > name.length ? text : name;
  const guess = nameSource === "neighbour" || nameSource === "words" ? "~" : "";
  if (said !== "") parts.push(guess + quote(said, readsItself.has(role) ? longestText : longestName));
  if (role === "graphic" && color !== undefined) {
    const { width, height } = element.box;
    parts.push(`${color} ${Math.round(width)}x${Math.round(height)}`);
  }
  parts.push(...stateWords(element));
  if (value !== undefined && element.isChecked === undefined)
    parts.push(`value ${quote(value, longestName)}`);
  else if (element.placeholder && element.placeholder !== name) {
    parts.push(`placeholder ${quote(element.placeholder, 60)}`);
  }
  if (element.min !== undefined && element.max !== undefined)
    parts.push(`from ${element.min} to ${element.max}`);
  if (element.options && element.options.length > 0) parts.push(choices(element));
  return parts.join(" ");
}
