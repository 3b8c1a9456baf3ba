import type { ObservedElement } from "../../observe/observation.ts";
import { normalizeText } from "../ranking/likeness.ts";

/** Pieces that a repeated goal may be split into, by emphasis and the like. */
const mostPieces = 30;

/**
 * The refs of texts that only repeat the goal, whole or in pieces that follow each other, with what lies below them. A page
 * that shows the instruction itself is common in exercises and tests; nothing in it is a control.
 */
export function echoesOf(elements: readonly ObservedElement[], goal: string): ReadonlySet<string> {
  const echoes = new Set<string>();
  const wanted = squeeze(goal);
  if (wanted.length < 8) return echoes;
  for (let start = 0; start < elements.length; start++) {
    let told = "";
    for (let end = start; end < Math.min(elements.length, start + mostPieces); end++) {
      const element = elements[end]!;
      if (isControl(element)) break;
      const text = squeeze(element.text);
      if (text === "") continue;
      // A piece inside the one before is told already.
      if (!(end > start && told.endsWith(text) && echoesParent(elements, start, end))) told += text;
      if (!wanted.startsWith(told) && !told.startsWith(wanted)) break;
      if (told.length >= wanted.length * 0.9) {
        for (let index = start; index <= end; index++) echoes.add(elements[index]!.ref);
        break;
      }
    }
  }
  for (const element of elements)
    if (
      element.parent !== undefined &&
      echoes.has(element.parent) &&
      wanted.includes(squeeze(element.text)) &&
      !isControl(element)
    )
      echoes.add(element.ref);
  return echoes;
}

const squeeze = (text: string): string => normalizeText(text).replaceAll(" ", "");
const isControl = ({ tag }: ObservedElement): boolean => /^(?:a|button|input|select|textarea)$/u.test(tag);
const echoesParent = (elements: readonly ObservedElement[], start: number, end: number): boolean =>
  elements.slice(start, end).some(({ ref }) => ref === elements[end]!.parent);
