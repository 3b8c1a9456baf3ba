import { elementLine } from "./element-line.ts";
import { type FormatOptions, formatObservation, pageLines, readMaxCharacters } from "./format-observation.ts";
import type { Observation, ObservedElement } from "./observation.ts";

const withoutFragment = (url: string): string => url.split("#", 1)[0] ?? "";

/** Whether both show one page: the same address, and at least a third of what was there before is still there. */
function showSamePage(before: Observation, after: Observation): boolean {
  if (withoutFragment(before.url) !== withoutFragment(after.url)) return false;
  const known = new Map(before.elements.map((element) => [element.ref, element]));
  const kept = after.elements.filter(({ ref, role, tag }) => {
    const same = known.get(ref);
    return same?.role === role && same.tag === tag;
  });
  return kept.length * 3 >= before.elements.length;
}

/** Without cells, whose text is that of their row, unless they act. */
const isTold = ({ role, isInteractive }: ObservedElement): boolean =>
  isInteractive || !/^(?:form|list|group|table|row|rowgroup|iframe)$/.test(role);

/**
 * Writes what is different: lines with `+` for what came, `-` for what went, `~` for what changed and how it is now.
 * Writes the whole observation when another page is shown.
 *
 * @example
 * formatChange(before, after);
 * // page "Shop" https://shop.example/
 * // ~ [e7] button "Save"
 * // + [e9] status "Saved"
 */
export function formatChange(before: Observation, after: Observation, options: FormatOptions = {}): string {
  if (!showSamePage(before, after)) return formatObservation(after, options);
  const most = readMaxCharacters(options);
  const old = new Map(before.elements.map((element) => [element.ref, element]));
  const now = new Set(after.elements.map(({ ref }) => ref));
  const changes: string[] = [];
  for (const element of after.elements) {
    if (!isTold(element)) continue;
    const line = elementLine(element);
    const was = old.get(element.ref);
    if (!was) changes.push(`+ ${line}`);
    else if (elementLine(was) !== line) changes.push(`~ ${line}`);
  }
  for (const element of before.elements) {
    if (isTold(element) && !now.has(element.ref)) changes.push(`- ${elementLine(element)}`);
  }
  const lines = pageLines(after);
  if (changes.length === 0) return [...lines, "nothing changed"].join("\n").slice(0, most);
  let length = lines.join("\n").length;
  for (const [index, change] of changes.entries()) {
    // Room is kept for the count of what is left out.
    if (length + change.length + 1 > most - 40) {
      lines.push(`… ${changes.length - index} more changes`);
      break;
    }
    lines.push(change);
    length += change.length + 1;
  }
  return lines.join("\n").slice(0, most);
}
