/** A part of a line: text, or references to evidence. */
export type CitedPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "citation"; readonly ids: readonly string[] };

const brackets = /[[(【](E\d{1,5}[^[\]()【】\n]{0,120})[\])】]/g;
const single = /^E(\d{1,5})(?:\.(\d{1,5}))?$/i;
const range = /^E(\d{1,5})[-–]E?(\d{1,5})$/i;
const longestRange = 20;

/** Splits a text at its citations: `[E1]`, `[E1.2]`, `[E1, E2]`, `[E1-E3]`, also in round brackets. */
export function splitAtCitations(text: string): readonly CitedPart[] {
  const parts: CitedPart[] = [];
  let from = 0;
  for (const match of text.matchAll(brackets)) {
    const ids = readIds(match[1]!);
    if (ids.length === 0) continue;
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    parts.push({ kind: "citation", ids });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

function readIds(inside: string): readonly string[] {
  const words = inside.split(/[\s,;&]+/).filter((word) => word !== "" && !/^(?:and|see)$/i.test(word));
  const ids = words.map(readWord);
  return ids.every((each) => each !== undefined) ? ids.flat() : [];
}

function readWord(word: string): readonly string[] | undefined {
  const [, evidence, source] = single.exec(word) ?? [];
  if (evidence !== undefined)
    return [`E${Number(evidence)}${source === undefined ? "" : `.${Number(source)}`}`];
  const [, first, last] = (range.exec(word) ?? []).map(Number);
  if (first === undefined || last === undefined || last < first || last - first >= longestRange)
    return undefined;
  return Array.from({ length: last - first + 1 }, (_, at) => `E${first + at}`);
}
