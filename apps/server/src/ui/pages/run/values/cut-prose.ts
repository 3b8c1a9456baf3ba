/** A stretch of prose: text, an address, or a mark such as `[E1.2]` or `[1]`. */
export type ProsePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "address"; readonly text: string }
  | { readonly kind: "mark"; readonly id: string };

const marks = /\[(E\d+(?:\.\d+)?|\d{1,3})\]|(https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?])/g;

/** Cuts a line where it names addresses or evidence. */
export function cutProse(line: string): readonly ProsePart[] {
  const parts: ProsePart[] = [];
  let from = 0;
  for (const match of line.matchAll(marks)) {
    if (match.index > from) parts.push({ kind: "text", text: line.slice(from, match.index) });
    const [whole, mark, address] = match;
    parts.push(mark === undefined ? { kind: "address", text: address } : { kind: "mark", id: mark });
    from = match.index + whole.length;
  }
  if (from < line.length) parts.push({ kind: "text", text: line.slice(from) });
  return parts;
}
