import type { DataBlock, ModelMessage } from "@convoke/core";
import { cutText, toOneLine } from "./one-line.ts";

/** Characters of a label that are kept. */
const longestLabel = 160;

/**
 * Fences texts with the marker of a run, so that what came from outside cannot be taken for a word of the agent: no text can
 * end its fence, since a marker within it is broken up (`data-1f` becomes `data~-1f`), and `readBlocks` joins it again.
 * Labels become one line without `<` and `>`.
 *
 * @example
 * fenceWith("data-1f", [{ label: "RESULT E1 knowledge completed", text: "Task: …" }]);
 * // <<data-1f RESULT E1 knowledge completed
 * // Task: …
 * // data-1f>>
 */
export function fenceWith(marker: string, blocks: readonly DataBlock[]): string {
  return blocks
    .map(({ label, text }) => {
      const title = breakMarker(marker, cleanLabel(label));
      return `<<${marker} ${title}\n${breakMarker(marker, text)}\n${marker}>>`;
    })
    .join("\n\n");
}

/** A message taken apart: what is fenced, and what stands around it. */
export type MessagePart =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "block"; readonly block: DataBlock };

/** The inverse of `fenceWith` for a whole message: its blocks with their texts as they were, and the words between them, in order. */
export function readParts(marker: string, content: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  const opening = `<<${marker} `;
  const closing = `\n${marker}>>`;
  let from = 0;
  let at = findAtLineStart(content, opening, 0);
  while (at !== -1) {
    const endOfLabel = content.indexOf("\n", at);
    const end = endOfLabel === -1 ? -1 : content.indexOf(closing, endOfLabel);
    if (end === -1) break;
    if (at > from) parts.push({ kind: "words", text: content.slice(from, at) });
    const label = joinMarker(marker, content.slice(at + opening.length, endOfLabel));
    parts.push({
      kind: "block",
      block: { label, text: joinMarker(marker, content.slice(endOfLabel + 1, end)) },
    });
    from = end + closing.length;
    at = findAtLineStart(content, opening, from);
  }
  if (from < content.length) parts.push({ kind: "words", text: content.slice(from) });
  return parts;
}

/** The blocks that messages show, in order. */
export function readBlocks(marker: string, messages: readonly ModelMessage[]): readonly DataBlock[] {
  return messages
    .flatMap(({ role, content }) => (role === "user" || role === "tool" ? readParts(marker, content) : []))
    .flatMap((part) => (part.kind === "block" ? [part.block] : []));
}

/** Keeps a text from holding the marker; also for words of the agent that repeat what came from outside. */
export function breakMarker(marker: string, text: string): string {
  return text.replace(patternOf(marker, "*"), (_all, waves: string) => splitMarker(marker).join(`${waves}~`));
}

function joinMarker(marker: string, text: string): string {
  return text.replace(patternOf(marker, "+"), (_all, waves: string) =>
    splitMarker(marker).join(waves.slice(1)),
  );
}

/** The marker with any number of waves at its hyphen, so that breaking and joining are exact inverses of each other. */
function patternOf(marker: string, count: "*" | "+"): RegExp {
  const [head, tail] = splitMarker(marker).map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return new RegExp(`${head}(~${count})${tail}`, "g");
}

function splitMarker(marker: string): readonly [string, string] {
  const at = Math.max(1, marker.indexOf("-"));
  return [marker.slice(0, at), marker.slice(at)];
}

function cleanLabel(label: string): string {
  return cutText(toOneLine(label.replace(/[\p{Cc}\p{Cf}<>]+/gu, " ")), longestLabel) || "DATA";
}

function findAtLineStart(content: string, text: string, from: number): number {
  let at = content.indexOf(text, from);
  while (at > 0 && content[at - 1] !== "\n") at = content.indexOf(text, at + 1);
  return at;
}
