import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Observation, ObservedElement } from "./observation.ts";
import { outline, type OutlineEntry } from "./outline.ts";
import { oneLine, quote } from "./quote.ts";

/** How much a language model is told. */
export interface FormatOptions {
  /** A token is taken for 3.5 characters. @default 4,000 */
  readonly maxTokens?: number;
  /** What shares words with it is kept before other things. */
  readonly goal?: string;
}

const charactersPerToken = 3.5;
const leastTokens = 100;

/** The characters that a text may have. Throws for a number that is none. */
export function readMaxCharacters({ maxTokens = 4000 }: FormatOptions): number {
  if (!Number.isSafeInteger(maxTokens) || maxTokens < leastTokens || maxTokens > 1_000_000) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      `maxTokens must be a whole number from ${leastTokens} to 1,000,000: leave it out for 4,000.`,
    );
  }
  return Math.floor(maxTokens * charactersPerToken);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];

/** Smaller is kept first. */
function urgency({ element }: OutlineEntry, goalWords: ReadonlySet<string>): number {
  const { role, isInteractive, isInView, isFocused } = element;
  if (/^(?:dialog|alertdialog|alert)$/.test(role) || isFocused) return 0;
  if (
    goalWords.size > 0 &&
    wordsOf(`${element.name} ${element.text.slice(0, 300)}`).some((word) => goalWords.has(word))
  ) {
    return isInteractive ? 1 : 2;
  }
  if (isInteractive && isInView) return element.name === "" && element.text === "" ? 4 : 3;
  if (role === "heading") return 3;
  if (isInView) return 5;
  return isInteractive ? 6 : 7;
}

const plural = (role: string, count: number): string =>
  count === 1
    ? role
    : role === "checkbox"
      ? "checkboxes"
      : role === "switch"
        ? "switches"
        : `${role.replace(/y$/, "ie")}s`;

function countByRole(omitted: readonly ObservedElement[]): string {
  const counts = new Map<string, number>();
  for (const { role } of omitted) counts.set(role, (counts.get(role) ?? 0) + 1);
  const most = [...counts].sort((one, other) => other[1] - one[1]);
  const named = most.slice(0, 3).map(([role, count]) => `${count} more ${plural(role, count)}`);
  const rest = most.slice(3).reduce((sum, [, count]) => sum + count, 0);
  return `… ${named.join(", ")}${rest > 0 ? `, ${rest} others` : ""}`;
}

/** Writes the chosen entries in order, each under the nearest chosen one around it, with what is left out counted at its end. */
function write(entries: readonly OutlineEntry[], chosen: ReadonlySet<OutlineEntry>): string[] {
  const children = new Map<OutlineEntry | undefined, OutlineEntry[]>();
  const omitted = new Map<OutlineEntry | undefined, ObservedElement[]>();
  for (const entry of entries) {
    let outer = entry.outer;
    const isWithinOmitted = outer !== undefined && !chosen.has(outer) && !outer.isFrame;
    while (outer && !chosen.has(outer)) outer = outer.outer;
    const isShown = chosen.has(entry);
    // What lies within something left out is counted with it, and empty frames say nothing.
    if (!isShown && (isWithinOmitted || entry.isFrame)) continue;
    const lists = isShown ? children : omitted;
    const item = isShown ? entry : entry.element;
    const list = lists.get(outer) as unknown[] | undefined;
    if (list) list.push(item);
    else (lists as Map<OutlineEntry | undefined, unknown[]>).set(outer, [item]);
  }
  const lines: string[] = [];
  const add = (outer: OutlineEntry | undefined, indent: string): void => {
    for (const entry of children.get(outer) ?? []) {
      lines.push(indent + entry.line);
      add(entry, indent.length < 16 ? `${indent}  ` : indent);
    }
    const left = omitted.get(outer);
    if (left) lines.push(indent + countByRole(left));
  };
  add(undefined, "");
  return lines;
}

/** The entries, and the frames and rows around them that give them their place. */
function withSurroundings(entries: readonly OutlineEntry[]): Set<OutlineEntry> {
  const chosen = new Set(entries);
  for (const entry of entries) {
    for (let outer = entry.outer; outer; outer = outer.outer) {
      if (outer.element.name !== "" || /^(?:row|listitem|dialog|form|table)$/.test(outer.element.role))
        chosen.add(outer);
    }
  }
  return chosen;
}

/** What is said of the page itself. */
export function pageLines({ title, url, viewport, isTruncated, unansweredFrames }: Observation): string[] {
  const { scrollY, scrollHeight, height } = viewport;
  const lines = [`page ${quote(title, 120)} ${oneLine(url, 300)}`];
  if (scrollHeight > height + 1) {
    lines.push(`scrolled ${Math.round(scrollY)} of ${Math.round(scrollHeight - height)} pixels`);
  }
  if (unansweredFrames) lines.push(`${unansweredFrames} frames did not answer`);
  if (isTruncated) lines.push("the page holds more than was looked at");
  return lines;
}

/**
 * Writes an observation for a language model: one line per element, indented by what it lies in, at most `maxTokens`
 * long. What acts, is in view, or shares words with the goal is kept first; what is left out is counted. Texts of the
 * page are in quotes and cannot end them. The same observation gives the same text.
 *
 * @example
 * formatObservation(observation, { maxTokens: 500, goal: "Save the form" });
 * // page "Shop" https://shop.example/
 * // [e4] form
 * //   [e6] textbox "Name" value "Ada"
 * //   [e7] button "Save" disabled
 */
export function formatObservation(observation: Observation, options: FormatOptions = {}): string {
  const most = readMaxCharacters(options);
  const head = pageLines(observation);
  const entries = outline(observation.elements);
  const goalWords = new Set(wordsOf(options.goal ?? ""));
  const ranked = entries
    .filter((entry) => !entry.isFrame)
    .map((entry, index) => ({ entry, index, rank: urgency(entry, goalWords) }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ entry }) => entry);
  const withFirst = (count: number): string =>
    [...head, ...write(entries, withSurroundings(ranked.slice(0, count)))].join("\n");

  let [low, high] = [0, ranked.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (withFirst(middle).length <= most) low = middle;
    else high = middle - 1;
  }
  // One more line may need less where it spares a count, so the search can end a little too high.
  while (low > 0 && withFirst(low).length > most) low -= 1;
  return withFirst(low).slice(0, most);
}
