// oxlint-disable-next-line no-control-regex -- Control characters are what this replaces.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** Control characters, which nobody reads, count as spaces; tabs and line breaks stay. */
export function replaceControls(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(controls, " ");
}

/** A text on one line, at most `most` characters, with `…` where some were left out. */
export function toLine(text: string, most: number): string {
  const line = replaceControls(text.slice(0, 4 * most))
    .replace(/\s+/g, " ")
    .trim();
  if (line.length <= most && text.length <= 4 * most) return line;
  return `${cutWhole(line, most - 1)}…`;
}

/**
 * A text of at most `most` characters, cut behind a sentence or a line where there is one near the end, with a mark that says
 * how much was left out.
 */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = Math.max(0, most - 60);
  const head = cutWhole(text, room);
  const ends = [...head.matchAll(/[.!?…](?=\s)|\n/g)];
  const end = ends.at(-1);
  const kept = end !== undefined && end.index >= room / 2 ? head.slice(0, end.index + 1) : head;
  const shown = kept.trimEnd();
  return `${shown}\n[… ${text.length - shown.length} of ${text.length} characters left out]`;
}

/** Never half of a surrogate pair. */
function cutWhole(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
